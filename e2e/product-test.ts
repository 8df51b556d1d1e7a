import { join } from 'node:path';
import { test as base, expect } from 'playwright/test';
import type { Page } from 'playwright/test';
import { startProduct } from './local-product.ts';
import type { LocalProduct, ProductOptions } from './local-product.ts';

/**
 * Tests of one file share an installation of its own; a failed test gets the rest of its file a new one.
 * An error that a page does not handle fails the test. Of a failed test is said what its page showed.
 */
export const productTest = (options: ProductOptions = {}) =>
  base.extend<object, { product: LocalProduct }>({
    product: [
      // Playwright reads from the pattern that this needs nothing else
      async ({}, use) => {
        const product = await startProduct(options);
        await use(product);
        await product.stop();
      },
      { scope: 'worker', timeout: 60_000 },
    ],
    baseURL: async ({ product }, use) => use(product.url),
    page: async ({ page, product }, use, info) => {
      const problems: string[] = [];
      page.on('pageerror', (error) => problems.push(error.stack ?? error.message));
      await use(page);
      if (info.status !== info.expectedStatus) {
        await info.attach('baton.log', { path: join(product.directory, 'baton.log') });
        throw new Error(await shownBy(page));
      }
      expect(problems, 'errors of the page').toEqual([]);
    },
  });

/** In words, without what could be chosen but is not. */
async function shownBy(page: Page): Promise<string> {
  const lines = (await page.locator('body').ariaSnapshot()).split('\n');
  const shown = lines.filter((line) => !/- option (?!.*\[selected\])/.test(line));
  return [`${page.url()} showed:`, ...shown].join('\n');
}
