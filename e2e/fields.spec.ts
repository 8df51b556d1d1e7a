import { expect } from 'playwright/test';
import { APP_ID, PORTAL_ID } from '../src/sandbox/local/installation.ts';
import { createContact, openSettings } from './person.ts';
import { productTest } from './product-test.ts';

const test = productTest();

test('a property is found, tried on a contact, mapped, and printed by a sequence', async ({ page }) => {
  const contact = await createContact(page, 'Ada', 'Marsh');
  const id = contact.path.split('/').at(-1) ?? '';
  await openSettings(page, 'fields');
  await page.getByTestId('fields-contact').fill('nobody@here.example.com');
  await page.getByTestId('show-contact').click();
  await expect(page.getByText('HubSpot has no contact “nobody@here.example.com”.')).toBeVisible();
  await page.getByTestId('fields-contact').fill(contact.email);
  await page.getByTestId('show-contact').click();
  await expect(page.getByTestId('shown-of')).toContainText('in emails to Ada Marsh, in English');
  await expect(page.getByTestId('says-contact_id')).toHaveText(`“${id}”`);

  await page.getByTestId('add-field').click();
  await page.getByTestId('search-properties').fill('create date');
  await page.getByTestId('choose-createdate').click();
  await page.getByTestId('field-tag').fill('since');
  await page.getByTestId('format-new').selectOption({ label: 'November 2026' });
  await expect(page.getByTestId('says-since')).toContainText(/^“\w+ 20\d\d”$/);
  await page.getByTestId('save-field').click();
  await expect(page.getByTestId('field-since')).toContainText('Printed as: November 2026.');

  await page.goto(`/app/${PORTAL_ID}/${APP_ID}/sequences?user=ada`);
  await page.getByTestId('copy-brief').click();
  await page.getByTestId('sequence-name').fill('Anniversaries');
  await page.getByTestId('sequence-name').blur();
  await page.getByTestId('body-0').fill('With us since {{ field.since }}.');
  await page.getByTestId('body-0').blur();
  await page.getByTestId('save-sequence').click();
  await expect(page.getByTestId('sequences').getByRole('row', { name: 'Anniversaries' })).toBeVisible();

  await openSettings(page, 'fields');
  await expect(page.getByTestId('field-since')).toContainText('printed by Anniversaries');
  await expect(page.getByTestId('remove-since')).toBeDisabled();
});
