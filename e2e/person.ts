import { expect } from 'playwright/test';
import type { Locator, Page } from 'playwright/test';
import type { SettingsSection } from '../src/cards/settings/contract.ts';

/* What people do on the pages, in the words of the screen. */

export const card = (page: Page): Locator => page.getByRole('region', { name: 'Baton', exact: true });
export const tabCard = (page: Page): Locator => page.getByRole('tabpanel', { name: 'Selected view' });
/** On the record; the list has a filter of the same name. */
export const ownerField = (page: Page): Locator => property(page, 'hubspot_owner_id');
/** The shown value of a property in the left column. */
export const property = (page: Page, name: string): Locator =>
  page.locator(`[data-property="${name}"]`).locator('input, select, textarea, output');
export const entries = (page: Page, kind: 'note' | 'email' | 'task'): Locator =>
  page.locator(`[data-kind="${kind}"]`);

/** The chosen option of a select, as it reads. */
export const chosen = (select: Locator): Promise<string> => select.locator('option:checked').innerText();

export const expectChosen = (select: Locator, label: string): Promise<void> =>
  expect.poll(() => chosen(select)).toBe(label);

export interface Contact {
  name: string;
  email: string;
  /** Path of the record page. */
  path: string;
}

/** Creates a contact in the list view and makes Rae its owner. Its time zone is that of the account. */
export async function createContact(page: Page, firstName: string, lastName: string): Promise<Contact> {
  const email = `${firstName}.${lastName}@brightwater.example.com`.toLowerCase();
  await page.goto('/');
  await page.getByRole('button', { name: 'Create contact' }).click();
  await page.getByLabel('First name').fill(firstName);
  await page.getByLabel('Last name').fill(lastName);
  await page.getByLabel('Email', { exact: true }).fill(email);
  await page.getByLabel('Company name').fill('Brightwater');
  await page.getByRole('button', { name: 'Create', exact: true }).click();
  await chooseOwner(page, 'Rae Rep');
  return { name: `${firstName} ${lastName}`, email, path: new URL(page.url()).pathname };
}

export async function chooseOwner(page: Page, name: string): Promise<void> {
  await ownerField(page).selectOption({ label: name });
  await expectChosen(ownerField(page), name);
}

export type Leap = '+5 min' | '+1 hour' | 'Next working morning';

/** Moves time with the control at the top of every page. */
export async function moveClock(page: Page, leap: Leap): Promise<void> {
  await page.getByTestId('clock').click();
  const button = page.getByRole('button', { name: leap, exact: true });
  await button.click();
  await expect(button).toBeHidden();
}

/** Writes the Context in the card and saves it. */
export async function writeContext(page: Page, text: string): Promise<void> {
  const field = card(page).getByTestId('context');
  if (!(await field.isVisible())) await openContext(page);
  await field.fill(text);
  await card(page).getByTestId('save-context').click();
  await expect(page.getByRole('status').filter({ hasText: 'Context saved' })).toBeVisible();
}

export async function openContext(page: Page): Promise<void> {
  await card(page)
    .getByRole('button', { name: /^Context/ })
    .click();
}

/** The rep's button in the card, until the card shows the contact with Tara. */
export async function handToTara(page: Page): Promise<void> {
  await card(page).getByTestId('hand-over').click();
  await expect(card(page).getByTestId('lead-state')).toHaveText('Cold');
}

/** Chooses from the card's actions. What the card learns meanwhile may draw it anew, which closes the menu. */
export async function chooseAction(page: Page, label: string): Promise<void> {
  const item = page.getByRole('menuitem', { name: label, exact: true });
  await expect(async () => {
    if (!(await item.isVisible())) await card(page).getByTestId('actions').click({ timeout: 2_000 });
    await item.click({ timeout: 2_000 });
  }).toPass();
}

/** A contact with Tara whose first email has arrived. */
export async function contactedByTara(page: Page, firstName: string, lastName: string): Promise<Contact> {
  const contact = await createContact(page, firstName, lastName);
  await handToTara(page);
  await moveClock(page, '+5 min');
  await moveClock(page, '+5 min');
  await expect(card(page)).toContainText('Step 2 of 8');
  return contact;
}

/** Opens the newest mail of a mailbox once so many have arrived there. */
export async function openMail(page: Page, mailbox: string, arrived = 1): Promise<void> {
  await page.goto(`/mail?mailbox=${encodeURIComponent(mailbox)}`);
  const mails = page.getByRole('region', { name: 'Messages' }).getByRole('listitem');
  // Those it has sent stand there as well.
  const received = mails.filter({ hasText: `to ${mailbox}` });
  await expect(received).toHaveCount(arrived);
  await received.first().click();
  await expect(page.getByRole('article').getByRole('heading')).toBeVisible();
}

/** Answers the open mail as the contact. */
export async function reply(page: Page, text: string): Promise<void> {
  await page.getByRole('button', { name: 'Reply', exact: true }).click();
  await page.getByLabel('Reply text').fill(text);
  await page.getByRole('button', { name: 'Send reply' }).click();
  await expect(page.getByText('Reply sent to')).toBeVisible();
}

export async function signInAs(page: Page, name: string): Promise<void> {
  const select = page.getByTestId('current-user');
  // Behind the name stands what the person may do, if that is not everything a rep may.
  const option = select.locator('option').filter({ hasText: new RegExp(`^${name}( · |$)`) });
  await select.selectOption(await option.getAttribute('value'));
}

/** Baton's settings as Ada the admin sees them, at one of their sections. */
export async function openSettings(page: Page, section: SettingsSection): Promise<void> {
  await page.goto('/settings/4242?user=ada');
  await goToSection(page, section);
}

/** By its tab, on the settings. */
export async function goToSection(page: Page, section: SettingsSection | 'all'): Promise<void> {
  await page.getByTestId(`section-${section}-tab`).click();
}
