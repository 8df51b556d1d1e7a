import type { Browser, Locator, Page } from 'playwright/test';
import { expect } from 'playwright/test';
import { APP_ID, PORTAL_ID } from '../src/sandbox/local/installation.ts';
import {
  card,
  contactedByTara,
  createContact,
  entries,
  expectChosen,
  handToTara,
  moveClock,
  openMail,
  openSettings,
  ownerField,
  property,
  reply,
} from './person.ts';
import type { Contact } from './person.ts';
import { productTest } from './product-test.ts';

const test = productTest();
const reviews = `/app/${PORTAL_ID}/${APP_ID}/reviews`;

/** Which of Tara's emails wait for a person. */
async function setApproval(page: Page, label: string): Promise<void> {
  await openSettings(page, 'assistants');
  await page.locator('[data-testid^="edit-"]').first().click();
  await page.getByTestId('field-approval').selectOption({ label });
  await page.getByTestId('save-assistant').click();
  await expect(page.getByTestId('assistant-form')).toBeHidden();
  await page.goto('/?user=rae');
}

/** A contact with Tara whose first email waits for a person. */
async function withWaitingDraft(page: Page, firstName: string, lastName: string): Promise<Contact> {
  const contact = await createContact(page, firstName, lastName);
  await handToTara(page);
  await moveClock(page, '+5 min');
  await moveClock(page, '+5 min');
  await expect(card(page).getByTestId('draft-why')).toBeVisible();
  return contact;
}

const mailsOf = async (page: Page, contact: Contact): Promise<Locator> => {
  await page.goto(`/mail?mailbox=${encodeURIComponent(contact.email)}`);
  return page.getByRole('region', { name: 'Messages' }).getByRole('listitem');
};

/** The open mail of the stand-in, in full. */
const openedText = (page: Page): Promise<string> =>
  page.frameLocator('iframe[title="Message"]').locator('body').innerText();

async function doubtful(page: Page, firstName: string, lastName: string): Promise<Contact> {
  const contact = await contactedByTara(page, firstName, lastName);
  await openMail(page, contact.email);
  await reply(page, 'Well, you know how it is.');
  await page.goto(contact.path);
  await expectChosen(ownerField(page), 'Rae Rep');
  return contact;
}

const openReview = async (page: Page, contact: Contact, user: string): Promise<void> => {
  await page.goto(`${reviews}?user=${user}`);
  const row = page.locator('[data-testid^="review-"]').filter({ hasText: contact.name });
  await row.getByRole('button', { name: 'Open' }).click();
  await expect(page.getByTestId('review')).toContainText(contact.name);
};

test('a claim that stands in no source is refused, changed, and what was approved arrives', async ({
  page,
}) => {
  test.slow();
  await setApproval(page, 'Every email');
  const contact = await withWaitingDraft(page, 'Greta', 'Falk');
  await expect(card(page).getByTestId('claims')).toBeVisible();
  await card(page).getByTestId('edit-draft').click();
  const letter = card(page).getByTestId('edit-letter');
  const written = await letter.inputValue();
  await letter.fill(`${written}\n\nPS: Our customers save 37 % in the first year.`);
  await card(page).getByTestId('send-words').click();
  await expect(card(page).getByTestId('marked')).toContainText('37');
  await expect(card(page).getByTestId('send-words')).toBeDisabled();
  await letter.fill(`${written}\n\nPS: A short call is enough.`);
  await card(page).getByTestId('send-words').click();
  await expect(card(page)).toContainText('Step 2 of 8');
  const mails = await mailsOf(page, contact);
  await expect(mails).toHaveCount(1);
  await mails.first().click();
  expect(await openedText(page)).toContain('PS: A short call is enough.');
});

test('a person may stand by a claim, and is named', async ({ page }) => {
  test.slow();
  await setApproval(page, 'Every email');
  const contact = await withWaitingDraft(page, 'Piet', 'Boer');
  await card(page).getByTestId('edit-draft').click();
  const letter = card(page).getByTestId('edit-letter');
  await letter.fill(`${await letter.inputValue()}\n\nPS: Our customers save 37 % in the first year.`);
  await card(page).getByTestId('check-words').click();
  await card(page).getByTestId('stands-by').check();
  await card(page).getByTestId('send-words').click();
  await expect(card(page)).toContainText('Step 2 of 8');
  await expect(card(page)).toContainText('Rae Rep stands by');
  await expect(await mailsOf(page, contact)).toHaveCount(1);
});

test('an opt-out takes back the email that waits', async ({ page }) => {
  test.slow();
  await setApproval(page, 'Every email');
  const contact = await withWaitingDraft(page, 'Hilde', 'Aas');
  await property(page, 'baton_do_not_contact').selectOption({ label: 'Yes' });
  await card(page)
    .getByTestId('approve')
    .click({ timeout: 5_000 })
    .catch(() => undefined);
  await expect(card(page).getByTestId('do-not-contact')).toBeVisible();
  await expectChosen(ownerField(page), 'Rae Rep');
  await expect(await mailsOf(page, contact)).toHaveCount(0);
});

test('several emails are approved together from the page Reviews', async ({ page }) => {
  test.slow();
  await setApproval(page, 'Every email');
  await withWaitingDraft(page, 'Ana', 'Prieto');
  await withWaitingDraft(page, 'Ben', 'Prieto');
  await page.goto(`${reviews}?user=ada&kind=draft`);
  await expect(page.getByRole('tab', { name: /^Reviews \(\d+\)/ })).toBeVisible();
  await page.getByTestId('approve-many').click();
  await expect(page.getByTestId('plan-approve')).toContainText('will be approved');
  await page.getByTestId('confirm-approve').click();
  await expect(page.getByTestId('bulk-jobs')).toContainText('done');
});

test('an answer in doubt is answered as the assistant, in the conversation', async ({ page }) => {
  test.slow();
  await setApproval(page, 'None');
  const contact = await doubtful(page, 'Noor', 'Bakker');
  await openReview(page, contact, 'rae');
  await expect(page.getByTestId('answer')).toContainText('Well, you know how it is.');
  await expect(page.getByTestId('guess')).toContainText('Not sure');
  await page.getByTestId('before').getByRole('button').click();
  await page.getByTestId('reply-as').click();
  const letter = page.getByTestId('edit-letter');
  expect(await letter.inputValue()).toContain('Tara');
  await letter.fill((await letter.inputValue()).replace('\n\n\n\n', '\n\nI do. Shall I call you?\n\n'));
  await page.getByTestId('send-words').click();
  await expect(page.getByTestId('settled')).toContainText('Rae Rep answered');
  await openMail(page, contact.email, 2);
  expect(await openedText(page)).toContain('Shall I call you?');
  await page.goto(contact.path);
  await expect(entries(page, 'task')).toHaveCount(1);
});

test('two people on one review: one is seen on it, and the first decision counts', async ({
  page,
  browser,
  baseURL,
}) => {
  test.slow();
  await setApproval(page, 'None');
  const contact = await doubtful(page, 'Lars', 'Holm');
  await openReview(page, contact, 'rae');
  const other = await asAda(browser, baseURL ?? '');
  await openReview(other, contact, 'ada');
  await expect(other.getByTestId('taken-by-other')).toContainText('Rae Rep is on it since');
  await other.getByTestId('outcome').selectOption({ label: 'Not interested' });
  await other.getByTestId('finish').click();
  await expect(other.getByTestId('settled')).toContainText('Ada Admin settled it');
  await page
    .getByTestId('forward')
    .click({ timeout: 5_000 })
    .catch(() => undefined);
  await expect(page.getByTestId('settled')).toContainText('Ada Admin settled it');
  await page.goto(contact.path);
  await expectChosen(property(page, 'baton_lead_connection_status'), 'Deactivated');
  await other.close();
});

const asAda = async (browser: Browser, baseURL: string): Promise<Page> =>
  (await browser.newContext({ baseURL, locale: 'en-GB' })).newPage();
