import { expect } from 'playwright/test';
import type { Page } from 'playwright/test';
import { APP_ID, PORTAL_ID } from '../src/sandbox/local/installation.ts';
import { productTest } from './product-test.ts';

const test = productTest();
const HOUR = 3_600_000;
const open = (page: Page, query = '', user = 'ada') =>
  page.goto(`/app/${PORTAL_ID}/${APP_ID}/campaigns?user=${user}${query}`);
const status = (page: Page) => page.getByTestId('campaign-status');
const next = (page: Page) => page.getByTestId('next-step').click();
const listRow = (page: Page, name: string) => page.getByTestId('lists').getByRole('row', { name });

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
  await open(page);
  await page.getByTestId('create-first').click();
  await next(page);
  await expect(page.getByTestId('list-problem')).toContainText('Choose a list.');
  await expect(listRow(page, 'Companies of 500 people and more')).toContainText('compan');
  await expect(
    listRow(page, 'Companies of 500 people and more').getByRole('button', { name: 'Choose' }),
  ).toBeHidden();
  await page.getByTestId('campaign-name').fill('After the webinar');
  await page.getByTestId('campaign-name').blur();
  await listRow(page, 'Webinar attendees').getByRole('button', { name: 'Choose' }).click();
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
  await page.getByTestId('review-results').getByRole('button').first().click();
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
  await expect(page.getByTestId('campaigns')).toContainText('After the webinar');
});

test('a rep sees campaigns and changes none', async ({ page }) => {
  await open(page, '', 'rae');
  await expect(page.getByTestId('campaigns')).toContainText('After the webinar');
  await expect(page.getByTestId('create-campaign')).toBeHidden();
  await page.getByTestId('campaigns').getByRole('link', { name: 'After the webinar' }).click();
  await expect(page.getByTestId('funnel')).toBeVisible();
  await expect(page.getByTestId('campaign-actions')).toBeHidden();
});
