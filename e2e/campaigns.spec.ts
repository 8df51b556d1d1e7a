import { expect } from 'playwright/test';
import type { Page } from 'playwright/test';
import { APP_ID, PORTAL_ID } from '../src/sandbox/local/installation.ts';
import type { LocalProduct } from './local-product.ts';
import { createSandboxClient } from '../src/sandbox/local/client.ts';
import { productTest } from './product-test.ts';

const test = productTest();
const HOUR = 3_600_000;
const open = (page: Page, query = '', user = 'ada') =>
  page.goto(`/app/${PORTAL_ID}/${APP_ID}/campaigns?user=${user}${query}`);
const status = (page: Page) => page.getByTestId('campaign-status');
const next = (page: Page) => page.getByTestId('next-step').click();
const listRow = (page: Page, name: string) => page.getByTestId('lists').getByRole('row', { name });

const LISTS = '/crm/lists/2026-09';

/** A list of HubSpot with these members. */
async function newList(
  product: LocalProduct,
  name: string,
  objectTypeId: string,
  ids: readonly string[] = [],
) {
  const token = product.accessToken(['crm.lists.read', 'crm.lists.write']);
  const hubspot = async (method: string, path: string, body: unknown): Promise<unknown> => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const answer = await fetch(`${product.url}${path}`, { method, headers, body: JSON.stringify(body) });
    return answer.json();
  };
  const made = await hubspot('POST', LISTS, { name, objectTypeId, processingType: 'MANUAL' });
  const { list } = made as { list: { listId: string } }; // as HubSpot documents it
  if (ids.length > 0) await hubspot('PUT', `${LISTS}/${list.listId}/memberships/add`, ids);
}

/** Contacts of Sam's with an address, as the stand-in has them. */
async function somePeople(product: LocalProduct, count: number): Promise<string[]> {
  const client = createSandboxClient(product.url, PORTAL_ID);
  const sam = (await client.owners()).find(({ email }) => email.startsWith('sam@'));
  const contacts = await client.contacts(`ownerId=${sam?.id ?? ''}&limit=100`);
  return contacts
    .filter(({ properties }) => properties['email']?.includes('@'))
    .slice(0, count)
    .map(({ id }) => id);
}

/** The number of a stage of the funnel. */
const stage = async (page: Page, label: string): Promise<number> => {
  const text = await page.getByTestId('funnel').innerText();
  const found = new RegExp(`${label}\\s+([\\d,]+)`).exec(text);
  return Number((found?.[1] ?? 'NaN').replaceAll(',', ''));
};

/** Chooses from the actions. What the page learns meanwhile may draw it anew, which closes the menu. */
async function choose(page: Page, label: string): Promise<void> {
  const item = page.getByRole('menuitem', { name: label, exact: true });
  await expect(async () => {
    if (!(await item.isVisible())) await page.getByTestId('campaign-actions').click({ timeout: 2_000 });
    await item.click({ timeout: 2_000 });
  }).toPass();
}

test('a list goes to an assistant: dry run, a tenth, the rest, pause, resume, stop', async ({
  page,
  product,
}) => {
  test.slow();
  await newList(product, 'Fair visitors', '0-1', await somePeople(product, 24));
  await newList(product, 'Key accounts', '0-2');
  await open(page);
  await page.getByTestId('create-first').click();
  await next(page);
  await expect(page.getByTestId('list-problem')).toContainText('Choose a list.');
  await expect(listRow(page, 'Key accounts')).toContainText('is a list of companies');
  await expect(listRow(page, 'Key accounts').getByRole('button', { name: 'Choose' })).toBeHidden();
  await page.getByTestId('campaign-name').fill('After the fair');
  await page.getByTestId('campaign-name').blur();
  await listRow(page, 'Fair visitors').getByRole('button', { name: 'Choose' }).click();
  await next(page);

  await expect(page.getByTestId('step-assistant')).toBeVisible();
  const address = page.url();
  await page.getByTestId('campaign-sequence').selectOption({ index: 1 });
  await next(page);
  await expect(page.getByTestId('step-schedule')).toBeVisible();
  await page.goto(address);
  await expect(page.getByTestId('read-sequence')).toBeVisible();
  await next(page);
  await next(page);

  await expect(page.getByTestId('review-done')).toContainText('24 contacts looked at');
  await expect(page.getByTestId('calendar-chart')).toBeVisible();
  await page.getByTestId('start-tenth').click();
  await page.getByTestId('confirm-start-tenth').click();

  await expect(status(page)).toHaveText('Running');
  await expect(page.getByTestId('tenth')).toBeVisible();
  await expect.poll(() => stage(page, 'Enrolled')).toBeGreaterThan(0);
  const tenth = await stage(page, 'Enrolled');
  expect(tenth).toBeLessThan(6);
  await page.getByTestId('enroll-rest').click();
  await expect(page.getByTestId('tenth')).toBeHidden();
  await expect.poll(() => stage(page, 'Enrolled')).toBeGreaterThan(tenth);
  for (let hour = 0; hour < 6; hour++) await product.moveClock(HOUR);
  await page.reload();
  await expect.poll(() => stage(page, 'Reached')).toBeGreaterThan(0);

  await choose(page, 'Pause');
  await expect(page.getByTestId('asked-pause')).toContainText('under way');
  await page.getByTestId('confirm-pause').click();
  await expect(status(page)).toHaveText('Paused');
  const reached = await stage(page, 'Reached');
  for (let hour = 0; hour < 24; hour++) await product.moveClock(HOUR);
  await page.reload();
  await expect(status(page)).toHaveText('Paused');
  expect(await stage(page, 'Reached')).toBe(reached);
  await page.getByTestId('resume').click();
  await page.getByTestId('confirm-resume').click();
  await expect(status(page)).toHaveText('Running');

  await choose(page, 'Stop');
  await page.getByTestId('confirm-stop').click();
  await expect(status(page)).not.toHaveText('Running');
  await page.getByTestId('tab-contacts-tab').click();
  await expect(page.getByTestId('members')).toBeVisible();
  await page.getByTestId('all-campaigns').click();
  await expect(page.getByTestId('campaigns')).toContainText('After the fair');
});

test('every part fits a narrow and a wide window', async ({ page }) => {
  await open(page);
  await page.getByTestId('campaigns').getByRole('link', { name: 'After the fair' }).click();
  await expect(page.getByTestId('funnel')).toBeVisible();
  const campaign = new URL(page.url()).searchParams.get('campaign') ?? '';
  const parts = [
    '',
    '&campaign=new&step=1',
    ...['progress', 'contacts', 'report', 'versions', 'runs'].map(
      (tab) => `&campaign=${campaign}&tab=${tab}`,
    ),
  ];
  for (const part of parts) {
    await open(page, part);
    for (const width of [1440, 768, 360]) {
      await page.setViewportSize({ width, height: 900 });
      const overhang = () =>
        page.evaluate<number>('document.documentElement.scrollWidth - window.innerWidth');
      await expect.poll(overhang, { message: `${part} at ${width} px` }).toBeLessThanOrEqual(0);
    }
  }
});

test('a rep sees campaigns and changes none', async ({ page }) => {
  await open(page, '', 'rae');
  await expect(page.getByTestId('campaigns')).toContainText('After the fair');
  await expect(page.getByTestId('create-campaign')).toBeHidden();
  await page.getByTestId('campaigns').getByRole('link', { name: 'After the fair' }).click();
  await expect(page.getByTestId('funnel')).toBeVisible();
  await expect(page.getByTestId('campaign-actions')).toBeHidden();
});
