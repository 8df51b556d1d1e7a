import { expect } from 'playwright/test';
import {
  card,
  chooseOwner,
  createContact,
  entries,
  openContext,
  property,
  signInAs,
  writeContext,
} from './person.ts';
import { productTest } from './product-test.ts';

const test = productTest();

test('the card shows what a Context does to the email before it is saved', async ({ page }) => {
  await createContact(page, 'Ingrid', 'Solberg');
  const here = card(page);
  await openContext(page);
  await expect(here.getByTestId('context-default')).toContainText(
    'the assistant’s default applies: We help sales teams',
  );
  await expect(here.getByTestId('context-counter')).toHaveText('0 of 65,536 characters');
  await expect(here.getByTestId('save-context')).toBeDisabled();

  await here.getByTestId('context').fill('Interested in faster onboarding for 40 reps.');
  await expect(here.getByTestId('context-counter')).toHaveText('44 of 65,536 characters');
  await here.getByTestId('context-effect').click();
  await expect(here.getByTestId('effect')).toContainText('Draft of step 1');
  await expect(here.getByTestId('effect')).toContainText('faster onboarding for 40 reps');
  await expect(property(page, 'baton_context')).toHaveValue('');

  await here.getByTestId('save-context').click();
  await expect(page.getByRole('status').filter({ hasText: 'Context saved' })).toBeVisible();
  await expect(property(page, 'baton_context')).toHaveValue('Interested in faster onboarding for 40 reps.');
  await expect(here.getByTestId('save-context')).toBeDisabled();
});

test('a change that somebody else made meanwhile is a choice, not a loss', async ({ page, context }) => {
  const contact = await createContact(page, 'Hugo', 'Bernard');
  await writeContext(page, 'Wants prices.');
  await card(page).getByTestId('context').fill('Wants prices for 40 seats.');

  const colleague = await context.newPage();
  await colleague.goto(contact.path);
  await signInAs(colleague, 'Sam Seller');
  await property(colleague, 'baton_context').fill('Wants a demo first.');
  await colleague.locator('[data-property="baton_context"]').getByRole('button', { name: 'Save' }).click();

  await expect(card(page).getByTestId('theirs')).toContainText('Wants a demo first.');
  await expect(card(page).getByTestId('mine')).toContainText('Wants prices for 40 seats.');
  await card(page).getByTestId('keep-theirs').click();
  await expect(card(page).getByTestId('context')).toHaveValue('Wants a demo first.');

  await card(page).getByTestId('context').fill('Wants a demo and prices.');
  await property(colleague, 'baton_context').fill('Wants a demo on Friday.');
  await colleague.locator('[data-property="baton_context"]').getByRole('button', { name: 'Save' }).click();
  await card(page).getByTestId('keep-mine').click();
  await expect(property(colleague, 'baton_context')).toHaveValue('Wants a demo and prices.');
});

test('a Context saved while the contact is with Tara changes the next email', async ({ page }) => {
  await createContact(page, 'Amara', 'Okafor');
  await chooseOwner(page, 'Tara Assistant');
  await expect(card(page).getByTestId('lead-state')).toHaveText('Cold');
  await expect(entries(page, 'note')).toContainText("Tara's default Context");
  await card(page).getByTestId('preview').click();
  await expect(card(page).getByTestId('draft')).toContainText('Written with the assistant’s default Context');
  await writeContext(page, 'Interested in the price list for 40 seats.');
  await expect(card(page).getByTestId('draft')).toContainText('Written with this contact’s Context');
  await expect(card(page).getByTestId('draft')).toContainText('price list for 40 seats');
});
