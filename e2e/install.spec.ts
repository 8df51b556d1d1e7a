import { expect } from 'playwright/test';
import { card, expectChosen, goToSection } from './person.ts';
import { productTest } from './product-test.ts';

const STARTER = 'Free and Starter (100, 250,000 a day)';
const test = productTest({ connected: false });

test('an account that is not connected is connected from the settings page', async ({ page, context }) => {
  await page.goto('/');
  await page.getByLabel('Contact owner').selectOption({ label: 'Rae Rep' });
  await page.getByRole('row').nth(1).getByRole('link').click();
  await expect(card(page).getByTestId('not-connected')).toContainText(
    'Baton is not connected to this account',
  );

  await page.goto('/settings/4242?user=ada');
  await expect(page.getByTestId('next-thing')).toContainText('Connect Baton to this HubSpot account.');
  const opened = context.waitForEvent('page');
  await page.getByTestId('connect').click();
  const consent = await opened;
  await expect(consent.getByRole('heading')).toHaveText('Connect Baton AI Sales Assistant to HubSpot');
  await expect(consent.getByText('crm.objects.contacts.write')).toBeVisible();

  await consent.getByRole('button', { name: 'Cancel' }).click();
  await expect(consent.getByRole('heading')).toHaveText('Baton is not connected');
  await consent.getByRole('link', { name: 'Start again' }).click();
  await consent.getByLabel('Account').selectOption({ label: 'Acme (local) (4242)' });
  await consent.getByRole('button', { name: 'Allow' }).click();
  await expect(consent.getByRole('heading')).toHaveText('Baton is connected');
  await consent.getByRole('link', { name: 'Open Baton’s settings' }).click();
  await expect(consent).toHaveURL(/\/integrations-settings\/4242\/installed\//);
  await expect(consent.getByRole('heading', { name: 'Baton AI Sales Assistant' })).toBeVisible();
  await consent.close();

  await goToSection(page, 'connection');
  await expect(page.getByTestId('connection-status')).toHaveText('Connected');
  await expect(page.getByTestId('provisioned')).toHaveText('Created');
  await goToSection(page, 'assistants');
  await expect(page.getByTestId('set-up-first')).toBeVisible();
  await expect(page.getByTestId('add-assistant')).toHaveCount(0);

  await goToSection(page, 'all');
  const setUp = page.getByTestId('set-up');
  await expect(setUp).toContainText('Set up Baton: step 1 of 3');
  await expect(setUp.getByTestId('set-up-off')).toContainText('no assistant can be added');
  await setUp.getByLabel('Calls to HubSpot that Baton may make').selectOption({ label: STARTER });
  await setUp.getByTestId('set-up-next').click();
  await expect(setUp).toContainText('step 2 of 3');
  await page.reload();
  await expect(setUp).toContainText('step 2 of 3');
  await setUp.getByTestId('set-up-next').click();
  await expect(setUp).toContainText('step 3 of 3');
  await expect(setUp).toContainText(STARTER);
  await setUp.getByTestId('set-up-next').click();
  await expect(setUp).toHaveCount(0);
  await expect(page.getByTestId('next-thing')).toContainText('Add your first assistant.');
  await goToSection(page, 'assistants');
  await expect(page.getByTestId('no-assistants')).toBeVisible();

  await page.getByTestId('add-assistant').click();
  const form = page.getByTestId('assistant-form');
  await form.getByTestId('field-owner').selectOption({ label: 'Tara Assistant (tara@acme.example.com)' });
  await form.getByLabel('Default Context').fill('Offer a 20 minute call.');
  await form.getByTestId('save-assistant').click();
  await expect(page.getByRole('status').filter({ hasText: 'is added.' })).toBeVisible();
  await goToSection(page, 'lead-handling');
  await expectChosen(page.getByTestId('fallback-owner'), 'Nobody: unassigned, with a task for an admin');
});
