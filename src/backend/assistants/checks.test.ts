import { expect, it } from 'vitest';
import { DnsAway } from '../mail-server/domain/dns.ts';
import type { CheckedInstallation, Finding } from '../room/room.ts';
import { checkMailDomains } from './checks.ts';

const installation = (emails: readonly string[]): CheckedInstallation =>
  ({
    config: { mail: { smtpUrl: 'smtps://x:y@smtp.gmail.com' } },
    database: { manager: { find: async () => emails.map((email) => ({ email, sealedMailbox: null })) } },
  }) as never; // the check looks at nothing else

async function found(
  about: CheckedInstallation,
  txt: (name: string) => Promise<string[]>,
): Promise<Finding[]> {
  const findings: Finding[] = [];
  for await (const finding of checkMailDomains(about, { txt })) findings.push(finding);
  return findings;
}

it('looks at each domain once, and says what to enter', async () => {
  const findings = await found(installation(['tara@acme.io', 'tom@acme.io']), async () => []);
  expect(findings.map(({ subject, ok }) => `${subject} ${ok}`)).toEqual([
    'SPF of acme.io false',
    'DKIM of acme.io true',
    'DMARC of acme.io false',
  ]);
  expect(findings[0]?.text).toContain('TXT acme.io: v=spf1 include:_spf.google.com ~all');
});

it('DNS that is away is no fault of the installation', async () => {
  const away = async () => Promise.reject(new DnsAway('queryTxt ESERVFAIL'));
  expect((await found(installation(['tara@acme.io']), away)).every(({ ok }) => ok)).toBe(true);
  expect(await found({ ...installation([]), database: null }, away)).toEqual([]);
});
