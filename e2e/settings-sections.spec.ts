import { expect } from 'playwright/test';
import { APP_ID } from '../src/sandbox/local/installation.ts';
import { goToSection, openSettings } from './person.ts';
import { productTest } from './product-test.ts';

const test = productTest();
const pages = `/app/4242/${APP_ID}`;

test('all settings say how they stand, mark what needs attention, and lead to it', async ({ page }) => {
  await openSettings(page, 'sending');
  await page.getByTestId('postal-address').fill('');
  await page.getByTestId('save-footer').click();
  await expect(page.getByTestId('section-sending-tab')).toHaveText('Sending (1)');
  await goToSection(page, 'all');
  const sending = page.getByTestId('at-a-glance-sending');
  await expect(sending).toContainText('Needs attention');
  await expect(sending).toContainText('Enter your postal address.');
  await expect(sending).toContainText('Mon–Fri 09:00–17:00');
  await page.getByTestId('open-sending').click();
  await expect(page.getByTestId('address-missing')).toBeVisible();
});

test('what is not saved survives another section, and can be saved or discarded', async ({ page }) => {
  await openSettings(page, 'sending');
  await page.getByTestId('postal-address').fill('Acme Ltd.\n1 High Street, Leeds');
  await goToSection(page, 'assistants');
  await page.getByTestId('add-assistant').click();
  await page.getByTestId('field-name').fill('Omar');
  await expect(page.getByTestId('unsaved')).toContainText('Sending');
  await goToSection(page, 'all');
  await expect(page.getByTestId('at-a-glance-assistants')).toContainText('Not saved');
  await page.getByTestId('discard-assistants').click();
  await expect(page.getByTestId('at-a-glance-assistants')).not.toContainText('Not saved');
  await page.getByTestId('back-to-sending').click();
  await expect(page.getByTestId('postal-address')).toHaveValue('Acme Ltd.\n1 High Street, Leeds');
  await page.getByTestId('save-footer').click();
  await expect(page.getByRole('status').filter({ hasText: 'Saved.' })).toBeVisible();
  await goToSection(page, 'assistants');
  await expect(page.getByTestId('unsaved')).toHaveCount(0);
  await expect(page.getByTestId('add-assistant')).toBeVisible();
});

test('each section has an address among Baton’s pages, where a look at another page loses nothing', async ({
  page,
}) => {
  await page.goto(`${pages}/settings?user=ada&section=lead-handling`);
  await page.getByTestId('remind-days').fill('9');
  await page.getByTestId('remind-days').blur();
  await expect(page.getByTestId('save-at-risk')).toBeEnabled();
  await page.getByRole('tab', { name: 'Leads', exact: true }).click();
  await expect(page.getByTestId('remind-days')).toHaveCount(0);
  await page.goBack();
  await expect(page.getByTestId('remind-days')).toHaveValue('9');
  await goToSection(page, 'knowledge');
  await expect(page).toHaveURL(/section=knowledge/);
  await expect(page.getByTestId('unsaved')).toContainText('Lead handling');
  await page.goto(`${pages}/settings?user=ada&section=nonsense`);
  await expect(page.getByTestId('at-a-glance-connection')).toBeVisible();
});

for (const width of [360, 1_600])
  test(`every section fits ${width} px`, async ({ page }) => {
    await page.setViewportSize({ width, height: 900 });
    await page.goto(`${pages}/settings?user=ada`);
    for (const section of [
      'all',
      'connection',
      'hubspot-api',
      'assistants',
      'sending',
      'do-not-contact',
      'lead-handling',
      'knowledge',
      'answers',
      'language-model',
    ] as const) {
      await goToSection(page, section);
      await expect(page.getByTestId('loading')).toHaveCount(0);
      await expect
        .poll(() => page.evaluate<number>('document.documentElement.scrollWidth - window.innerWidth'), {
          message: section,
        })
        .toBeLessThanOrEqual(0);
    }
  });
