import type { Page } from 'playwright/test';
import { expect } from 'playwright/test';
import { createSandboxClient, until } from '../src/sandbox/local/client.ts';
import type { ContactRow, SandboxClient } from '../src/sandbox/local/client.ts';
import { APP_ID, PORTAL_ID } from '../src/sandbox/local/installation.ts';
import type { LocalProduct } from './local-product.ts';
import { expectChosen, moveClock, ownerField, signInAs } from './person.ts';
import { productTest } from './product-test.ts';

const test = productTest();
// one account whose story goes on from test to test
test.describe.configure({ mode: 'serial', timeout: 120_000 });

const pages = `/app/${PORTAL_ID}/${APP_ID}`;
const open = (page: Page, path = '', user = 'ada') =>
  page.goto(`${pages}${path}${path.includes('?') ? '&' : '?'}user=${user}`);
const howMany = (page: Page) => page.getByTestId('how-many');
const rows = (page: Page) => page.getByTestId('leads').locator('tbody tr');
const names = (page: Page): Promise<string[]> => rows(page).getByRole('link').allInnerTexts();
/** Names repeat: which leads are shown is told by their contacts' ids. */
const ids = (page: Page): Promise<string[]> =>
  rows(page).evaluateAll((shown) => shown.map((row) => row.getAttribute('data-testid')?.slice(5) ?? ''));
const params = (page: Page): Record<string, string> =>
  Object.fromEntries([...new URL(page.url()).searchParams].filter(([name]) => name !== 'user'));
const clientOf = (product: LocalProduct): SandboxClient => createSandboxClient(product.url, PORTAL_ID);
const nameOf = ({ properties }: ContactRow) => `${properties['firstname']} ${properties['lastname']}`;

/** Makes Tara the owner of everything that Rae and Sam own, as an import would. */
async function handOverEverything(client: SandboxClient): Promise<ContactRow[]> {
  const owners = await client.owners();
  const ownerOf = (start: string) => owners.find(({ email }) => email.startsWith(start));
  const [rae, sam, tara] = [ownerOf('rae@'), ownerOf('sam@'), ownerOf('tara@')];
  const contacts = (
    await Promise.all([rae, sam].map((owner) => client.contacts(`ownerId=${owner?.id}&limit=100`)))
  ).flat();
  for (let from = 0; from < contacts.length; from += 50) {
    const ids = contacts.slice(from, from + 50).map(({ id }) => id);
    await client.bulk(ids, rae?.userId ?? 0, { hubspot_owner_id: tara?.id ?? '' });
  }
  return contacts;
}

/** Creates contacts and makes Tara their owner; resolves when each has its note. */
async function handOverMore(client: SandboxClient, count: number): Promise<void> {
  const owners = await client.owners();
  const ownerOf = (start: string) => owners.find(({ email }) => email.startsWith(start));
  const created = await Promise.all(
    Array.from({ length: count }, async (_, at) => {
      const email = `more.${at}@brightwater.example.com`;
      const properties = { firstname: 'More', lastname: `Number ${at}`, email };
      return (await client.call('POST', `/portals/${PORTAL_ID}/contacts`, { properties })) as ContactRow;
    }),
  );
  const tara = { hubspot_owner_id: ownerOf('tara@')?.id ?? '' };
  for (let from = 0; from < count; from += 50)
    await client.bulk(
      created.slice(from, from + 50).map(({ id }) => id),
      ownerOf('rae@')?.userId ?? 0,
      tara,
    );
  const last = created.at(-1)?.id ?? '';
  await until(
    'more to be handed over',
    async () => (await client.contact(last)).timeline.some(({ kind }) => kind === 'note'),
    90_000,
  );
}

test('an account that has handed nothing over sees its first steps, and no dead end', async ({ page }) => {
  await open(page);
  await expect(page.getByTestId('first-steps')).toContainText('Hand over the first contact');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Overview');
  await page.getByRole('tab', { name: 'Leads' }).click();
  await expect(page.getByTestId('no-leads')).toBeVisible();
  await page.getByRole('link', { name: 'See the first steps' }).click();
  await page.getByTestId('first-steps').getByRole('link', { name: 'Open Settings: Lead handling' }).click();
  await expect(page.getByTestId('fallback-owner')).toBeVisible();
  expect(new URL(page.url()).pathname).toBe(`${pages}/settings`);
  await page.goBack();
  await expect(page.getByTestId('first-steps')).toBeVisible();
  await open(page, '/no/such/page');
  await page.getByTestId('not-found').getByRole('link', { name: 'Activity' }).click();
  await expect(page.getByTestId('no-activity')).toContainText('Nothing has happened yet');
});

test('each number of the overview opens exactly what it counts', async ({ page, product }) => {
  const client = clientOf(product);
  const contacts = await handOverEverything(client);
  await until(
    'everything to be handed over',
    async () => {
      const owned = await Promise.all(contacts.slice(-5).map(({ id }) => client.contact(id)));
      return owned.every(({ timeline }) => timeline.some(({ kind }) => kind === 'note'));
    },
    90_000,
  );
  await open(page);
  await moveClock(page, '+1 hour');
  await expect(page.getByTestId('state-Cold')).toBeVisible({ timeout: 45_000 });
  await until('an email to be logged', async () => {
    const all = await Promise.all(contacts.map(({ id }) => client.contact(id)));
    return all.some(({ timeline }) => timeline.some(({ kind }) => kind === 'email'));
  });
  await page.reload();
  await expect(page.getByTestId('over-time')).toBeVisible();
  const cold = await page.getByTestId('state-Cold').innerText();
  await page.getByTestId('state-Cold').click();
  await expect(howMany(page)).toHaveText(`${cold} leads`);
  await expect(page.getByTestId('filter-state')).toContainText('Cold');

  await page.goBack();
  await page.getByRole('radio', { name: 'Week' }).check();
  await expect.poll(() => params(page)).toEqual({ span: 'week' });
  await page.getByRole('button', { name: 'The numbers behind the lines' }).click();
  const thisWeek = page.getByTestId('numbers').locator('tbody tr').first();
  await expect(thisWeek).toContainText('Week of');
  await thisWeek.getByRole('link').first().click();
  await expect(page.getByTestId('entries').locator('[data-testid^="activity-"]').first()).toContainText(
    'Email sent',
  );
  expect(params(page)).toMatchObject({ kind: 'sent' });
});

test('filter, order and page of the leads stand in the address', async ({ page, product }) => {
  await open(page, '/leads');
  await page.getByTestId('sort-name').getByRole('button').click();
  await expect.poll(() => params(page)).toMatchObject({ sort: 'name' });
  const inOrder = async () => {
    const shown = (await names(page)).map((name) =>
      name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase(),
    );
    return shown.length > 0 && shown.every((name, at) => at === 0 || (shown[at - 1] ?? '') <= name);
  };
  await expect.poll(inOrder).toBe(true);
  const first = await ids(page);
  expect(first).toHaveLength(50);
  await page.getByTestId('next-page').click();
  await expect.poll(() => params(page)['page']).toBe('2');
  await expect.poll(async () => (await ids(page))[0]).not.toBe(first[0]);
  const second = await ids(page);
  expect(second.filter((id) => first.includes(id))).toEqual([]);
  await page.reload();
  await expect.poll(() => ids(page)).toEqual(second);
  await page.goBack();
  await expect.poll(() => ids(page)).toEqual(first);

  const wanted = (await clientOf(product).contact(first[10] ?? '')).properties['email'] ?? '';
  await page.getByTestId('search').fill(wanted);
  await expect.poll(() => params(page)).toEqual({ sort: 'name', direction: 'ascending', search: wanted });
  await expect(rows(page)).toHaveCount(1);
  await page.getByTestId('filter-with').selectOption({ label: 'Back with a person' });
  await expect(page.getByTestId('no-match')).toBeVisible();
  await page.goBack();
  await expect(rows(page)).toHaveCount(1);
  const record = page.context().waitForEvent('page');
  await rows(page).getByRole('link').click();
  await expectChosen(ownerField(await record), 'Tara Assistant');
});

test('a rep sees the leads of contacts that are theirs, and no settings', async ({ page }) => {
  await open(page, '/leads');
  const all = Number((await howMany(page).innerText()).replace(/\D/g, ''));
  await signInAs(page, 'Rae Rep');
  await expect(page.getByText('You see leads whose contacts you own, or owned before')).toBeVisible();
  const own = Number((await howMany(page).innerText()).replace(/\D/g, ''));
  expect(own).toBeGreaterThan(0);
  expect(own).toBeLessThan(all);
  await expect(page.getByRole('tab')).toHaveText([
    'Overview',
    'Leads',
    'Campaigns',
    /^Reviews/,
    'Sequences',
    'Activity',
  ]);
  await page.getByRole('tab', { name: 'Overview' }).click();
  await expect(page.getByTestId('all-leads')).toHaveText(`Show all ${own} leads`);
  await open(page, '/settings', 'rae');
  await expect(page.getByTestId('forbidden')).toBeVisible();
});

test('the activity says why, for one contact or for all', async ({ page, product }) => {
  const [contact] = await clientOf(product).contacts('limit=1');
  await open(page, `/activity?contact=${contact?.id}`);
  const entries = page.getByTestId('entries').locator('[data-testid^="activity-"]');
  const handedOver = entries.filter({ hasText: 'Handed to an assistant' });
  await expect(handedOver).toContainText('Tara');
  await expect(handedOver).toContainText(contact ? nameOf(contact) : '');
  const few = await entries.count();
  await page.getByTestId('one-contact').getByRole('button').click();
  await expect.poll(() => entries.count()).toBeGreaterThan(few);
  await page.getByTestId('next-page').click();
  await expect(page.getByText('Page 2, newest first')).toBeVisible();
});

test('the list is exported as it is filtered', async ({ page }) => {
  await open(page, '/leads?state=Cold&sort=name');
  await expect(rows(page).first()).toBeVisible();
  const count = (await howMany(page).innerText()).replace(/\D/g, '');
  await page.getByTestId('export-csv').click();
  const ready = page.getByTestId('csv-ready');
  await expect(ready).toContainText(`${count} leads`);
  const link = await ready.getByRole('link').getAttribute('href');
  const file = await page.request.get(link ?? '');
  expect(file.headers()['content-type']).toContain('text/csv');
  const lines = (await file.text()).trim().split('\r\n');
  expect(lines).toHaveLength(Number(count) + 1);
  const [name] = await names(page);
  expect(lines[1]).toContain(name);
});

test('several leads are handed back at once, after saying what will happen', async ({ page, product }) => {
  await open(page, '/leads?with=assistant&sort=name');
  await expect(rows(page).first()).toBeVisible();
  const [one, two] = await ids(page);
  for (const at of [0, 1]) await rows(page).nth(at).getByRole('checkbox').check();
  await expect(page.getByTestId('selected')).toHaveText('2 leads selected');
  await page.getByTestId('bulk-hand-back').click();
  const question = page.getByRole('dialog', { name: 'Hand back: 2 leads' });
  await expect(question.getByTestId('plan-hand-back')).toContainText('2 leads will change.');
  await question.getByRole('button', { name: 'Hand back 2 leads' }).click();
  await expect(page.getByText('Hand back 2 leads: 2 done')).toBeVisible();
  await expect(page.getByTestId('selected')).toBeHidden();
  await expect.poll(() => ids(page)).not.toContain(one);
  const client = clientOf(product);
  const tara = (await client.owners()).find(({ email }) => email.startsWith('tara@'))?.id;
  await until('the owner to be given back', async () => {
    const { properties } = await client.contact(two ?? '');
    return properties['hubspot_owner_id'] !== tara;
  });
});

test('a bulk action on all that match goes on without the page, and can be cancelled', async ({
  page,
  product,
}) => {
  const client = clientOf(product);
  // with HubSpot away its writes wait, and after 200 of them so does the bulk action
  await handOverMore(client, 250);
  await client.call('PUT', '/faults', [{ kind: 'status', status: 503, match: {} }]);
  await open(page, '/leads?with=assistant');
  await page.getByLabel('Select all on this page').check();
  await page.getByTestId('select-all').click();
  await page.getByTestId('bulk-hand-back').click();
  await page.getByTestId('confirm-hand-back').click();
  const progress = page.getByRole('progressbar', { name: /^Hand back \d+ leads/ });
  await expect(progress).toBeVisible();
  await page.getByRole('tab', { name: 'Activity' }).click();
  await page.getByRole('tab', { name: 'Leads' }).click();
  await expect(progress).toBeVisible();
  await page.getByTestId('cancel-job').click();
  await expect(
    page.getByText(/^Hand back \d+ leads: cancelled after \d+ leads, \d+ left as they were/),
  ).toBeVisible();
  await page.getByTestId('put-away').first().click();
  await client.call('DELETE', '/faults');
});

test('every page fits a narrow and a wide window', async ({ page }) => {
  for (const path of ['', '/leads', '/activity', '/settings']) {
    await open(page, path);
    for (const width of [1440, 768, 360]) {
      await page.setViewportSize({ width, height: 900 });
      const overhang = () =>
        page.evaluate<number>('document.documentElement.scrollWidth - window.innerWidth');
      await expect.poll(overhang, { message: `${path} at ${width} px` }).toBeLessThanOrEqual(0);
    }
  }
});
