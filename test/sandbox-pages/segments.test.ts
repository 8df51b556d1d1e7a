import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Browser, Page } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { buildPages } from '../../scripts/build-pages.mjs';
import { launchBrowser } from '../../e2e/browser.ts';
import { startTestSandbox, type TestSandbox } from '../../src/sandbox/testing.ts';
import { eventually } from './open.ts';

let folder: string;
let built: string;
let browser: Browser;
let sandbox: TestSandbox;
let page: Page;
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'segments-'));
  built = await buildPages({ outDir: folder });
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  await rm(folder, { recursive: true });
});
beforeEach(async () => {
  sandbox = await startTestSandbox({ pagesDirectory: built, lists: { lagMs: 3_000, fillMs: 6_000 } });
  sandbox.clock.advance(10_000);
  page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
});
afterEach(async () => {
  await page.close();
  await sandbox.stop();
});

const all = '/contacts/4242/objectLists/all';
const open = (to: string) => page.goto(sandbox.url + to);
const names = () => page.locator('tbody th[scope=row]').allTextContents();
const act = async (item: string) => {
  await page.getByRole('button', { name: 'Actions' }).click();
  await page.getByRole('menuitem', { name: item }).click();
};

describe('segments', () => {
  it('are made by filters, fill, and follow other filters', async () => {
    await open(all);
    await page.getByRole('button', { name: 'Create segment' }).click();
    const create = page.getByRole('button', { name: 'Create', exact: true });
    await page.getByLabel('Name', { exact: true }).fill('South');
    const first = page.getByRole('group', { name: 'Filter 1 of group 1' });
    for (const country of ['Spain', 'Portugal']) {
      await first.getByLabel('Value').fill(country);
      await first.getByLabel('Value').press('Enter');
    }
    await eventually(() => page.getByText('9 contacts match now.').count()).toBe(1);
    await page.getByRole('button', { name: '+ Or' }).click();
    expect(await create.isDisabled()).toBe(true);
    const second = page.getByRole('group', { name: 'Filter 1 of group 2' });
    await second.getByLabel('Property').selectOption('industry');
    await second.getByLabel('Operator').selectOption({ label: 'contains any of' });
    await second.getByLabel('Value').fill('automo');
    await second.getByLabel('Value').press('Enter');
    await eventually(() => page.getByText('17 contacts match now.').count()).toBe(1);
    await create.click();
    await page.getByText('Processing').waitFor();
    sandbox.clock.advance(6_000);
    await eventually(() => page.getByText('17 contacts', { exact: true }).count()).toBe(1);
    expect(await page.getByRole('region', { name: 'Filters' }).textContent()).toContain(
      'Country/Region is equal to any of Spain, Portugal',
    );
    await act('Edit filters');
    await page.getByRole('button', { name: 'Remove Filter 1 of group 2' }).click();
    await page.getByRole('button', { name: 'Save filters' }).click();
    await eventually(() => page.getByText('9 contacts', { exact: true }).count()).toBe(1);
    await act('Convert to static');
    await page.getByRole('button', { name: 'Convert', exact: true }).click();
    await page.getByText('Static', { exact: true }).waitFor();
  });

  it('take contacts that were chosen in the list view, and let them go', async () => {
    await open('/?limit=25');
    await page.getByLabel('Select all on this page').check();
    await page.getByRole('button', { name: 'Add to segment' }).click();
    await page.getByLabel('Segment', { exact: true }).selectOption({ label: 'A new one' });
    await page.getByLabel('Name of the new segment').fill('Webinar attendees');
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await eventually(() => page.getByRole('alert').textContent()).toContain('already exists');
    await page.getByLabel('Name of the new segment').fill('Chosen');
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await page.getByText('25 added to Chosen.').waitFor();
    await open(all);
    await page.getByRole('link', { name: 'Chosen' }).click();
    await page.getByText('25 contacts', { exact: true }).waitFor();
    await page.locator('tbody tr').first().getByRole('button').click();
    await page.getByText('24 contacts', { exact: true }).waitFor();
  });

  it('are renamed, deleted and restored', async () => {
    await open('/contacts/4242/objectLists/1');
    await act('Rename');
    await page.getByLabel('Name', { exact: true }).fill('German manufacturers');
    await page.getByRole('button', { name: 'Save' }).click();
    await eventually(() => page.getByRole('alert').textContent()).toContain('already exists');
    await page.getByLabel('Name', { exact: true }).fill('Webinar in June');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('heading', { name: 'Webinar in June' }).waitFor();
    await act('Delete');
    await page.getByRole('button', { name: 'Delete segment' }).click();
    await eventually(names).toEqual(['Companies of 500 people and more', 'German manufacturers']);
    expect((await sandbox.api('GET', '/crm/lists/2026-09/1')).status).toBe(404);
    await page.getByText('Deleted ones (1)').click();
    await page.getByRole('button', { name: 'Restore' }).click();
    await eventually(async () => (await sandbox.api('GET', '/crm/lists/2026-09/1')).body.list?.name).toBe(
      'Webinar in June',
    );
  });

  it('fit a narrow window', async () => {
    await page.setViewportSize({ width: 360, height: 800 });
    const overhang = () => page.evaluate<number>('document.documentElement.scrollWidth - window.innerWidth');
    for (const to of [all, '/contacts/4242/objectLists/1', '/contacts/4242/objectLists/3']) {
      await open(to);
      await page.locator('tbody tr').first().waitFor();
      expect([to, await overhang()]).toEqual([to, 0]);
    }
    await open(all);
    await page.getByRole('button', { name: 'Create segment' }).click();
    await page.getByRole('button', { name: '+ Or' }).click();
    expect(await overhang()).toBe(0);
    const box = await page.getByRole('dialog').boundingBox();
    expect((box?.x ?? -1) + (box?.width ?? 999)).toBeLessThanOrEqual(360);
  });
});
