import { expect } from 'playwright/test';
import { card, contactedByTara, openSettings } from './person.ts';
import { productTest } from './product-test.ts';

const test = productTest();

test('an admin sees what calls are made for, and allows more or less of them', async ({ page }) => {
  await contactedByTara(page, 'Piet', 'Vos');
  await openSettings(page, 'hubspot-api');
  await expect(page.getByTestId('budget-today')).toContainText('There is no daily limit');
  await expect(page.getByTestId('use-today')).toBeVisible();
  await expect(page.getByTestId('use-days')).toBeVisible();
  await page.getByRole('button', { name: 'The numbers' }).click();
  await expect(page.getByTestId('use-numbers')).toContainText('Assignments');
  await expect(page.getByTestId('hubspot-says')).toContainText('110 calls in 10 seconds');
  await expect(page.getByTestId('estimate')).toContainText('as measured in tests');

  await page
    .getByTestId('budget-preset')
    .selectOption({ label: 'Professional and Enterprise (150, 500,000 a day)' });
  await expect(page.getByTestId('budget-bound')).toContainText('at most 110 calls');
  await page.getByTestId('save-api-budget').click();
  await expect(page.getByRole('status').filter({ hasText: 'Saved.' })).toBeVisible();
  await expect(page.getByTestId('budget-today')).toContainText('of 500,000 calls');

  await page.getByTestId('budget-preset').selectOption({ label: 'Other numbers' });
  await page.getByTestId('budget-burst').fill('5');
  await page.getByTestId('budget-burst').blur();
  await expect(page.getByText('Enter a whole number of calls from 10 to 1,000.')).toBeVisible();
  await expect(page.getByTestId('save-api-budget')).toBeDisabled();
});

test('data sync is switched off and on again, with a first sync; email activity says from when on', async ({
  page,
}) => {
  const contact = await contactedByTara(page, 'Mia', 'Berg');
  await openSettings(page, 'hubspot-api');
  await page.getByTestId('switch-data-sync').click();
  await expect(page.getByTestId('data-sync-off')).toContainText('Off since');
  await expect(page.getByTestId('warnings')).toContainText('Data sync is switched off');
  await page.goto(contact.path);
  await expect(card(page)).toContainText('Data sync is switched off');
  await openSettings(page, 'hubspot-api');
  await page.getByTestId('switch-data-sync').click();
  await expect(page.getByTestId('data-sync-on')).toContainText('Everything was looked at.');
  await expect(page.getByTestId('warnings')).toHaveCount(0);
  await page.getByTestId('switch-email-activity').click();
  await expect(page.getByTestId('email-activity-state')).toContainText('Do Not Contact is still written');
  await page.getByTestId('switch-email-activity').click();
  await expect(page.getByTestId('email-activity-state')).toContainText('On since');
});

for (const width of [360, 1_600])
  test(`the section fits ${width} px`, async ({ page }) => {
    await page.setViewportSize({ width, height: 900 });
    await openSettings(page, 'hubspot-api');
    await expect(page.getByTestId('hubspot-says')).toBeVisible();
    await expect
      .poll(() => page.evaluate<number>('document.documentElement.scrollWidth - window.innerWidth'))
      .toBeLessThanOrEqual(0);
  });
