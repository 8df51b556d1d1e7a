import { expect } from 'playwright/test';
import { card, contactedByTara, openMail, openSettings, reply } from './person.ts';
import { productTest } from './product-test.ts';

const test = productTest();

test('an admin shares opt-outs with HubSpot; who unsubscribes is unsubscribed there too', async ({
  page,
}) => {
  await openSettings(page, 'do-not-contact');
  await expect(page.getByTestId('opt-outs-off')).toContainText('does not stop');
  await page.getByTestId('share-opt-outs').click();
  await expect(page.getByTestId('opt-outs-not-granted')).toBeVisible();
  const allow = await page.getByTestId('allow-opt-outs').getAttribute('href');
  await page.goto(allow ?? '');
  await expect(page.getByText('communication_preferences.read_write')).toBeVisible();
  await page.getByRole('button', { name: 'Allow' }).click();
  await expect(page.getByText('Baton is connected')).toBeVisible();
  await openSettings(page, 'do-not-contact');
  await page.getByTestId('subscription-type').selectOption({ label: 'One to One' });
  await expect(page.getByRole('status').filter({ hasText: 'Saved.' })).toBeVisible();

  const contact = await contactedByTara(page, 'Piet', 'Vos');
  await openMail(page, contact.email);
  await reply(page, 'Please remove me from your list.');
  await page.goto(contact.path);
  await expect(card(page).getByTestId('hubspot-mail')).toContainText('HubSpot was told');
});
