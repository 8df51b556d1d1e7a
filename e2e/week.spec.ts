import { expect } from 'playwright/test';
import { PORTAL_ID } from '../src/sandbox/local/installation.ts';
import { productTest } from './product-test.ts';

const test = productTest();

test('a week is played with new people, seen while it goes, and opened: mails, answers, decisions, notes and tasks', async ({
  page,
}) => {
  test.slow();
  await page.goto('/');
  await page.getByRole('link', { name: 'Play a week' }).click();
  await expect(page.getByText('Every cell opens')).toBeVisible();
  await page.getByLabel('Seed').fill('1');
  await page.getByRole('button', { name: 'Play a week' }).click();
  await expect(page.getByRole('progressbar')).toBeVisible();
  await expect(page.getByText('The week with seed 1')).toBeVisible({ timeout: 150_000 });

  const row = (name: string) => page.getByRole('row').filter({ hasText: name });
  await expect(row('Marcus Boone')).toContainText('Unsubscribed');
  await expect(row('Marcus Boone')).toContainText('back with Rae Rep');
  await expect(row('Bram Jansen')).toContainText('Hot');
  await expect(row('Jana Keller')).toContainText('is hard to read');

  await row('Bram Jansen').getByRole('button', { name: 'Bram Jansen', exact: true }).click();
  const conversation = page.getByRole('dialog', { name: 'Conversation with Bram Jansen' });
  await expect(conversation.getByText('Bram Jansen agrees')).toBeVisible();
  await expect(conversation).toContainText('Dinsdag ben ik tussen 10 en 12 uur bereikbaar');
  await expect(conversation.locator('iframe').first().contentFrame().locator('body')).toContainText(
    'Uw nieuwe kas in Melle',
  );
  await expect(conversation).toContainText('Agreed to meet');
  // Where the week is long enough, a reminder of it follows.
  await expect(conversation.getByText('Task for Rae Rep').first()).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(conversation).toBeHidden();

  // The next one is suggested with another seed.
  await expect(page.getByLabel('Seed')).toHaveValue('2');
});

test('a week with chosen contacts is cancelled, and what happened stays', async ({ page }) => {
  await page.goto(`/play?portal=${PORTAL_ID}`);
  await page.getByLabel('Contacts of this account').check();
  const play = page.getByRole('button', { name: 'Play a week' });
  await expect(play).toBeDisabled();
  const contacts = page.getByRole('list', { name: 'Contacts' });
  await contacts.getByRole('checkbox').nth(0).check();
  await contacts.getByRole('checkbox').nth(1).check();
  await expect(page.getByText('2 chosen.')).toBeVisible();
  await play.click();
  await expect(page.getByRole('table', { name: 'The week' }).getByRole('row')).toHaveCount(3);
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByText(/was cancelled/)).toBeVisible();
});
