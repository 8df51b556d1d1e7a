import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const images = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../docs/images');
export const WIDE = { width: 1280, height: 800 };
const NARROW = { width: 390, height: 844 };

/** What is shown after a change of the window needs a moment to settle. */
const SETTLES_MS = 900;

/** One picture of what the window shows. @param what a part of the page instead, a locator */
export async function take(page, name, { size = WIDE, what = page, whole = false } = {}) {
  await page.setViewportSize(size);
  // what sticks to the top would stand in the middle of what is higher than the window
  if (whole) await page.evaluate(() => globalThis.scrollTo(0, 0));
  if (what !== page) {
    await page.waitForTimeout(SETTLES_MS);
    const { height } = await what.boundingBox();
    await page.setViewportSize({ ...size, height: Math.max(size.height, Math.ceil(height) + 400) });
    await page.evaluate(() => globalThis.scrollTo(0, 0));
  }
  await page.waitForTimeout(SETTLES_MS);
  const file = path.join(images, `${name}.png`);
  await what.screenshot(what === page ? { path: file, fullPage: whole } : { path: file });
  await page.setViewportSize(WIDE);
}

/** The same wide, and as `NAME-narrow` on a phone. @param size of the wide one */
export async function takeBoth(page, name, { size = WIDE, narrow = NARROW, ...more } = {}) {
  await take(page, name, { size, ...more });
  await take(page, `${name}-narrow`, { size: narrow, ...more });
}

/** Messages that something is done go by themselves. */
export const untilQuiet = (page) =>
  page.getByLabel('Dismiss', { exact: true }).first().waitFor({ state: 'detached' });
