import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually, openPages } from './open.ts';

let pages: Awaited<ReturnType<typeof openPages>>;
beforeAll(async () => {
  pages = await openPages(undefined);
});
afterAll(() => pages.close());

describe('contact list', () => {
  it('changes the owner of everything on a page, with the acting user, and tells the result', async () => {
    const { page, fake } = await pages.open('/?limit=25&user=sam');
    await page.getByLabel('Select all on this page').check();
    const bar = page.getByRole('region', { name: 'Selected contacts' });
    await eventually(() => bar.textContent()).toContain('25 selected');
    await bar.getByRole('button', { name: 'Edit owner' }).click();
    await bar.getByLabel('New owner').selectOption({ label: 'Tara' });
    await bar.getByRole('button', { name: 'Update 25 contacts' }).click();
    await eventually(() => page.getByRole('status').textContent()).toContain('25 contacts now with Tara');
    const bulk = fake.world.changes.filter(({ path }) => path.endsWith('/bulk'));
    expect(bulk.flatMap(({ body }) => body['ids'])).toHaveLength(25);
    expect(bulk[0]?.body).toMatchObject({ userId: '102', properties: { hubspot_owner_id: '1004' } });
    await eventually(() => page.locator('tbody tr').filter({ hasText: 'Tara' }).count()).toBe(25);
  });

  it('offers no deactivated owner as a new one', async () => {
    const { page } = await pages.open('/');
    await page.getByLabel('Select Maria Lindqvist', { exact: true }).check();
    await page.getByRole('button', { name: 'Edit owner' }).click();
    const offered = await page.getByLabel('New owner').locator('option').allTextContents();
    expect(offered).toEqual(['No owner', 'Rae Rep', 'Sam Seller', 'Ada Admin', 'Tara']);
  });

  it('searches, filters and pages in the address', async () => {
    const { page } = await pages.open('/?limit=25');
    await page.getByRole('button', { name: 'Next' }).click();
    await eventually(() => page.getByText('26–50 of 60').count()).toBe(1);
    await page.getByLabel('Search contacts').fill('okafor');
    await eventually(() => page.getByText('1–10 of 10').count()).toBe(1);
    await page.getByLabel('Contact owner').selectOption('none');
    await eventually(() => page.getByText('No contact matches').count()).toBe(1);
    await page.reload();
    await eventually(() => page.getByText('No contact matches').count()).toBe(1);
    expect(await page.getByLabel('Search contacts').inputValue()).toBe('okafor');
  });
});

describe('record', () => {
  const record = '/contacts/4242/record/0-1/501';

  it('changes the owner as the current user and shows the change', async () => {
    const { page, fake } = await pages.open(record);
    await page.getByLabel('Contact owner').selectOption({ label: 'Tara' });
    await eventually(() => fake.world.contacts.get('501')?.properties['hubspot_owner_id']).toBe('1004');
    expect(fake.world.changes[0]?.body).toEqual({ properties: { hubspot_owner_id: '1004' }, userId: '101' });
  });

  it('saves a text when it is left, and a refused one not', async () => {
    const { page, fake } = await pages.open(record);
    await page.getByLabel('Job title').fill('CEO');
    await page.keyboard.press('Enter');
    await eventually(() => fake.world.contacts.get('501')?.properties['jobtitle']).toBe('CEO');
    await page.getByLabel('Email', { exact: true }).fill('broken');
    await page.keyboard.press('Enter');
    await eventually(() => page.getByRole('alert').allTextContents()).toEqual(
      expect.arrayContaining([expect.stringContaining('Property values were not valid')]),
    );
    await page.getByLabel('Email', { exact: true }).press('Escape');
    expect(await page.getByLabel('Email', { exact: true }).inputValue()).toContain('maria.lindqvist');
  });

  it('does not take away a Context that is being written when the record changes', async () => {
    const { page, fake } = await pages.open(record);
    const context = page.getByLabel('Context', { exact: true });
    await context.fill('Half a thought');
    Object.assign(fake.world.contacts.get('501')?.properties ?? {}, { jobtitle: 'New title' });
    await eventually(() => page.getByLabel('Job title').inputValue()).toBe('New title');
    expect(await context.inputValue()).toBe('Half a thought');
    await page.getByRole('button', { name: 'Save' }).click();
    await eventually(() => fake.world.contacts.get('501')?.properties['baton_context']).toBe(
      'Half a thought',
    );
  });

  it('shows the timeline newest first, live, by kind, and harmless', async () => {
    const { page, fake } = await pages.open(record);
    const kinds = () =>
      page.locator('.activity').evaluateAll((all) => all.map((one) => one.getAttribute('data-kind')));
    await eventually(kinds).toEqual(['task', 'email', 'email', 'note']);
    await page.getByRole('button', { name: /^Note/ }).click();
    const note = page.locator('.activity.is-note');
    expect(await note.getByRole('link').allTextContents()).toEqual(['good']);
    expect(await note.locator('img, script').count()).toBe(0);
    expect(await page.title()).not.toBe('hacked');
    fake.world.timelines.get('501')?.push({ kind: 'note', id: 9009, at: Date.now(), hs_note_body: 'Fresh' });
    await eventually(kinds).toEqual(['note', 'task', 'email', 'email', 'note']);
    await page.getByRole('tab', { name: 'Notes' }).click();
    await eventually(kinds).toEqual(['note', 'note']);
  });

  it('deletes after asking, and says so when the contact is gone', async () => {
    const { page, fake } = await pages.open(record);
    await page.getByRole('button', { name: 'Actions' }).first().click();
    await page.getByRole('menuitem', { name: 'Delete', exact: true }).click();
    await page.getByRole('button', { name: 'Delete contact' }).click();
    await eventually(() => new URL(page.url()).pathname).toBe('/');
    expect(fake.world.deleted.has('501')).toBe(true);
    await page.goBack();
    await eventually(() => page.getByText('This contact does not exist').count()).toBe(1);
  });
});

describe('mail', () => {
  it('lets the contact answer, be away, bounce and unsubscribe', async () => {
    const { page, fake } = await pages.open('/mail');
    await page.getByRole('link', { name: /tara@acme.example.*inverter/ }).click();
    await page.getByRole('button', { name: 'Reply' }).click();
    await page.getByRole('button', { name: 'Thursday 3 pm works' }).click();
    await page.getByRole('button', { name: 'Send reply' }).click();
    await eventually(() => page.getByText('Reply sent to tara@acme.example.').count()).toBe(1);
    await page.getByRole('button', { name: 'Out-of-office answer', exact: true }).click();
    await page.getByLabel('Back on (optional)').fill('2026-12-24');
    await page.getByRole('button', { name: 'Send out-of-office answer' }).click();
    await eventually(() => page.getByText('Automatic answer sent').count()).toBe(1);
    await page.getByRole('button', { name: 'Bounce' }).click();
    await page.getByLabel('Cause').selectOption({ label: 'The mailbox is full' });
    await page.getByRole('button', { name: 'Send delivery report' }).click();
    await eventually(() => page.getByText('reported that it cannot deliver').count()).toBe(1);
    await page.getByRole('button', { name: 'Click unsubscribe' }).click();
    await eventually(() => page.getByText('Unsubscribed with one click').count()).toBe(1);
    expect(fake.world.changes.map(({ path, body }) => [path, body])).toEqual([
      ['mail/2/reply', { text: 'Thursday 3 pm works', asWritten: false }],
      ['mail/2/out-of-office', { until: '2026-12-24' }],
      ['mail/2/bounce', { cause: 'mailbox-full', withoutSender: false }],
      ['mail/2/unsubscribe', {}],
    ]);
  });

  it('runs no script of a mail and offers no contact’s actions on mail to a user', async () => {
    const { page } = await pages.open('/mail/2');
    const frame = page.frameLocator('iframe[title=Message]');
    await eventually(() => frame.getByText('Shall we talk on Thursday?').count()).toBe(1);
    expect(await page.evaluate("'hacked' in window")).toBe(false);
    await page.getByRole('link', { name: /Re: The 40 kW/ }).click();
    await eventually(() => page.getByRole('heading', { level: 1 }).textContent()).toContain('Re:');
    expect(await page.getByText('Act as').count()).toBe(0);
  });
});

describe('control panel and shell', () => {
  it('moves the clock', async () => {
    const { page, fake } = await pages.open('/');
    await page.getByTestId('clock').click();
    await page.getByRole('button', { name: '+1 week' }).click();
    await eventually(() => fake.world.offsetMs).toBe(7 * 24 * 3_600_000);
    await eventually(() => page.getByText('moved').count()).toBe(1);
  });

  it('adds, shows and clears faults, and sets webhooks', async () => {
    const { page, fake } = await pages.open('/sandbox');
    const faults = page.getByRole('region', { name: 'Faults', exact: true });
    await faults.getByRole('button', { name: 'Hang once' }).click();
    await eventually(() => faults.getByText('Every call never answers, once').count()).toBe(1);
    await faults.getByText('Describe a fault').click();
    await faults.getByLabel('What happens').selectOption('latency');
    await faults.getByLabel('Path').fill('/crm/owners');
    await faults.getByRole('button', { name: 'Add fault' }).click();
    await eventually(() => fake.world.faults).toMatchObject([
      { kind: 'hang', times: 1 },
      { kind: 'latency', delayMs: 2000, match: { path: '/crm/owners' } },
    ]);
    await faults.getByRole('button', { name: 'Clear all' }).click();
    await eventually(() => fake.world.faults).toEqual([]);
    await page.getByText('Deliver everything twice').click();
    await eventually(() => fake.world.webhooks).toMatchObject({ duplicate: true, paused: false });
    expect(await page.getByTestId('install-link').getAttribute('href')).toBe(
      'https://baton.test/oauth/install',
    );
  });

  it('says so when the stand-in stops, and keeps what it shows', async () => {
    const { page, fake } = await pages.open('/contacts/4242/record/0-1/501');
    await eventually(() => page.getByRole('heading', { level: 1 }).textContent()).toBe('Maria Lindqvist');
    await fake.stop();
    await eventually(() => page.getByText('The stand-in does not answer.').count()).toBe(1);
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Maria Lindqvist');
  });

  it('has a page for wrong addresses and for unknown accounts', async () => {
    const { page, fake } = await pages.open('/nowhere');
    await eventually(() => page.getByText('There is no such page').count()).toBe(1);
    await page.goto(`${fake.url}/settings/999`);
    await eventually(() => page.getByText('There is no account 999').count()).toBe(1);
  });
});
