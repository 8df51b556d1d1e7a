import type { Page } from 'playwright/test';
import { expect } from 'playwright/test';
import {
  card,
  contactedByTara,
  entries,
  expectChosen,
  openMail,
  openSettings,
  ownerField,
  signInAs,
} from './person.ts';
import { productTest } from './product-test.ts';

const test = productTest();

/** An admin switches it on. */
async function switchOn(page: Page): Promise<void> {
  await openSettings(page, 'answers');
  const toggle = page.getByTestId('write-to-substitutes');
  await expect(toggle).toBeAttached();
  if (await toggle.isChecked()) return;
  await toggle.setChecked(true, { force: true });
  await expect(page.getByRole('status').filter({ hasText: 'Assistants write to named' })).toBeVisible();
  await openSettings(page, 'answers');
  await expect(toggle).toBeChecked();
}

/** Tara's first email to them is answered by a program that names somebody. */
async function away(page: Page, name: string, substitute: string): Promise<void> {
  const [firstName = '', lastName = ''] = name.split(' ');
  const contact = await contactedByTara(page, firstName, lastName);
  await openMail(page, contact.email);
  const shown = (await page.getByTestId('clock').locator('time').getAttribute('datetime')) ?? '';
  const back = new Date(Date.parse(shown) + 14 * 86_400_000).toISOString().slice(0, 10);
  await page.getByRole('button', { name: 'Out-of-office answer' }).click();
  await page.getByLabel('Back on').fill(back);
  await page.getByLabel('Turn to').fill(substitute);
  await page.getByRole('button', { name: 'Send out-of-office answer' }).click();
  await page.goto(contact.path);
  await expect(card(page).getByTestId('out-of-office')).toBeVisible();
}

test('whom an absence notice names is written to after “Now”', async ({ page }) => {
  await switchOn(page);
  await page.goto('/');
  await signInAs(page, 'Rae Rep');
  await away(page, 'Jonas Weber', 'Jim Ode, jim.ode@brightwater.example.com');
  const panel = card(page).getByTestId('substitute');
  await expect(panel).toContainText('Tara will write to Jim Ode on');
  await expect(entries(page, 'task')).toContainText('unless you say no');
  await panel.getByTestId('substitute-now').click();
  await expect(panel).toContainText('Tara writes to Jim Ode');
  await expect(panel).toContainText('Rae Rep gets the contact back.');
  await page.goto('/');
  await page.getByLabel('Search contacts').fill('Jim Ode');
  await page.getByRole('link', { name: 'Jim Ode' }).click();
  await expectChosen(ownerField(page), 'Tara Assistant');
  await expect(card(page).getByTestId('lead-state')).toHaveText('Cold');
  await expect(entries(page, 'note')).toContainText('Named by Jonas Weber');
});

test('nothing is written to whom an absence notice names after “Don’t”', async ({ page }) => {
  await switchOn(page);
  await page.goto('/');
  await signInAs(page, 'Rae Rep');
  const panel = card(page).getByTestId('substitute');
  await away(page, 'Sofia Rossi', 'Ana Lima, ana.lima@brightwater.example.com');
  await expect(panel).toContainText('Tara will write to Ana Lima on');
  await panel.getByTestId('substitute-no').click();
  await expect(panel).toContainText('Nothing is written to Ana Lima');
  await expect(panel).toContainText('said no.');
});
