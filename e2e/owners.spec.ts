import { expect } from 'playwright/test';
import {
  card,
  chooseAction,
  chooseOwner,
  createContact,
  entries,
  expectChosen,
  handToTara,
  moveClock,
  ownerField,
  property,
} from './person.ts';
import { productTest } from './product-test.ts';

const test = productTest();

test('making Tara the owner in the owner field hands the contact over', async ({ page }) => {
  await createContact(page, 'Camille', 'Moreau');
  await chooseOwner(page, 'Tara Assistant');
  await expect(entries(page, 'note')).toContainText('Tara has taken over this contact');
  await expectChosen(property(page, 'baton_lead_connection_status'), 'Cold');
  await expectChosen(property(page, 'hs_lead_status'), 'In Progress');
  await expect(property(page, 'baton_prior_owner')).toHaveValue('Rae Rep');
  await expect(card(page)).toContainText('Step 1 of 8');
  await expect(card(page).getByTestId('next-email')).toContainText('New York time');
});

test('a human takes the contact back: nothing more is sent, nothing is overwritten', async ({
  page,
  product,
}) => {
  const contact = await createContact(page, 'Diego', 'Navarro');
  await handToTara(page);
  await chooseOwner(page, 'Sam Seller');
  await expect(card(page).getByTestId('last-conversation')).toContainText(
    'made Sam Seller the owner in HubSpot.',
  );
  await expect(card(page).getByTestId('hand-over')).toHaveText('Hand to Tara');
  await moveClock(page, '+1 hour');
  await product.moveClock(3 * 86_400_000);
  await page.goto(`/mail?mailbox=${encodeURIComponent(contact.email)}`);
  await expect(page.getByText('No mail here')).toBeVisible();
  await page.goto(contact.path);
  await expectChosen(ownerField(page), 'Sam Seller');
  await expect(entries(page, 'email')).toHaveCount(0);
});

test('the card hands a contact back only after asking, and pauses and resumes', async ({ page, product }) => {
  await createContact(page, 'Freya', 'Jensen');
  await handToTara(page);
  await chooseAction(page, 'Pause');
  await expect(card(page).getByTestId('paused')).toBeVisible();
  await product.moveClock(3_600_000);
  await card(page).getByTestId('resume').click();
  await expect(card(page).getByTestId('paused')).toBeHidden();
  await moveClock(page, '+5 min');
  await moveClock(page, '+5 min');
  await expect(card(page)).toContainText('Step 2 of 8');

  await chooseAction(page, 'Hand back now');
  const question = page.getByRole('dialog', { name: 'Hand this contact back now?' });
  await question.getByTestId('cancel-hand-back').click();
  await expectChosen(ownerField(page), 'Tara Assistant');
  await chooseAction(page, 'Hand back now');
  await question.getByTestId('confirm-hand-back').click();
  await expectChosen(ownerField(page), 'Rae Rep');
  await expect(card(page).getByTestId('last-conversation')).toContainText(
    'Rae Rep asked for the contact back.',
  );
});

test('50 contacts at once in the list view', async ({ page }) => {
  await page.goto('/');
  await page.getByLabel('Contact owner').selectOption({ label: 'Sam Seller' });
  await expect(page.getByRole('row')).toHaveCount(51);
  await page.getByLabel('Select all on this page').check();
  const bar = page.getByRole('region', { name: 'Selected contacts' });
  await expect(bar).toContainText('50 selected');
  await bar.getByRole('button', { name: 'Edit owner' }).click();
  await bar.getByLabel('New owner').selectOption({ label: 'Tara Assistant' });
  await bar.getByRole('button', { name: 'Update 50 contacts' }).click();
  await expect(page.getByText('50 contacts now with Tara Assistant.')).toBeVisible();

  // those that no email may go to come back at once, with the reason on their timeline
  await page.getByLabel('Contact owner').selectOption({ label: 'Tara Assistant' });
  const rows = page.locator('tbody tr').filter({ hasText: 'Tara Assistant' });
  const cold = rows.filter({ hasText: 'Cold' }).filter({ hasText: 'In progress' });
  await expect(async () => {
    const all = await rows.count();
    expect(all).toBeGreaterThan(40);
    expect(await cold.count()).toBe(all);
  }).toPass();
  await cold.first().getByRole('link').click();
  await expect(entries(page, 'note').first()).toContainText('Tara has taken over this contact');
  await expect(card(page).getByTestId('next-email')).toContainText(' time');
});
