import { test as base, expect } from 'playwright/test';
import { startProduct } from './local-product.ts';
import type { LocalProduct, ProductOptions } from './local-product.ts';

/**
 * Tests of one file share an installation of its own; a failed test gets the rest of its file a new one.
 * An error that a page does not handle fails the test.
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
    page: async ({ page }, use) => {
      const problems: string[] = [];
      page.on('pageerror', (error) => problems.push(error.stack ?? error.message));
      await use(page);
      expect(problems, 'errors of the page').toEqual([]);
    },
  });
