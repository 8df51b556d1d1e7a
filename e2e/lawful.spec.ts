import { expect } from 'playwright/test';
import type { Page } from 'playwright/test';
import { card, createContact, handToTara, moveClock, openSettings, signInAs } from './person.ts';
import { productTest } from './product-test.ts';

const test = productTest();

const save = async (page: Page, button: string, said: string): Promise<void> => {
  await page.getByTestId(button).click();
  await expect(page.getByRole('status').filter({ hasText: said })).toBeVisible();
};

test('a day on which the company is closed moves the next email, and the card says why', async ({ page }) => {
  // The first day on which something would leave.
  await openSettings(page, 'sending');
  await moveClock(page, 'Next working morning');
  const now = await page.evaluate(() => fetch('/sandbox/api/clock').then((answer) => answer.json()));
  const today = new Date((now as { now: number }).now).toISOString().slice(0, 10);
  await page.getByTestId('closed-day').fill(today);
  await page.getByTestId('closed-day-name').fill('Company outing');
  await save(page, 'add-closed-day', 'Nothing is sent on this day.');
  await expect(page.getByTestId('closed-day-list')).toContainText('Company outing');
  await signInAs(page, 'Rae Rep');
  await createContact(page, 'Ida', 'Holm');
  await handToTara(page);
  await expect(card(page).getByTestId('waiting')).toContainText('Nothing is sent before');
  await expect(card(page).getByTestId('waiting')).toContainText('your company is closed (Company outing)');
  await openSettings(page, 'sending');
  await page.getByTestId(`open-${today}`).click();
  await expect(page.getByTestId('closed-day-list')).toHaveCount(0);
});

test('an excluded domain is refused at hand-over, and free again afterwards', async ({ page }) => {
  await openSettings(page, 'do-not-contact');
  await page.getByTestId('exclusions-text').fill('brightwater.example.com\nnot an address');
  await page.getByTestId('exclusions-reason').fill('Customer of a partner');
  await page.getByTestId('add-exclusions').click();
  await expect(page.getByTestId('exclusions-added')).toContainText('1 is added, 1 could not be read');
  await expect(page.getByTestId('exclusion-list')).toContainText('Customer of a partner');
  await signInAs(page, 'Rae Rep');
  await createContact(page, 'Olga', 'Pett');
  await expect(card(page).getByTestId('obstacle')).toContainText('never writes to');
  await openSettings(page, 'do-not-contact');
  await page.getByTestId('remove-brightwater.example.com').click();
  await expect(page.getByTestId('no-exclusions')).toBeVisible();
});

test('a contact that Tara works on goes back once its address is excluded, and the card says why', async ({
  page,
}) => {
  await page.goto('/');
  await signInAs(page, 'Rae Rep');
  const { path } = await createContact(page, 'Nils', 'Berg');
  await handToTara(page);
  await openSettings(page, 'do-not-contact');
  await page.getByTestId('exclusions-text').fill('nils.berg@brightwater.example.com');
  await page.getByTestId('add-exclusions').click();
  await expect(page.getByTestId('exclusion-list')).toContainText('nils.berg@');
  await page.goto(path);
  await expect(card(page).getByTestId('outcome')).toContainText('Handed back to Rae Rep');
  await expect(card(page).getByTestId('reason')).toContainText('one that Baton never writes to');
  await openSettings(page, 'do-not-contact');
  await page.getByTestId('remove-nils.berg@brightwater.example.com').click();
  await expect(page.getByTestId('no-exclusions')).toBeVisible();
});

test('without a postal address the first email waits; once it is entered, it leaves', async ({ page }) => {
  await openSettings(page, 'sending');
  await page.getByTestId('postal-address').fill('');
  await save(page, 'save-footer', 'Saved.');
  await expect(page.getByTestId('address-missing')).toBeVisible();
  await signInAs(page, 'Rae Rep');
  const contact = await createContact(page, 'Ute', 'Sommer');
  await handToTara(page);
  await moveClock(page, 'Next working morning');
  await moveClock(page, '+5 min');
  await expect(card(page).getByTestId('waiting')).toContainText('need your postal address');
  await page.goto('/app/4242/7000001?user=ada');
  await expect(page.getByText('for your postal address')).toBeVisible();
  await openSettings(page, 'sending');
  await expect(page.getByTestId('address-missing')).toContainText(/\d emails? waits? for it/);
  await page.getByTestId('postal-address').fill('Acme Inc.\n25 First Street, Cambridge');
  await save(page, 'save-footer', 'Saved.');
  await page.goto(contact.path);
  await expect(card(page)).toContainText('Step 2 of 8');
  await page.goto(`/mail?mailbox=${encodeURIComponent(contact.email)}`);
  await page.getByRole('region', { name: 'Messages' }).getByRole('listitem').first().click();
  const text = page.locator('iframe').first().contentFrame().locator('body');
  await expect(text).toContainText('25 First Street, Cambridge');
});
