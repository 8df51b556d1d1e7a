import { expect } from 'playwright/test';
import type { Locator } from 'playwright/test';
import { signInAs } from './person.ts';
import { productTest } from './product-test.ts';

const test = productTest();

test('somebody new has a first campaign after ten clicks, and types nothing', async ({ page }) => {
  let clicks = 0;
  const click = async (target: Locator): Promise<void> => {
    await target.click();
    clicks += 1;
  };
  // As README says it, from what `npm start` opens.
  await page.goto('/');
  await signInAs(page, 'Ada Admin');
  clicks += 1;
  await click(page.getByRole('navigation', { name: 'Stand-in' }).getByRole('link', { name: 'Baton' }));
  await click(page.getByRole('tab', { name: 'Campaigns' }));
  await click(page.getByTestId('create-first'));
  const list = page.getByTestId('lists').getByRole('row', { name: 'Webinar attendees' });
  await click(list.getByRole('button', { name: 'Choose' }));
  await expect(page.getByTestId('campaign-name')).toHaveValue('Webinar attendees');
  for (const step of ['step-assistant', 'step-schedule', 'step-review']) {
    await click(page.getByTestId('next-step'));
    await expect(page.getByTestId(step)).toBeVisible();
  }
  await expect(page.getByTestId('review-done')).toBeVisible();
  await click(page.getByTestId('start-all'));
  await click(page.getByTestId('confirm-start-all'));
  await expect(page.getByTestId('funnel')).toContainText(/Enrolled\s*[1-9]/);
  expect(clicks).toBe(10);
});
