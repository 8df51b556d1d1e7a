import { describe, expect, it } from 'vitest';
import { readConfig, readDatabaseUrl } from './config.ts';

const needed = {
  PUBLIC_URL: 'https://baton.example.com/',
  HUBSPOT_CLIENT_ID: 'client',
  HUBSPOT_CLIENT_SECRET: 'secret',
  ENCRYPTION_KEYS: `one:${Buffer.alloc(32).toString('base64')}`,
};

/** The lines of the complaint about an environment. */
function problems(environment: Record<string, string | undefined>): string[] {
  try {
    readConfig(environment);
    return [];
  } catch (error) {
    expect(error).toMatchObject({ code: 'CONFIG_INVALID' });
    return (error as Error).message.split('\n').slice(1);
  }
}

describe('the configuration', () => {
  it('is complete with what has no default', () => {
    expect(problems(needed)).toEqual([]);
    expect(readConfig(needed)).toMatchObject({ port: 3000, publicUrl: 'https://baton.example.com' });
  });

  it('says everything that is missing or wrong in one list, each variable once', () => {
    const lines = problems({ PORT: 'abc', ROLE: 'boss', SMTP_URL: 'mail.example.com', ENCRYPTION_KEYS: 'x' });
    expect(lines.map((line) => line.split(/[:.]/)[0]).sort()).toEqual([
      '  - ENCRYPTION_KEYS is wrong',
      '  - HUBSPOT_CLIENT_ID is missing',
      '  - HUBSPOT_CLIENT_SECRET is missing',
      '  - PORT is wrong',
      '  - PUBLIC_URL is missing',
      '  - ROLE is wrong',
      '  - SMTP_URL is wrong',
    ]);
  });

  it.each([
    ['PORT', 'abc', 'a whole number'],
    ['PORT', '70000', '0 to 65535'],
    ['PORT', '-1', '0 to 65535'],
    ['PORT', '3.5', 'a whole number'],
    ['PUBLIC_URL', 'baton.example.com', 'a URL like'],
    ['PUBLIC_URL', 'ftp://baton.example.com', 'a URL like'],
    ['DATABASE_URL', 'mysql://x', 'sqlite:<path>'],
    ['HUBSPOT_APP_ID', 'baton', 'the number'],
    ['HUBSPOT_API_URL', 'api', 'a URL like'],
    ['HUBSPOT_WEBHOOKS_JOURNAL', 'yes', 'on or off'],
    ['ENCRYPTION_KEYS', `one:${Buffer.alloc(16).toString('base64')}`, '32 bytes'],
    ['SMTP_URL', 'smtp://', 'smtp://user'],
    ['IMAP_URL', 'https://mail', 'imap://user'],
    ['INBOUND_MAIL_SECRET', 'short', '16 characters'],
    ['ROLE', 'boss', 'all, web or worker'],
    ['LOG_LEVEL', 'loud', 'debug'],
  ])('says in words what %s=%s should be, without the value', (name, value, words) => {
    const [line, ...more] = problems({ ...needed, [name]: value });
    expect(more).toEqual([]);
    expect(line).toContain(`${name} is wrong: use`);
    expect(line).toContain(words);
    expect(line).not.toMatch(/\\d|\^|pattern|Invalid/);
  });

  it('takes a variable that is set to nothing as not set', () => {
    expect(readConfig({ ...needed, PORT: '', ROLE: ' ', SMTP_URL: '' })).toMatchObject({
      port: 3000,
      role: 'all',
      mail: { smtpUrl: null },
    });
    expect(problems({ ...needed, PUBLIC_URL: '' })[0]).toContain('PUBLIC_URL is missing');
  });

  it('tells commands that need the database only where it is', () => {
    expect(readDatabaseUrl({})).toBe('sqlite:./data/baton.sqlite');
    expect(() => readDatabaseUrl({ DATABASE_URL: 'x' })).toThrow('DATABASE_URL is wrong: use sqlite:<path>');
  });
});
