import { expect } from 'playwright/test';
import type { Page } from 'playwright/test';
import { APP_ID, PORTAL_ID } from '../src/sandbox/local/installation.ts';
import { createSandboxClient } from '../src/sandbox/local/client.ts';
import { productTest } from './product-test.ts';

const test = productTest();
const HOUR = 3_600_000;
const LISTS = '/crm/lists/2026-09';
const address = (query: string) => `/app/${PORTAL_ID}/${APP_ID}/campaigns?user=ada${query}`;
const next = (page: Page) => page.getByTestId('next-step').click();
const fits = async (page: Page) => {
  for (const width of [360, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    const overhang = () => page.evaluate<number>('document.documentElement.scrollWidth - window.innerWidth');
    await expect.poll(overhang, { message: `at ${width} px` }).toBeLessThanOrEqual(0);
  }
};

test('a rule is made, tried on the last 30 days, switched on, and seen at work', async ({
  page,
  product,
}) => {
  test.slow();
  const client = createSandboxClient(product.url, PORTAL_ID);
  const owners = await client.owners();
  const [sam, tara] = ['sam@', 'tara@'].map((email) => owners.find((one) => one.email.startsWith(email)));
  const userId = sam?.userId ?? null;
  if (!sam || !tara || userId === null) throw new Error('The seed has no Sam or no Tara.');
  const contacts = await client.contacts(`ownerId=${sam.id}&limit=100`);
  const [before = '', ...ids] = contacts
    .filter(({ properties }) => properties['email']?.includes('@'))
    .slice(0, 9)
    .map(({ id }) => id);
  const set = (id: string, properties: Record<string, string>) => client.update(id, userId, properties);

  // Somebody whom an assistant worked on became a customer: what the rule would have stopped.
  await set(before, { lifecyclestage: 'lead', hubspot_owner_id: tara.id });
  const isNoted = async () =>
    (await client.contact(before)).properties['baton_lead_connection_status'] === 'Cold';
  await expect.poll(isNoted).toBe(true);
  await set(before, { lifecyclestage: 'customer' });

  const token = product.accessToken(['crm.lists.read', 'crm.lists.write']);
  const hubspot = async (method: string, path: string, body: unknown): Promise<unknown> => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const answer = await fetch(`${product.url}${path}`, { method, headers, body: JSON.stringify(body) });
    return answer.json();
  };
  const made = await hubspot('POST', LISTS, {
    name: 'Trials',
    objectTypeId: '0-1',
    processingType: 'MANUAL',
  });
  const { list } = made as { list: { listId: string } }; // as HubSpot documents it
  await hubspot('PUT', `${LISTS}/${list.listId}/memberships/add`, ids);

  await page.goto(address('&campaign=new&step=1'));
  await page.getByTestId('campaign-name').fill('Until they buy');
  await page.getByTestId('campaign-name').blur();
  const row = page.getByTestId('lists').getByRole('row', { name: 'Trials' });
  await row.getByRole('button', { name: 'Choose' }).click();
  await next(page);
  await expect(page.getByTestId('step-assistant')).toBeVisible();
  await next(page);

  const rules = page.getByTestId('campaign-rules');
  await rules.getByTestId('add-keyword').click();
  await rules.getByTestId('keyword-words-0').fill('contract, lawyer');
  await rules.getByTestId('keyword-words-0').blur();
  await rules.getByTestId('add-property').click();
  await rules.getByTestId('property-search-0').fill('lifecycle');
  await rules.getByTestId('choose-lifecyclestage').click();
  await rules.getByTestId('property-value-0').selectOption({ label: 'Customer' });
  await fits(page);
  await rules.getByTestId('try-rules').click();
  await expect(rules.getByTestId('trial-result')).toContainText('it would have stopped 1.');
  await fits(page);
  await next(page);
  await expect(page.getByTestId('review-done')).toContainText('8 contacts looked at', { timeout: 120_000 });
  await page.getByTestId('start-all').click();
  await page.getByTestId('confirm-start-all').click();
  await expect(page.getByTestId('campaign-status')).toHaveText('Running');
  // Some of the seed opted out, or bounced.
  const inIt = async () => {
    const found = await Promise.all(ids.map((id) => client.contact(id)));
    return found.find(({ properties }) => properties['baton_campaign_name'] === 'Until they buy')?.id ?? '';
  };
  await expect.poll(inIt, { timeout: 60_000 }).not.toBe('');
  const bought = await inIt();

  await page.getByTestId('tab-rules-tab').click();
  await expect(page.getByTestId('rules')).toContainText('changes to “Customer”: stop and hand back');
  await product.moveClock(HOUR);
  await set(bought, { lifecyclestage: 'customer' });
  await expect(async () => {
    await page.reload();
    await expect(page.getByTestId('firings')).toContainText('changed to “Customer” in HubSpot', {
      timeout: 5_000,
    });
  }).toPass({ timeout: 90_000 });
  await expect(page.getByTestId('firings')).toContainText('1 contact');
  await fits(page);
  const back = async () => (await client.contact(bought)).properties['hubspot_owner_id'];
  await expect.poll(back, { timeout: 60_000 }).toBe(sam.id);
});
