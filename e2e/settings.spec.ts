import { expect } from 'playwright/test';
import {
  createContact,
  expectChosen,
  goToSection,
  handToTara,
  openMail,
  openSettings,
  signInAs,
} from './person.ts';
import { productTest } from './product-test.ts';

const test = productTest();

test.beforeEach(async ({ page }) => {
  await openSettings(page, 'connection');
  await expect(page.getByTestId('connection-status')).toHaveText('Connected');
});

test('is closed to a rep', async ({ page }) => {
  await signInAs(page, 'Rae Rep');
  await expect(page.getByTestId('forbidden')).toContainText('You may not see the settings');
  await expect(page.getByTestId('add-assistant')).toHaveCount(0);
});

test('shows the connection and its permissions', async ({ page }) => {
  await expect(page.getByTestId('provisioned')).toHaveText('Created');
  await expect(page.getByText('ada@acme.example.com').first()).toBeVisible();
  await page.getByRole('button', { name: /^Permissions: \d+ of \d+ granted/ }).click();
  await expect(page.getByTestId('scopes')).toContainText('crm.objects.contacts.write');
});

test('adds, refreshes, edits and removes an assistant', async ({ page }) => {
  await goToSection(page, 'assistants');
  await page.getByTestId('add-assistant').click();
  const form = page.getByTestId('assistant-form');
  await form.getByTestId('save-assistant').click();
  await expect(form).toContainText('Give the assistant a name.');
  await form.getByLabel('Name').fill('Omar');
  await form.getByLabel('Email').fill('omar@acme.example.com');
  await form.getByTestId('save-assistant').click();
  await expect(page.getByRole('status').filter({ hasText: 'Omar is added.' })).toBeVisible();

  const omar = page.locator('[data-testid^="assistant-"]').filter({ hasText: 'omar@acme.example.com' });
  await expect(omar).toContainText('Not a HubSpot user');
  await omar.getByRole('button', { name: 'Create the HubSpot user' }).click();
  await expect(page.getByText('HubSpot invites omar@acme.example.com')).toBeVisible();
  await expect(async () => {
    await omar.getByRole('button', { name: 'Refresh' }).click();
    await expect(omar).toContainText('Ready, nothing assigned yet', { timeout: 1_000 });
  }).toPass();

  await omar.getByRole('button', { name: 'Edit' }).click();
  await form.getByLabel('Role').fill('Event host');
  await form.getByTestId('save-assistant').click();
  await expect(omar).toContainText('Omar, Event host');

  await omar.getByRole('button', { name: 'Remove' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  await expect(omar).toHaveCount(0);
});

test('keeps an assistant that still has contacts', async ({ page }) => {
  await signInAs(page, 'Rae Rep');
  await createContact(page, 'Priya', 'Sharma');
  await handToTara(page);
  await openSettings(page, 'assistants');
  const tara = page.locator('[data-testid^="assistant-"]').filter({ hasText: 'tara@acme.example.com' });
  await expect(tara).toContainText('1 contact');
  await tara.getByRole('button', { name: 'Remove' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  await expect(page.getByRole('alert').filter({ hasText: 'Hand them back first' })).toBeVisible();
  await expect(tara).toBeVisible();
});

test('sends a test mail that arrives', async ({ page }) => {
  await goToSection(page, 'assistants');
  const tara = page.locator('[data-testid^="assistant-"]').filter({ hasText: 'tara@acme.example.com' });
  await tara.getByRole('button', { name: 'Send' }).click();
  await expect(tara).toContainText('Sent. Look into the inbox.');
  await openMail(page, 'ada@acme.example.com');
  await expect(page.getByRole('article').getByRole('heading')).toHaveText('Test mail from Tara');
});

test('remembers the fallback owner, the lead status mapping and the schedule', async ({ page }) => {
  await goToSection(page, 'lead-handling');
  await page.getByTestId('fallback-owner').selectOption({ label: 'Sam Seller (sam@acme.example.com)' });
  await expect(page.getByText('Sam Seller is the fallback owner.')).toBeVisible();

  await expect(page.getByTestId('missing-options')).toContainText('QUALIFIED');
  await page.getByTestId('add-qualified').click();
  await page.getByTestId('consent').click();
  await expect(page.getByTestId('missing-options')).toBeHidden();
  await page.getByTestId('lead-status-Hot').selectOption({ label: 'Open Deal' });
  await page.getByTestId('save-lead-status').click();
  await expect(page.getByText('The lead status mapping is saved.')).toBeVisible();

  await goToSection(page, 'sending');
  await page.getByLabel('Saturday').check();
  await page.getByTestId('schedule-end').selectOption({ label: '18:30' });
  await page.getByTestId('first-email-delay').fill('20');
  await page.getByTestId('save-schedule').click();
  await expect(page.getByText('The schedule is saved.')).toBeVisible();

  await goToSection(page, 'connection');
  await page.getByTestId('reconcile-minutes').fill('90');
  await page.getByTestId('reconcile-minutes').blur();
  await expect(page.getByText('Enter a whole number of minutes from 1 to 60.')).toBeVisible();
  await expect(page.getByTestId('save-regular-check')).toBeDisabled();
  await page.getByTestId('reconcile-minutes').fill('10');
  await page.getByTestId('reconcile-minutes').blur();
  await page.getByTestId('save-regular-check').click();
  await expect(page.getByText('Baton looks every 10 minutes')).toBeVisible();

  await page.reload();
  await goToSection(page, 'connection');
  await expect(page.getByTestId('reconcile-minutes')).toHaveValue('10');
  await goToSection(page, 'lead-handling');
  await expectChosen(page.getByTestId('fallback-owner'), 'Sam Seller (sam@acme.example.com)');
  await expectChosen(page.getByTestId('lead-status-Hot'), 'Open Deal');
  await goToSection(page, 'sending');
  await expectChosen(page.getByTestId('schedule-end'), '18:30');
  await expect(page.getByLabel('Saturday')).toBeChecked();
  await expect(page.getByTestId('first-email-delay')).toHaveValue('20');
});
