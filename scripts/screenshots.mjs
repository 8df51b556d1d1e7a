// `node scripts/screenshots.mjs`: takes the README's pictures of the local product into docs/images.
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { launchBrowser } from '../e2e/browser.ts';
import { startProduct } from '../e2e/local-product.ts';
import { card, handToTara, moveClock, writeContext } from '../e2e/person.ts';
import { createSandboxClient } from '../src/sandbox/local/client.ts';
import { APP_ID, PORTAL_ID } from '../src/sandbox/local/installation.ts';
import { buildCards } from './build-cards.mjs';
import { buildPages } from './build-pages.mjs';

const images = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../docs/images');
const CONTACT = 'Theo Visser';
const CONTEXT =
  'Met at the SaaStr booth. Interested in faster onboarding for 40 reps. Offer a 20 minute call.';

/** A contact with the assistant, its first email sent and the next one in preview. */
async function takeRecord(page) {
  await page.goto('/');
  await page.getByLabel('Search contacts').fill(CONTACT);
  await page.getByRole('link', { name: CONTACT }).click();
  await writeContext(page, CONTEXT);
  await handToTara(page);
  await moveClock(page, '+5 min');
  await moveClock(page, '+5 min');
  await page.locator('[data-kind="email"]').waitFor();
  await page.reload();
  // folded email, unfolded note: both fit
  for (const kind of ['email', 'note']) await page.locator(`[data-kind="${kind}"] button`).click();
  await card(page).getByTestId('preview').click();
  await card(page).getByTestId('draft').waitFor();
  await page.screenshot({ path: path.join(images, 'record.png') });
}

async function takeSettings(page) {
  await page.goto('/settings/4242?user=ada');
  await page.getByTestId('fallback-owner').selectOption({ label: 'Sam Seller (sam@acme.example.com)' });
  await page.getByTestId('add-qualified').click();
  await page.getByTestId('consent').click();
  await page.getByTestId('missing-options').waitFor({ state: 'hidden' });
  await page.reload();
  await page.getByTestId('save-schedule').waitFor();
  await page.screenshot({ path: path.join(images, 'settings.png') });
}

/** Everything that Sam owns is with Tara for a while; some answer. */
async function liveForAWhile(product) {
  const client = createSandboxClient(product.url, PORTAL_ID);
  const owners = await client.owners();
  const ownerOf = (start) => owners.find(({ email }) => email.startsWith(start));
  const contacts = await client.contacts(`ownerId=${ownerOf('sam@').id}&limit=60`);
  await client.bulk(
    contacts.map(({ id }) => id),
    ownerOf('sam@').userId,
    { hubspot_owner_id: ownerOf('tara@').id },
  );
  for (const hour of Array(24 * 4).keys()) {
    await client.advance(3_600_000);
    await new Promise((resolve) => setTimeout(resolve, 250));
    const mails = (await client.mails()).filter(({ direction }) => direction === 'out');
    const mail = mails[(hour * 7) % Math.max(1, mails.length)];
    if (mail && hour % 9 === 4) await client.reply(mail.id, answers[hour % answers.length]);
  }
}

const answers = [
  'Thursday 3 pm works.',
  'Please send me your prices.',
  'I am out of office until Monday.',
  'Not now, maybe in spring.',
];

/** Baton's pages, with a life behind them. */
async function takePages(page) {
  const take = async (place, ready, file) => {
    await page.goto(`/app/${PORTAL_ID}/${APP_ID}${place}`);
    await page.getByTestId(ready).waitFor();
    await page.waitForTimeout(1_000);
    await page.screenshot({ path: path.join(images, file) });
  };
  await take('?user=ada', 'over-time', 'overview.png');
  await take('/leads?user=ada&sort=last-answer&direction=descending', 'how-many', 'leads.png');
  await take('/activity?user=ada', 'entries', 'activity.png');
}

await mkdir(images, { recursive: true });
await Promise.all([buildCards(), buildPages()]);
const product = await startProduct();
const browser = await launchBrowser();
try {
  const page = await browser.newPage({
    baseURL: product.url,
    viewport: { width: 1280, height: 800 },
    locale: 'en-GB',
  });
  await takeRecord(page);
  await takeSettings(page);
  await liveForAWhile(product);
  await takePages(page);
  console.log(`Pictures taken into ${path.relative(process.cwd(), images)}.`);
} finally {
  await browser.close();
  await product.stop();
}
