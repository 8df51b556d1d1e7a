import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { eventually, openPages } from './open.ts';

/* The fixture's pages in a real Web Worker, at the addresses HubSpot gives an app's pages. */
let pages: Awaited<ReturnType<typeof openPages>>;
beforeAll(async () => {
  pages = await openPages(undefined);
});
afterAll(() => pages.close());

const route = (page: Page) => eventually(() => page.getByTestId('route').textContent());
const path = (page: Page) => new URL(page.url()).pathname + new URL(page.url()).search;

it('opens from the top bar, named by the app until a page has a title', async () => {
  const { page } = await pages.open('/');
  await page
    .getByRole('navigation', { name: 'Stand-in' })
    .getByRole('link', { name: 'Baton', exact: true })
    .click();
  await route(page).toBe('/  {}');
  expect(path(page)).toBe('/app/4242/77');
  await eventually(() => page.getByTestId('location').textContent()).toBe('pages');
  await eventually(() => page.getByRole('heading', { level: 1 }).allTextContents()).toEqual(['Baton']);
});

it('goes from page to page without starting anew, and back as a browser does', async () => {
  const { page, problems } = await pages.open('/app/4242/77?user=ada');
  await page.getByTestId('count').click();
  await page.getByRole('link', { name: 'Seventh' }).click();
  await route(page).toBe('/people/7 person {"id":"7","from":"a & b","tab":"x"}');
  expect(path(page)).toBe('/app/4242/77/people/7?from=a+%26+b&tab=x');
  await eventually(() => page.title()).toBe('Person 7');
  await page.getByRole('navigation', { name: 'Breadcrumbs' }).getByRole('link', { name: 'Home' }).click();
  await page.getByRole('button', { name: 'Eighth' }).click();
  await route(page).toBe('/people/8 person {"id":"8","by":"action"}');
  await page.goBack();
  await page.goBack();
  await route(page).toContain('/people/7 person');
  await eventually(() => page.getByTestId('count').textContent()).toBe('Counted 1');
  await page.reload();
  await route(page).toBe('/people/7 person {"id":"7","from":"a & b","tab":"x"}');
  await eventually(() => page.getByTestId('count').textContent()).toBe('Counted 0');
  expect(problems).toEqual([]);
});

it('draws a page’s head where HubSpot does', async () => {
  const { page } = await pages.open('/app/4242/77');
  await page.getByRole('button', { name: 'Press' }).click();
  await eventually(() => page.getByTestId('location').textContent()).toBe('pages pressed');
  expect(await page.getByRole('link', { name: 'Docs' }).getAttribute('target')).toBe('_blank');
  await page.getByRole('link', { name: 'Ninth' }).click();
  await eventually(() => page.getByRole('heading', { level: 1 }).allTextContents()).toEqual(['Person 9']);
  const crumbs = page.getByRole('navigation', { name: 'Breadcrumbs' });
  expect(await crumbs.locator('[aria-current=page]').textContent()).toBe('Person 9');
  await page.getByRole('navigation', { name: 'Stand-in' }).getByRole('link', { name: 'Contacts' }).click();
  await eventually(() => page.title()).toBe('Local HubSpot stand-in');
});

it('hands unknown addresses to the app, and says when no app is meant', async () => {
  const { page } = await pages.open('/app/4242/77/no/such/page?x=1');
  await eventually(() => page.getByTestId('elsewhere').textContent()).toBe('Nowhere');
  await page.goto(new URL('/app/4242/78', page.url()).href);
  await eventually(() => page.getByText('No app has the id 78').count()).toBe(1);
});
