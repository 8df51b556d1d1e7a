import type { Page } from 'playwright/test';
import { expect } from 'playwright/test';
import {
  card,
  chooseOwner,
  contactedByTara,
  createContact,
  entries,
  expectChosen,
  handToTara,
  openMail,
  ownerField,
  property,
} from './person.ts';
import type { LocalProduct } from './local-product.ts';

import { productTest } from './product-test.ts';

const test = productTest();
const DAY = 86_400_000;

/** Days go by one at a time, so that what falls due on the way happens on the way. */
async function passDays(product: LocalProduct, days: number): Promise<void> {
  for (let day = 0; day < days; day++) {
    await product.moveClock(DAY);
  }
}

async function expectBackWithRae(page: Page): Promise<void> {
  await expectChosen(ownerField(page), 'Rae Rep');
  await expect(entries(page, 'note')).toHaveCount(2);
  await expect(entries(page, 'task')).toHaveCount(1);
}

test('out of office: nothing goes out until the contact is back', async ({ page, product }) => {
  const contact = await contactedByTara(page, 'Jonas', 'Weber');
  await openMail(page, contact.email);
  await page.getByRole('button', { name: 'Out-of-office answer' }).click();
  const [day] = (await page.getByTestId('clock').locator('time').getAttribute('datetime'))?.split('T') ?? [];
  const back = new Date(Date.parse(`${day}T12:00:00Z`) + 14 * DAY).toISOString().slice(0, 10);
  await page.getByLabel('Back on').fill(back);
  await page.getByRole('button', { name: 'Send out-of-office answer' }).click();

  await page.goto(contact.path);
  await expect(card(page).getByTestId('lead-state')).toHaveText('Out of office');
  await expect(card(page).getByTestId('out-of-office')).toContainText('no email goes out before');
  await expectChosen(ownerField(page), 'Tara Assistant');
  await passDays(product, 7);
  await expect(entries(page, 'email').filter({ hasText: 'To jonas' })).toHaveCount(1);

  await passDays(product, 8);
  await expect(card(page).getByTestId('lead-state')).toHaveText('Cold');
  await expect(entries(page, 'email').filter({ hasText: 'To jonas' })).toHaveCount(2);
  await expect(card(page)).toContainText('Step 3 of 8');
});

test('unsubscribing with the button of the mail program', async ({ page }) => {
  const contact = await contactedByTara(page, 'Sofia', 'Rossi');
  await openMail(page, contact.email);
  await page.getByRole('button', { name: 'Click unsubscribe' }).click();
  await expect(page.getByText('Unsubscribed with one click')).toBeVisible();

  await page.goto(contact.path);
  await expect(card(page).getByTestId('do-not-contact')).toBeVisible();
  await expect(card(page).getByTestId('reason')).toContainText('The contact unsubscribed');
  await expect(card(page).getByTestId('hand-over')).toHaveCount(0);
  await expectBackWithRae(page);
  await expectChosen(property(page, 'baton_lead_connection_status'), 'Unsubscribed');
  await expectChosen(property(page, 'baton_do_not_contact'), 'Yes');
});

test('unsubscribing with the link in the mail asks first, then stops for good', async ({ page, context }) => {
  const contact = await contactedByTara(page, 'Mateo', 'Castillo');
  await openMail(page, contact.email);
  const opened = context.waitForEvent('page');
  await page.frameLocator('iframe[title="Message"]').getByRole('link', { name: 'unsubscribe' }).click();
  const form = await opened;
  await expect(form.getByRole('heading', { name: 'Unsubscribe' })).toBeVisible();
  await form.getByRole('button', { name: `Unsubscribe ${contact.email}` }).click();
  await expect(form.getByRole('heading', { name: 'Unsubscribed' })).toBeVisible();

  await page.goto(contact.path);
  await expect(card(page).getByTestId('do-not-contact')).toBeVisible();
  await expectBackWithRae(page);

  await chooseOwner(page, 'Tara Assistant');
  await expect(entries(page, 'note')).toHaveCount(3);
  await expectChosen(ownerField(page), 'Rae Rep');
  await expect(entries(page, 'email')).toHaveCount(1);
});

test('a bounce ends the conversation', async ({ page }) => {
  const contact = await contactedByTara(page, 'Leila', 'Haddad');
  await openMail(page, contact.email);
  await page.getByRole('button', { name: 'Bounce' }).click();
  await page.getByRole('button', { name: 'Send delivery report' }).click();
  await expect(page.getByText('cannot deliver')).toBeVisible();

  await page.goto(contact.path);
  await expect(card(page).getByTestId('lead-state')).toHaveText('Deactivated');
  await expect(card(page).getByTestId('reason')).toContainText('bounced');
  await expectBackWithRae(page);
  await expectChosen(property(page, 'hs_lead_status'), 'Unqualified');
});

test('no answer to the end of the sequence', async ({ page, product }) => {
  test.slow();
  const contact = await createContact(page, 'Kenji', 'Tanaka');
  await handToTara(page);
  while (!(await card(page).getByTestId('outcome').isVisible())) await product.moveClock(DAY);
  await expect(card(page).getByTestId('lead-state')).toHaveText('Processed');
  await expectBackWithRae(page);
  await expect(entries(page, 'email')).toHaveCount(8);
  await page.goto(`/mail?mailbox=${encodeURIComponent(contact.email)}`);
  await expect(page.getByRole('region', { name: 'Messages' }).getByRole('listitem')).toHaveCount(8);
});
