import { expect } from 'playwright/test';
import type { Page } from 'playwright/test';
import { APP_ID, PORTAL_ID } from '../src/sandbox/local/installation.ts';
import { card, createContact, handToTara, moveClock, openMail, openSettings } from './person.ts';
import { productTest } from './product-test.ts';

const test = productTest();
const open = (page: Page, query = '', user = 'ada') =>
  page.goto(`/app/${PORTAL_ID}/${APP_ID}/sequences?user=${user}${query}`);
const inTable = (page: Page, name: string) => page.getByTestId('sequences').getByRole('row', { name });

test('a sequence is copied, edited, previewed, used, and edited again while in use', async ({ page }) => {
  test.slow();
  await open(page);
  await expect(page.getByTestId('sequences').locator('tbody tr')).toHaveCount(4);
  await page.getByTestId('copy-brief').click();
  await page.getByTestId('sequence-name').fill('Pumps, short');
  await page.getByTestId('sequence-name').blur();
  await page.getByTestId('body-0').fill('Our pumps run without oil, {{ contact.nickname }}.');
  await page.getByTestId('body-0').blur();
  await page.getByTestId('save-sequence').click();
  await expect(page.getByTestId('sequence-problems')).toContainText(
    'Email 1, English: There is no field “contact.nickname”.',
  );
  await page
    .getByTestId('body-0')
    .fill('Our pumps run without oil, {{ contact.firstName | default: "friend" }}.');
  await page.getByTestId('body-0').blur();
  await page.getByTestId('save-sequence').click();
  await expect(inTable(page, 'Pumps, short')).toBeVisible();

  const contact = await createContact(page, 'Ada', 'Marsh');
  const id = contact.path.split('/').at(-1) ?? '';
  await open(page);
  await inTable(page, 'Pumps, short').getByRole('button', { name: 'Edit' }).click();
  await page.getByTestId('preview-contact').fill(id);
  await page.getByTestId('preview-sequence').click();
  await expect(page.getByTestId('written-0')).toContainText('Our pumps run without oil, Ada.');
  await page.getByTestId('test-mail-0').click();
  await expect(page.getByRole('status').filter({ hasText: 'Sent to ada@acme.example.com.' })).toBeVisible();

  await openSettings(page, 'assistants');
  await page.getByRole('button', { name: 'Edit', exact: true }).first().click();
  await page.getByTestId('field-sequenceId').selectOption({ label: 'Pumps, short (4 steps)' });
  await page.getByTestId('save-assistant').click();
  await expect(page.getByTestId('save-assistant')).toBeHidden();
  await page.goto(contact.path);
  await handToTara(page);
  await moveClock(page, '+5 min');
  await moveClock(page, '+5 min');
  await expect(card(page)).toContainText('Step 2 of 4');
  await openMail(page, contact.email);
  await expect(page.frameLocator('iframe[title="Message"]').locator('body')).toContainText(
    'Our pumps run without oil, Ada.',
  );

  await open(page);
  await expect(inTable(page, 'Pumps, short')).toContainText('1 lead under way');
  await inTable(page, 'Pumps, short').getByRole('button', { name: 'Edit' }).click();
  await page.getByTestId('toggle-email-1').click();
  await page.getByTestId('body-1').fill('And they are quiet.');
  await page.getByTestId('body-1').blur();
  await page.getByTestId('save-sequence').click();
  await page.getByLabel('Also the emails that have not left').check();
  await page.getByTestId('confirm-save-sequence').click();
  await expect(inTable(page, 'Pumps, short')).toBeVisible();
  await page.goto(contact.path);
  await card(page).getByTestId('preview').click();
  await expect(card(page).getByTestId('draft')).toContainText('And they are quiet.');
});

test('a rep reads sequences and changes none', async ({ page }) => {
  await open(page, '', 'rae');
  await expect(page.getByTestId('sequences')).toContainText('in all 8 languages');
  await expect(page.getByTestId('copy-brief')).toBeHidden();
  await page.getByTestId('open-formal').click();
  await expect(page.getByTestId('system-sequence')).toBeVisible();
  await page.getByTestId('shown-language').selectOption({ label: 'Japanese' });
  await expect(page.getByTestId('body-0')).toHaveValue(/突然のご連絡/);
  await expect(page.getByTestId('save-sequence')).toBeHidden();
});
