import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually, openPages } from './open.ts';

/* The gallery fixture in a real Web Worker, drawn by the record page. */
let pages: Awaited<ReturnType<typeof openPages>>;
const asked: { url: string; method: string; body: unknown }[] = [];

beforeAll(async () => {
  pages = await openPages(({ url, method, body }) => {
    asked.push({ url: url.href, method, body });
    return url.pathname === '/api/hello'
      ? { status: 200, body: { hello: 'card' } }
      : { status: 503, body: { code: 'DOWN', message: 'later' } };
  });
});
afterAll(() => pages.close());

const card = '/contacts/4242/record/0-1/501?tab=gallery';
const text = (page: Page, testId: string) => page.getByTestId(testId).textContent();
const poll = (page: Page, testId: string) => eventually(() => text(page, testId));

describe('the world of a card', () => {
  it('gives context, live properties with formatting, and associations', async () => {
    const { page, fake } = await pages.open(`${card}&user=ada`);
    await poll(page, 'user').toBe('Ada integrations-management-write');
    await poll(page, 'record').toBe('0-1/501 in 4242');
    await poll(page, 'properties').toBe('Maria of Rae Rep');
    await poll(page, 'companies').toBe('Nordlicht Solar');
    Object.assign(fake.world.contacts.get('501')?.properties ?? {}, { hubspot_owner_id: '1004' });
    await poll(page, 'properties').toBe('Maria of Tara');
    await page.getByTestId('current-user').selectOption('Rae Rep');
    await poll(page, 'user').toBe('Rae ');
  });

  it('may be left while the record changes', async () => {
    const { page, fake, problems } = await pages.open(card);
    await poll(page, 'properties').toBe('Maria of Rae Rep');
    await page.getByRole('tab', { name: 'Activities' }).click();
    Object.assign(fake.world.contacts.get('501')?.properties ?? {}, { hubspot_owner_id: '1004' });
    await eventually(() => page.getByLabel('Contact owner').inputValue()).toBe('1004');
    expect(problems).toEqual([]);
  });

  it('has what HubSpot’s worker has and nothing of a page', async () => {
    const { page } = await pages.open(card);
    await page.getByRole('button', { name: 'Look around' }).click();
    await poll(page, 'missing').toBe(
      'absent: fetch XMLHttpRequest document window localStorage navigator location',
    );
  });

  it('fetches through the proxy and sees the app’s own status and body', async () => {
    const { page } = await pages.open(card);
    await page.getByRole('button', { name: 'Fetch', exact: true }).click();
    await poll(page, 'answer').toBe('200 {"hello":"card"}');
    await page.getByRole('button', { name: 'Fetch a failure' }).click();
    await poll(page, 'answer').toBe('503 {"code":"DOWN","message":"later"}');
    expect(asked.at(-1)).toMatchObject({
      url: 'https://baton.test/api/missing',
      method: 'POST',
      body: { note: 'x' },
    });
  });

  it('acts on the page: alerts, frames', async () => {
    const { page } = await pages.open(card);
    const alert = page.getByRole('button', { name: 'Alert' });
    await alert.hover();
    await eventually(() => page.getByRole('tooltip').textContent()).toBe('Shows an alert');
    await alert.click();
    await eventually(() => page.getByRole('status').filter({ hasText: 'All is well' }).count()).toBe(1);
    await page.getByRole('button', { name: 'Frame', exact: true }).click();
    const frame = page.getByRole('dialog', { name: 'Frame' });
    await eventually(() => frame.locator('iframe').getAttribute('src')).toBe('about:blank');
    // The key goes to whatever has the focus: to the dialog as soon as it does.
    await eventually(() => page.locator('[role=dialog]:focus').count()).toBe(1);
    await page.keyboard.press('Escape');
    await eventually(() => frame.count()).toBe(0);
  });
});

describe('fields', () => {
  it('keep what is typed fast, take what the card sets, and submit named values', async () => {
    const { page } = await pages.open(card);
    const name = page.getByLabel('Name *');
    await name.pressSequentially('The quick brown fox jumps over it', { delay: 2 });
    await poll(page, 'echo').toBe('The quick brown fox jumps over it');
    expect(await name.inputValue()).toBe('The quick brown fox jumps over it');
    await page.getByRole('button', { name: 'Set', exact: true }).click();
    await eventually(() => name.inputValue()).toBe('set by the card');
    await page.getByLabel('Context', { exact: true }).nth(1).fill('long text');
    await page.getByLabel('Size').selectOption('Two');
    await poll(page, 'log').toBe('select: 2');
    await page.getByRole('button', { name: 'Increase' }).click();
    await poll(page, 'log').toBe('steps: 2');
    expect(await page.getByRole('button', { name: 'Increase' }).isDisabled()).toBe(true);
    await page.getByLabel('Date', { exact: true }).fill('2026-03-05');
    await poll(page, 'log').toBe('date: {"year":2026,"month":2,"date":5,"formattedDate":"2026-03-05"}');
    await page.getByRole('button', { name: 'Colours' }).click();
    await page.getByRole('checkbox', { name: 'Blue' }).check();
    await poll(page, 'log').toBe('multi: ["blue"]');
    await page.getByRole('checkbox', { name: 'Monday' }).check();
    await poll(page, 'log').toBe('days: ["2","1"]');
    await page.getByText('Switch it').click();
    await poll(page, 'log').toBe('toggle: true');
    await page.getByRole('button', { name: 'Submit' }).click();
    await eventually(async () => JSON.parse((await text(page, 'submitted')) || '{}') as object).toMatchObject(
      {
        name: 'set by the card',
        context: 'long text',
        amount: 3,
        steps: 2,
        size: 2,
        colours: ['blue'],
        days: ['2', '1'],
        switch: true,
      },
    );
  });

  it('tie messages to their input', async () => {
    const { page } = await pages.open(card);
    const context = page.getByLabel('Context', { exact: true }).nth(1);
    await eventually(() => context.getAttribute('aria-invalid')).toBe('true');
    const described = await context.getAttribute('aria-describedby');
    expect(await page.locator(`[id="${described}"]`).textContent()).toBe('Too short');
  });
});

describe('data and overlays', () => {
  it('draws tables, charts and states with real semantics', async () => {
    const { page } = await pages.open(card);
    await page.getByRole('tab', { name: 'Data' }).click();
    const table = page.getByRole('table');
    await page.getByRole('button', { name: 'Name' }).click();
    await eventually(() => table.getByRole('columnheader', { name: 'Name' }).getAttribute('aria-sort')).toBe(
      'ascending',
    );
    await page.getByRole('button', { name: '5', exact: true }).click();
    await eventually(() => table.getByRole('cell', { name: 'Row of page 5' }).count()).toBe(1);
    expect(await page.getByRole('img', { name: 'Mails by day' }).locator('rect').count()).toBe(3);
    expect(await page.getByRole('progressbar', { name: 'Sequence' }).getAttribute('aria-valuenow')).toBe('2');
    expect(await page.locator('[aria-current=step]').textContent()).toBe('2Second');
    expect(await page.getByRole('alert').filter({ hasText: 'Careful' }).count()).toBe(1);
    expect(await page.getByText('Inside the accordion').isVisible()).toBe(false);
    await page.getByRole('button', { name: 'More' }).click();
    expect(await page.getByText('Inside the accordion').isVisible()).toBe(true);
    expect(await page.locator('.hs-unknown').count()).toBe(0);
    expect(await page.getByRole('tab', { name: 'Off' }).isDisabled()).toBe(true);
  });

  it('opens a modal, keeps the focus in it, and lets the card close it', async () => {
    const { page } = await pages.open(card);
    await page.getByRole('tab', { name: 'Overlays' }).click();
    await page.getByRole('button', { name: 'Open modal' }).click();
    const modal = page.getByRole('dialog', { name: 'Are you sure?' });
    for (let presses = 0; presses < 7; presses++) await page.keyboard.press('Tab');
    expect(await page.evaluate("document.activeElement.closest('[role=dialog]') !== null")).toBe(true);
    await modal.getByRole('button', { name: 'Yes' }).click();
    await eventually(() => modal.count()).toBe(0);
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Open modal');
  });

  it('runs menu items, with overlays that outlive the menu', async () => {
    const { page } = await pages.open(card);
    await page.getByRole('tab', { name: 'Overlays' }).click();
    const menu = page.getByRole('button', { name: 'Menu' });
    await menu.press('ArrowDown');
    await eventually(() => page.evaluate('document.activeElement.textContent')).toBe('Pause');
    await page.keyboard.press('Enter');
    await poll(page, 'picked').toBe('pause');
    await menu.click();
    await page.getByRole('menuitem', { name: 'Stop' }).click();
    const modal = page.getByRole('dialog', { name: 'Are you sure?' });
    await eventually(() => modal.isVisible()).toBe(true);
    await modal.getByRole('button', { name: 'Close' }).click();
    await poll(page, 'picked').toBe('closed');
  });

  it('opens and closes a panel by its id', async () => {
    const { page } = await pages.open(card);
    await page.getByRole('tab', { name: 'Overlays' }).click();
    await page.getByRole('button', { name: 'Open panel' }).click();
    const panel = page.getByRole('dialog', { name: 'Details' });
    await panel.getByRole('button', { name: 'Done' }).click();
    await eventually(() => panel.count()).toBe(0);
  });
});

it('says clearly that a bundle is not there, and tries again on demand', async () => {
  const { page } = await pages.open(card);
  const failure = page.getByRole('alert').filter({ hasText: 'This card could not run' });
  await eventually(() => failure.textContent()).toContain('/cards/absent.js');
  await failure.getByText('What happened').click();
  expect(await failure.textContent()).toContain('answered 404');
  await failure.getByRole('button', { name: 'Try again' }).click();
  await eventually(() => failure.count()).toBe(1);
});
