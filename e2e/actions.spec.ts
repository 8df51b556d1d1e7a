import { expect } from 'playwright/test';
import type { Page } from 'playwright/test';
import {
  card,
  chooseAction,
  contactedByTara,
  createContact,
  entries,
  expectChosen,
  moveClock,
  ownerField,
  property,
} from './person.ts';
import { productTest } from './product-test.ts';

const test = productTest();

const told = (page: Page, words: string | RegExp) => page.getByRole('status').filter({ hasText: words });

test('a rep has the assistant introduce them, in the contact’s language, as previewed', async ({ page }) => {
  await contactedByTara(page, 'Ines', 'Falk');
  await chooseAction(page, 'Introduce me');
  const form = card(page).getByTestId('form-introduce');
  await expect(form.getByTestId('edit-letter')).toHaveValue(/my colleague Rae Rep/);
  await form.getByTestId('check-words').click();
  await expect(form.getByTestId('claims')).toBeVisible();
  await form.getByTestId('send-words').click();
  await expect(told(page, 'then hands the contact back to Rae Rep')).toBeVisible();
  await expect(form).toBeHidden();
  await moveClock(page, 'Next working morning');
  await expectChosen(ownerField(page), 'Rae Rep');
  await expect(entries(page, 'email').first()).toBeVisible();
});

test('notes and reminders, a pause, and the end of a follow-up that begins again', async ({ page }) => {
  await contactedByTara(page, 'Jonas', 'Brand');
  await chooseAction(page, 'Add a note');
  await card(page).getByTestId('note-text').fill('Prefers calls after lunch.');
  await card(page).getByTestId('send-note').click();
  await expect(told(page, 'timeline in HubSpot')).toBeVisible();
  await chooseAction(page, 'Remind me');
  await card(page).getByTestId('remind-day').fill('2027-03-01');
  await card(page).getByTestId('remind-about').fill('Ask about the fair');
  await card(page).getByTestId('send-remind').click();
  await expect(told(page, 'You have a task in HubSpot')).toBeVisible();
  await chooseAction(page, 'Pause');
  await expect(card(page).getByTestId('paused')).toBeVisible();
  await card(page).getByTestId('resume').click();
  await expect(card(page).getByTestId('paused')).toBeHidden();
  await chooseAction(page, 'Stop follow-up');
  await page.getByTestId('confirm-stop').click();
  await expectChosen(ownerField(page), 'Rae Rep');
  await chooseAction(page, 'Restart follow-up');
  await expect(card(page).getByTestId('restart-sequence')).toBeVisible();
  await card(page).getByTestId('send-restart').click();
  await expect(told(page, 'begins again with')).toBeVisible();
  await expectChosen(ownerField(page), 'Tara Assistant');
});

test('a lead that is marked Hot needs somebody until they say “Picked up”; reminders come by task', async ({
  page,
  product,
}) => {
  const contact = await contactedByTara(page, 'Kira', 'Lund');
  await chooseAction(page, 'Mark hot');
  await page.getByTestId('confirm-mark-hot').click();
  await expectChosen(ownerField(page), 'Rae Rep');
  await expect(card(page).getByTestId('needs-you')).toBeVisible();
  await product.moveClock(7 * 86_400_000);
  await expect(entries(page, 'task').filter({ hasText: 'Reminder 1 of 5' })).toBeVisible();
  await card(page).getByTestId('pick-up').click();
  await expect(told(page, 'nobody is reminded')).toBeVisible();
  await expect(card(page).getByTestId('needs-you')).toBeHidden();
  expect(contact.name).toBe('Kira Lund');
});

test('a contact that no assistant ever had can be unsubscribed, after a question', async ({ page }) => {
  await createContact(page, 'Lars', 'Moen');
  await chooseAction(page, 'Unsubscribe');
  await page.getByTestId('confirm-unsubscribe').click();
  await expect(card(page).getByTestId('do-not-contact')).toBeVisible();
  await expect(property(page, 'baton_do_not_contact')).toBeVisible();
});

test('Do Not Contact that is ticked in the record stops at once, and whoever unticks it allows emails again', async ({
  page,
}) => {
  await contactedByTara(page, 'Mona', 'Berg');
  await property(page, 'baton_do_not_contact').selectOption({ label: 'Yes' });
  await expect(card(page).getByTestId('do-not-contact')).toContainText('Whoever unticks it in HubSpot');
  await expectChosen(ownerField(page), 'Rae Rep');
  await property(page, 'baton_do_not_contact').selectOption({ label: 'No' });
  await expect(card(page).getByTestId('do-not-contact')).toBeHidden();
  await expect(card(page)).toContainText('Do Not Contact was unticked in HubSpot');
  await chooseAction(page, 'Continue follow-up');
  await card(page).getByTestId('send-continue').click();
  await expectChosen(ownerField(page), 'Tara Assistant');
});
