import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it, vi } from 'vitest';
import { checkDomain, createDomainCheck } from './check-domain.ts';
import { DnsAway } from './dns.ts';
import type { Dns } from './dns.ts';
import type { DomainFinding } from './findings.ts';

const GMAIL = 'smtps://tara%40acme.io:secret@smtp.gmail.com';
type Zone = Record<string, string | readonly string[] | Error>;

/** DNS with these TXT records; an error is what asking for the name ends in. */
const dnsWith = (zone: Zone): Dns => ({
  txt: async (name) => {
    const found = zone[name] ?? [];
    if (found instanceof Error) throw found;
    return typeof found === 'string' ? [found] : [...found];
  },
});

const look = async (
  name: DomainFinding['name'],
  zone: Zone,
  smtpUrl: string | null = null,
  domain = 'acme.io',
) => (await checkDomain(dnsWith(zone), domain, smtpUrl)).find((one) => one.name === name) as DomainFinding;
const away = new DnsAway('queryTxt ESERVFAIL');
const google = { '_spf.google.com': 'v=spf1 ip4:192.0.2.0/24 ~all' };
/** A record that includes so many names, each with a record of its own. */
const including = (count: number): Zone => ({
  'acme.io': `v=spf1 ${Array.from({ length: count }, (_, index) => `include:n${index}.io`).join(' ')} -all`,
  ...Object.fromEntries(Array.from({ length: count }, (_, index) => [`n${index}.io`, 'v=spf1 -all'])),
});

describe('SPF', () => {
  it.each<[string, Zone, DomainFinding['state'], RegExp]>([
    ['-all', { 'acme.io': 'v=spf1 ip4:192.0.2.1 -all' }, 'ok', /refuses others/],
    [
      '~all, in capitals, among other records',
      { 'acme.io': ['google-site-verification=1', 'V=SPF1 mx ~ALL'] },
      'ok',
      /marks others/,
    ],
    ['?all', { 'acme.io': 'v=spf1 mx ?all' }, 'wrong', /says nothing about others/],
    ['no all', { 'acme.io': 'v=spf1 mx' }, 'wrong', /no “all”/],
    ['+all', { 'acme.io': 'v=spf1 +all' }, 'wrong', /everybody may send/],
    ['all', { 'acme.io': 'v=spf1 all' }, 'wrong', /everybody may send/],
    ['none', { 'acme.io': ['v=spf10 -all', 'spf1', 'something else'] }, 'missing', /No SPF record/],
    ['several', { 'acme.io': ['v=spf1 -all', 'v=spf1 mx -all'] }, 'wrong', /2 SPF records.*merge/],
    ['ten lookups', including(10), 'ok', /refuses/],
    ['eleven lookups', including(11), 'wrong', /more than 10/],
    [
      'eleven lookups in a chain',
      { ...including(6), 'n0.io': 'v=spf1 a mx exists:%{i}.n0.io ptr a:x.io -all' },
      'wrong',
      /more than 10/,
    ],
    [
      'an include chain',
      { 'acme.io': 'v=spf1 include:a.io ~all', 'a.io': 'v=spf1 include:b.io ?all', 'b.io': 'v=spf1 -all' },
      'ok',
      /marks/,
    ],
    [
      'an include of nothing',
      { 'acme.io': 'v=spf1 include:gone.io ~all' },
      'wrong',
      /gone\.io, which has none/,
    ],
    [
      'a circle',
      { 'acme.io': 'v=spf1 include:a.io ~all', 'a.io': 'v=spf1 include:acme.io ~all' },
      'wrong',
      /without end/,
    ],
    ['a redirect', { 'acme.io': 'v=spf1 redirect=a.io', 'a.io': 'v=spf1 mx -all' }, 'ok', /refuses/],
    ['a macro', { 'acme.io': 'v=spf1 include:%{d}.a.io -all' }, 'ok', /refuses/],
    ['SERVFAIL', { 'acme.io': away }, 'unknown', /cannot be looked up/],
    ['SERVFAIL of an include', { 'acme.io': 'v=spf1 include:a.io -all', 'a.io': away }, 'unknown', /cannot/],
  ])('%s', async (_name, zone, state, text) => {
    const found = await look('SPF', zone);
    expect(found).toMatchObject({ state, text: expect.stringMatching(text) });
  });

  it('the provider through which the mailbox sends must be in it, also through another record', async () => {
    expect(await look('SPF', { ...google, 'acme.io': 'v=spf1 mx ~all' }, GMAIL)).toMatchObject({
      state: 'wrong',
      enter: { name: 'acme.io', value: 'v=spf1 mx include:_spf.google.com ~all' },
    });
    const through = { 'acme.io': 'v=spf1 include:a.io -all', 'a.io': 'v=spf1 include:_spf.google.com -all' };
    expect(await look('SPF', { ...google, ...through }, GMAIL)).toMatchObject({ state: 'ok' });
  });

  it('says what to enter', async () => {
    expect((await look('SPF', {}, GMAIL)).enter?.value).toBe('v=spf1 include:_spf.google.com ~all');
    expect((await look('SPF', {}, 'smtp://mail.acme.io')).enter?.value).toBe('v=spf1 include:… ~all');
    expect((await look('SPF', { 'acme.io': 'v=spf1 mx +all' })).enter?.value).toBe('v=spf1 mx ~all');
    expect((await look('SPF', { 'acme.io': 'v=spf1 mx' })).enter?.value).toBe('v=spf1 mx ~all');
  });
});

describe('DKIM', () => {
  const key = (modulusLength: number): string =>
    generateKeyPairSync('rsa', { modulusLength })
      .publicKey.export({ format: 'der', type: 'spki' })
      .toString('base64');

  it.each<[string, Zone, DomainFinding['state'], RegExp]>([
    [
      'a key under a common name',
      { 'selector1._domainkey.acme.io': `v=DKIM1; k=rsa; p=${key(2048)}` },
      'ok',
      /selector1/,
    ],
    [
      'an Ed25519 key',
      { 'mail._domainkey.acme.io': 'v=DKIM1;k=ed25519;p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=' },
      'ok',
      /mail/,
    ],
    ['a key that was taken back', { 'google._domainkey.acme.io': 'v=DKIM1; p=' }, 'unknown', /Not known/],
    ['a short key', { 'google._domainkey.acme.io': `p=${key(512)}` }, 'wrong', /512 bits/],
    ['no key under a common name', {}, 'unknown', /Not known.*does not list/],
    ['SERVFAIL', { 'google._domainkey.acme.io': away }, 'unknown', /cannot be looked up/],
    [
      'SERVFAIL of one name, and a key under another',
      { 'google._domainkey.acme.io': away, 'k1._domainkey.acme.io': `p=${key(1024)}` },
      'ok',
      /k1/,
    ],
  ])('%s', async (_name, zone, state, text) => {
    expect(await look('DKIM', zone)).toMatchObject({ state, text: expect.stringMatching(text) });
  });

  it('names the provider that knows', async () => {
    expect((await look('DKIM', {}, GMAIL)).text).toContain('Google Workspace tells');
  });
});

describe('DMARC', () => {
  const at = (record: string | string[]): Zone => ({ '_dmarc.acme.io': record });

  it.each<[string, Zone, DomainFinding['state'], RegExp]>([
    ['none', {}, 'missing', /No DMARC record/],
    ['something else', at('v=DMARC10; p=none'), 'missing', /No DMARC/],
    ['p=none', at('v=DMARC1; p=none; rua=mailto:d@acme.io'), 'ok', /only watches/],
    ['p=quarantine', at('v=DMARC1;p=quarantine'), 'ok', /taken for spam/],
    ['p=reject', at('V=dmarc1 ; P=Reject ;'), 'ok', /refused/],
    ['no p', at('v=DMARC1; rua=mailto:d@acme.io'), 'wrong', /does not say what to do/],
    ['a wrong p', at('v=DMARC1; p=block'), 'wrong', /does not say/],
    ['several', at(['v=DMARC1; p=none', 'v=DMARC1; p=reject']), 'wrong', /2 DMARC records/],
    ['SERVFAIL', { '_dmarc.acme.io': away }, 'unknown', /cannot be looked up/],
  ])('%s', async (_name, zone, state, text) => {
    expect(await look('DMARC', zone)).toMatchObject({ state, text: expect.stringMatching(text) });
  });

  it('a subdomain without one has that of its domain, whose word for subdomains counts', async () => {
    const zone = { '_dmarc.acme.co.uk': 'v=DMARC1; p=reject; sp=none' };
    expect(await look('DMARC', zone, null, 'mail.acme.co.uk')).toMatchObject({
      state: 'ok',
      text: expect.stringContaining('only watches'),
    });
    expect(await look('DMARC', zone, null, 'acme.co.uk')).toMatchObject({
      text: expect.stringContaining('refused'),
    });
  });
});

it('what was found is kept for minutes', async () => {
  let now = 0;
  const txt = vi.fn(async () => []);
  const check = createDomainCheck({ dns: { txt }, clock: { now: () => now } });
  const first = await check('acme.io', null);
  const asked = txt.mock.calls.length;
  expect(await check('acme.io', null)).toEqual(first);
  expect(txt).toHaveBeenCalledTimes(asked);
  now = 6 * 60_000;
  await check('acme.io', null);
  expect(txt).toHaveBeenCalledTimes(2 * asked);
});

describe('whatever DNS does', () => {
  it('the page gets an answer: DNS that never answers, or breaks', async () => {
    vi.useFakeTimers();
    const states = async (dns: Dns) => {
      const all = checkDomain(dns, 'acme.io', null);
      await vi.advanceTimersByTimeAsync(10_000);
      return (await all).map(({ state }) => state);
    };
    const unknowns = ['unknown', 'unknown', 'unknown'];
    expect(await states({ txt: () => new Promise(() => undefined) })).toEqual(unknowns);
    expect(await states({ txt: () => Promise.reject(new Error('broken')) })).toEqual(unknowns);
    vi.useRealTimers();
  });

  it('nothing is asked about domains for examples', async () => {
    const txt = vi.fn();
    for (const domain of ['acme.example', 'acme.example.com', 'localhost', 'a.test'])
      expect((await checkDomain({ txt }, domain, GMAIL)).map(({ state }) => state)).toEqual([
        'unknown',
        'unknown',
        'unknown',
      ]);
    expect(txt).not.toHaveBeenCalled();
  });
});
