// `node scripts/screenshots.mjs [NAME…]`: takes the pictures of the local product into docs/images, or only those of the
// parts that are named. Each part begins with an installation of its own, as it says, so that none hangs on another.
import { mkdir } from 'node:fs/promises';
import { launchBrowser } from '../e2e/browser.ts';
import { startProduct } from '../e2e/local-product.ts';
import { buildCards } from './build-cards.mjs';
import { buildPages } from './build-pages.mjs';
import { images, WIDE } from './screenshots/camera.mjs';
import * as campaigns from './screenshots/campaigns.mjs';
import * as contact from './screenshots/contact.mjs';
import * as pages from './screenshots/pages.mjs';
import * as settings from './screenshots/settings.mjs';

const parts = { ...campaigns, ...contact, ...settings, ...pages };
const person =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36';
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in parts));
if (unknown.length > 0) {
  console.error(`There is no part ${unknown.join(', ')}. There are: ${Object.keys(parts).join(', ')}.`);
  process.exit(2);
}

await mkdir(images, { recursive: true });
await Promise.all([buildCards(), buildPages()]);
const browser = await launchBrowser();
try {
  for (const name of wanted.length > 0 ? wanted : Object.keys(parts)) {
    const product = await startProduct(parts[name].installation);
    const page = await browser.newPage({
      baseURL: product.url,
      viewport: WIDE,
      locale: 'en-GB',
      // what a headless browser opens does not count as opened
      userAgent: person,
    });
    page.setDefaultTimeout(120_000);
    try {
      await parts[name]({ page, product });
      console.log(`${name}: taken.`);
    } catch (error) {
      console.error(`${name}: not taken. ${error.message}`);
      process.exitCode = 1;
    } finally {
      await page.close();
      await product.stop();
    }
  }
} finally {
  await browser.close();
}
