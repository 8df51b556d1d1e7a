import { expect } from 'playwright/test';
import type { Page } from 'playwright/test';
import { pdfOf } from '../src/backend/knowledge/test-files.ts';
import { openSettings } from './person.ts';
import { productTest } from './product-test.ts';

const test = productTest();
const section = (page: Page) => page.getByTestId('knowledge');
const rows = (page: Page) => section(page).getByTestId('knowledge-items').getByRole('row');

/** As a person exports one: with fonts and pages of their own. */
async function exportedPdf(page: Page, html: string): Promise<Buffer> {
  const other = await page.context().newPage();
  await other.setContent(html);
  const pdf = await other.pdf({ format: 'A4' });
  await other.close();
  return pdf;
}

/** Follows the link that the settings show, as a click in a browser does. */
async function openUploadPage(page: Page): Promise<Page> {
  await section(page).getByTestId('add-file').click();
  const opened = page.context().waitForEvent('page');
  await section(page).getByRole('link', { name: 'Choose files' }).click();
  const upload = await opened;
  await expect(upload.getByRole('heading', { name: 'Add files to the knowledge' })).toBeVisible();
  return upload;
}

test('files are sent, read, found by a question, changed and removed', async ({ page }) => {
  test.slow();
  await openSettings(page, 'knowledge');
  await expect(section(page).getByTestId('no-knowledge')).toBeVisible();
  const prices = await exportedPdf(
    page,
    `<h1>Price list</h1><p>The Enterprise plan costs 1,200 € a month for up to 40 seats.</p>`,
  );
  const upload = await openUploadPage(page);
  await upload.getByLabel('Used by').selectOption({ label: 'All assistants' });
  await upload.locator('input[type=file]').setInputFiles([
    { name: 'Price list 2026.pdf', mimeType: 'application/pdf', buffer: prices },
    { name: 'scan.pdf', mimeType: 'application/pdf', buffer: pdfOf('0 0 9 9 re f') },
    { name: 'again.pdf', mimeType: 'application/pdf', buffer: prices },
    { name: 'Too large.txt', mimeType: 'text/plain', buffer: Buffer.alloc(11_000_000, 'x') },
  ]);
  const line = (name: string) => upload.getByRole('listitem').filter({ hasText: name });
  await expect(line('Price list 2026.pdf')).toContainText('Added. Baton is reading it.');
  await expect(line('again.pdf')).toContainText('This is there already, as “Price list 2026”.');
  await expect(line('Too large.txt')).toContainText('larger than 10 MB');
  await upload.close();

  await section(page).getByTestId('close-upload').click();
  const row = rows(page).filter({ hasText: 'Price list 2026' });
  await expect(row).toContainText('In use');
  const scan = rows(page).filter({ hasText: 'scan' });
  await expect(scan).toContainText('This PDF has only pictures of its pages');

  const trial = section(page).getByTestId('search-trial');
  for (const question of ['How much does the enterprise plan cost?', 'Preis für 40 Seats?']) {
    await trial.getByLabel('What a contact could ask').fill(question);
    await trial.getByTestId('search-knowledge').click();
    await expect(trial.getByTestId('passages')).toContainText('Enterprise plan costs 1,200 €');
  }

  await row.getByRole('button', { name: 'Edit' }).click();
  const form = section(page).getByTestId('edit-form');
  await expect(form.getByTestId('what-it-says')).toContainText('Enterprise plan');
  await form.getByLabel('Title').fill('Prices of 2026');
  await form.getByTestId('save-knowledge').click();
  await expect(rows(page).filter({ hasText: 'Prices of 2026' })).toBeVisible();

  await page.goto('/app/4242/7000001?user=ada');
  await expect(page.getByTestId('attention-knowledge')).toContainText('Knowledge: “scan” could not be read.');

  await openSettings(page, 'knowledge');
  await scan.getByRole('button', { name: 'Remove' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove it' }).click();
  await expect(scan).toBeHidden();
});

test('files are dropped on the page, and the form works without JavaScript', async ({
  page,
  browser,
  baseURL,
}) => {
  await openSettings(page, 'knowledge');
  const upload = await openUploadPage(page);
  // What a browser hands to the page; this side knows no such class.
  const dropped = await upload.evaluateHandle(`(() => {
    const transfer = new DataTransfer();
    transfer.items.add(new File(['# Delivery\\n\\nWe deliver by zeppelin.'], 'delivery.md'));
    return transfer;
  })()`);
  await upload.locator('#drop').dispatchEvent('drop', { dataTransfer: dropped });
  await expect(upload.getByRole('listitem').filter({ hasText: 'delivery.md' })).toContainText('Added');

  const plain = await browser.newContext({ javaScriptEnabled: false, baseURL: baseURL ?? '' });
  const bare = await plain.newPage();
  await bare.goto(upload.url());
  await bare.locator('input[type=file]').setInputFiles([
    {
      name: 'returns.txt',
      mimeType: 'text/plain',
      buffer: Buffer.from('You can send it back for 30 days.'),
    },
  ]);
  await bare.getByRole('button', { name: 'Add the files' }).click();
  await expect(bare.getByRole('listitem').filter({ hasText: 'returns.txt' })).toContainText('Added');
  await plain.close();

  await openSettings(page, 'knowledge');
  await expect(rows(page).filter({ hasText: 'delivery' })).toContainText('In use');
  await expect(rows(page).filter({ hasText: 'returns' })).toContainText('In use');
});

test('a text expires, and a link that leads inside is refused in words', async ({ page, product }) => {
  await openSettings(page, 'knowledge');
  await section(page).getByTestId('add-text').click();
  const form = section(page).getByTestId('text-form');
  await form.getByLabel('Text').fill('Until the fair, the zeppelin costs half.');
  const today = await form.getByLabel('Content as of').inputValue();
  await form.getByLabel('Last day of use').fill(today);
  await form.getByTestId('save-knowledge').click();
  const row = rows(page).filter({ hasText: 'Until the fair' });
  await expect(row).toContainText('Expires soon');
  const trial = section(page).getByTestId('search-trial');
  const ask = async () => {
    await trial.getByLabel('What a contact could ask').fill('What does the zeppelin cost at the fair?');
    await trial.getByTestId('search-knowledge').click();
  };
  await ask();
  await expect(trial.getByTestId('passages')).toContainText('costs half');

  await section(page).getByTestId('add-link').click();
  const link = section(page).getByTestId('link-form');
  await link.getByLabel('Address').fill('https://169.254.169.254/latest/meta-data');
  await link.getByTestId('save-knowledge').click();
  await expect(rows(page).filter({ hasText: '169.254' })).toContainText('Baton only reads public pages');

  await product.moveClock(2 * 24 * 3_600_000);
  await openSettings(page, 'knowledge');
  await expect(row).toContainText('Expired');
  await ask();
  await expect(trial.getByTestId('nothing-found').or(trial.getByTestId('passages'))).toBeVisible();
  await expect(trial).not.toContainText('costs half');
});
