import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE } from '../../ground/clock.ts';
import { createMailServers } from './mail-servers.ts';
import type { Lookup } from './mail-servers.ts';

const failing = (code: string) => Object.assign(new Error(code), { code });

/** Name servers as a test wants them: what each domain answers, or with which code it fails. */
function servers(
  own: Record<string, { mx?: string[] | string; a?: string[] | string }>,
  known: typeof own = { 'gmail.com': { mx: ['mx.gmail.com'] } },
) {
  const answers = { ...known, ...own };
  let asked = 0;
  let now = 0;
  const of = <Found>(
    value: string[] | string | undefined,
    make: (text: string) => Found,
  ): Promise<Found[]> => {
    if (Array.isArray(value)) return Promise.resolve(value.map(make));
    return Promise.reject(failing(value ?? 'ENODATA'));
  };
  const lookup: Lookup = {
    resolveMx: (domain) => {
      asked += 1;
      return of(answers[domain]?.mx ?? 'ENOTFOUND', (exchange) => ({ exchange, priority: 10 }));
    },
    resolve4: ((domain: string) => of(answers[domain]?.a, (address) => address)) as Lookup['resolve4'],
    resolve6: ((_domain: string) => of(undefined, (address) => address)) as Lookup['resolve6'],
  };
  const mail = createMailServers({ clock: { now: () => now }, lookup });
  return { mail, asked: () => asked, pass: (ms: number) => (now += ms) };
}

describe('whether the domain of an address takes mail', () => {
  it.each([
    ['a mail server', { mx: ['mx.acme.io'] }, null],
    ['only an address of its own', { mx: 'ENODATA', a: ['192.0.2.1'] }, null],
    ['neither', { mx: 'ENODATA' }, 'none'],
    ['no mail, it says', { mx: [''] }, 'none'],
    ['no name', { mx: 'ENOTFOUND' }, 'none'],
    ['name servers that refuse', { mx: 'ESERVFAIL' }, 'unknown'],
  ] as const)('%s', async (_what, answer, doubt) => {
    const { mail } = servers({ 'acme.io': { ...answer, ...('mx' in answer ? {} : {}) } as never });
    expect(await mail.doubtOf('Ada@Acme.io')).toBe(doubt);
  });

  it('silence says something of a domain only while others answer', async () => {
    const { mail, pass } = servers({ 'quiet.io': { mx: 'ETIMEOUT' }, 'acme.io': { mx: ['mx'] } }, {});
    expect(await mail.doubtOf('a@quiet.io')).toBeNull();
    pass(2 * HOUR);
    await mail.doubtOf('a@acme.io');
    expect(await mail.doubtOf('a@quiet.io')).toBe('unknown');
  });

  it.each([
    ['a name server that knows no name at all', 'ENOTFOUND'],
    ['one that refuses everything', 'ESERVFAIL'],
    ['one that cannot be reached', 'ECONNREFUSED'],
    ['one that is silent', 'ETIMEOUT'],
  ])('behind %s nobody is doubted', async (_what, code) => {
    const { mail, asked } = servers(
      { 'acme.io': { mx: code }, 'other.io': { mx: code } },
      {
        'gmail.com': { mx: code },
        'outlook.com': { mx: code },
      },
    );
    expect(await mail.doubtOf('ada@acme.io')).toBeNull();
    expect(await mail.doubtOf('bo@other.io')).toBeNull();
    // Each of them, and once for both whether anything is found.
    expect(asked()).toBe(4);
  });

  it('is looked up once, and again when that is long ago; reserved names never', async () => {
    const { mail, asked, pass } = servers({ 'acme.io': { mx: ['mx'] } });
    await mail.doubtOf('a@acme.io');
    await mail.doubtOf('b@acme.io');
    expect(await mail.doubtOf('a@customer.example.com')).toBeNull();
    expect(asked()).toBe(1);
    pass(HOUR + MINUTE);
    await mail.doubtOf('a@acme.io');
    expect(asked()).toBe(2);
  });
});
