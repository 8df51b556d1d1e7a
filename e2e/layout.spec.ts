import type { Page } from 'playwright/test';
import { expect } from 'playwright/test';
import {
  card,
  createContact,
  entries,
  handToTara,
  moveClock,
  openMail,
  openSettings,
  tabCard,
} from './person.ts';
import { productTest } from './product-test.ts';

const test = productTest();

/** How far the page reaches beyond the window, in pixels. */
const overhang = (page: Page): Promise<number> =>
  page.evaluate<number>('document.documentElement.scrollWidth - window.innerWidth');

/** Wide and as narrow as a sidebar: nothing may be cut off. */
async function expectToFit(page: Page, what: string): Promise<void> {
  for (const width of [1280, 420]) {
    await page.setViewportSize({ width, height: 900 });
    await expect.poll(() => overhang(page), { message: `${what} at ${width} px` }).toBeLessThanOrEqual(0);
  }
  await page.setViewportSize({ width: 1280, height: 900 });
}

test('every page fits a wide and a narrow window', async ({ page }) => {
  const contact = await createContact(page, 'Bartholomew-Maximilian', 'Featherstonehaugh-Cholmondeley');
  await expectToFit(page, 'the record with a long name');
  await handToTara(page);
  await moveClock(page, '+5 min');
  await moveClock(page, '+5 min');
  await expect(entries(page, 'email')).toHaveCount(1);
  await card(page).getByTestId('preview').click();
  await expect(card(page).getByTestId('draft')).toBeVisible();
  await expectToFit(page, 'the record with an email');
  const middle = await page.getByRole('region', { name: 'Record', exact: true }).boundingBox();
  const right = await card(page).boundingBox();
  expect((middle?.x ?? 0) + (middle?.width ?? 0)).toBeLessThanOrEqual(right?.x ?? 0);
  await page.getByRole('tab', { name: 'Baton' }).click();
  await expect(tabCard(page).getByTestId('why')).toBeVisible();
  await expectToFit(page, 'the tab');

  await openMail(page, contact.email);
  await expectToFit(page, 'a mail');
  await openSettings(page, 'assistants');
  await page.getByTestId('add-assistant').click();
  await expectToFit(page, 'the settings');
  await page.goto('/sandbox');
  await expect(page.getByRole('heading', { name: 'Control panel' })).toBeVisible();
  await expectToFit(page, 'the control panel');
  await page.goto('/');
  await page.getByLabel('Select all on this page').check();
  await expectToFit(page, 'the list view');
});
