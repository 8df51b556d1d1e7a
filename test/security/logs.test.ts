import { describe, expect, it, onTestFinished } from 'vitest';
import { openAnother } from '../../src/backend/database/test-database.ts';
import { portalEntity } from '../../src/backend/hubspot/portals/portal-entity.ts';
import { createVault } from '../../src/backend/vault/vault.ts';
import { createLogger } from '../../src/backend/ground/logger.ts';
import { entities } from '../../src/backend/house/schema.ts';
import { until } from '../../src/sandbox/local/client.ts';
import {
  emailsOf,
  INBOUND_SECRET,
  PORTAL,
  SECRET,
  startLocalBaton,
  TARA,
  tasksOf,
} from '../world/local-baton.ts';
import type { LocalBaton } from '../world/local-baton.ts';
import { KEYS } from './two-accounts.ts';

/** Words that a person or an operator would not want to find in a log. */
const CONTEXT = 'Kontextgeheimnis';
const ANSWER = 'Antwortgeheimnis';
const COMPANY = 'Firmengeheimnis';
const PASSWORD = 'Passwortgeheimnis';
const LASTNAME = 'Nachnamengeheimnis';

/** Everything the process writes, as the operator's log collects it. */
function collectOutput(): { text(): string; logger: ReturnType<typeof createLogger> } {
  const written: string[] = [];
  for (const stream of [process.stdout, process.stderr]) {
    const original = stream.write.bind(stream);
    // Libraries may print for themselves.
    stream.write = (chunk: string | Uint8Array, ...rest: never[]) => {
      written.push(String(chunk));
      return original(chunk, ...rest);
    };
    onTestFinished(() => void (stream.write = original));
  }
  return {
    text: () => written.join(''),
    logger: createLogger('trace', { write: (line) => void written.push(line) }),
  };
}

/** The tokens that stand in the database now. */
async function tokensOf(baton: LocalBaton): Promise<string[]> {
  const database = await openAnother(baton.databaseUrl, entities);
  try {
    const [row] = await database.manager.findBy(portalEntity, { portalId: String(PORTAL) });
    const open = (sealed: string | null | undefined, purpose: string) =>
      sealed ? [createVault(KEYS).open(sealed, { portalId: String(PORTAL), purpose }), sealed] : [];
    return [
      ...open(row?.sealedAccessToken, 'access-token'),
      ...open(row?.sealedRefreshToken, 'refresh-token'),
    ];
  } finally {
    await database.close();
  }
}

const admin = (baton: LocalBaton, path: string, method = 'GET', body?: unknown) =>
  baton.client.fetchAs(baton.people.ada.userId, `${baton.url}${path}`, {
    method,
    ...(body === undefined ? {} : { body }),
  });

async function assistantWith(baton: LocalBaton, mailbox: { smtpUrl: string; imapUrl: string | null } | null) {
  const { assistants } = (await admin(baton, '/api/settings')).body as {
    assistants: { id: string; email: string }[];
  };
  const [tara] = assistants;
  const profile = {
    name: 'Tara',
    email: tara?.email,
    role: 'r',
    signature: 'Tara',
    companyDescription: COMPANY,
    defaultContext: CONTEXT,
    sequenceId: 'recommended',
    brochureUrl: null,
    calendarUrl: null,
    mailbox,
  };
  const changed = await admin(baton, `/api/assistants/${tara?.id}`, 'PUT', profile);
  expect(changed.status).toBe(200);
  return tara?.id ?? '';
}

async function handOver(baton: LocalBaton) {
  const contact = await baton.newContact({ lastname: LASTNAME, baton_context: `${CONTEXT} of this contact` });
  await baton.client.update(contact.id, baton.people.rae.userId, { hubspot_owner_id: baton.people.tara.id });
  return contact;
}

/** From hand-over to hand-back, as it goes well. */
async function converse(baton: LocalBaton): Promise<string[]> {
  const contact = await handOver(baton);
  const mail = await baton.passTime('the first mail', async () => (await baton.mailsTo(contact.email))[0]);
  await admin(baton, `/api/contacts/${contact.id}/context`, 'PUT', {
    context: `${CONTEXT} anew`,
    base: `${CONTEXT} of this contact`,
  });
  await admin(baton, `/api/contacts/${contact.id}/next-email?context=${CONTEXT}`);
  await baton.client.reply(
    mail.id,
    `Yes please, call me tomorrow. ${ANSWER}. My colleague is ${ANSWER}@x.example.com`,
  );
  baton.sandbox.clock.advance(10_000);
  await baton.seeContact(
    contact.id,
    'the hand-back',
    (seen) => tasksOf(seen).length === 1 && emailsOf(seen).length === 2,
  );
  await admin(baton, `/api/contacts/${contact.id}/card`);
  return [contact.email];
}

/** Everything that goes wrong and is worth a line. */
async function fail(baton: LocalBaton): Promise<string[]> {
  const contact = await handOver(baton);
  const { url, sandbox } = baton;
  const wrong = (address: string | undefined): string => {
    const mailbox = new URL(address ?? '');
    mailbox.password = PASSWORD;
    return mailbox.href;
  };
  const unreachable = {
    smtpUrl: `smtp://tara:${PASSWORD}@localhost:1`,
    imapUrl: `imap://tara:${PASSWORD}@localhost:1`,
  };
  const refusing = {
    smtpUrl: wrong(sandbox.mail?.smtpUrl(TARA)),
    imapUrl: wrong(sandbox.mail?.imapUrl(TARA)),
  };
  for (const mailbox of [unreachable, refusing]) {
    const id = await assistantWith(baton, mailbox);
    await admin(baton, `/api/assistants/${id}/test-mail`, 'POST', { to: contact.email });
    sandbox.clock.advance(3_600_000);
    await new Promise((resolve) => setTimeout(resolve, 1_500));
  }
  await assistantWith(baton, null);
  // HubSpot quotes what it refuses, and breaks.
  const quoting = {
    status: 'error',
    category: 'VALIDATION_ERROR',
    message: `Property values were not valid: ${contact.email} ${CONTEXT}`,
  };
  await baton.client.call('PUT', '/faults', [
    {
      match: { path: '/crm/objects/2026-09/contacts/batch/update' },
      kind: 'status',
      status: 400,
      body: quoting,
      times: 2,
    },
    {
      match: { path: '/crm/objects' },
      kind: 'status',
      status: 500,
      body: { message: contact.email },
      times: 2,
    },
    { match: { path: '/crm/objects' }, kind: 'garbage', times: 2 },
    { match: { path: '/crm/owners' }, kind: 'cut', times: 1 },
  ]);
  await admin(baton, `/api/contacts/${contact.id}/context`, 'PUT', {
    context: CONTEXT,
    base: `${CONTEXT} of this contact`,
  });
  await admin(baton, `/api/contacts/${contact.id}/hand-back`, 'POST', {});
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  await baton.client.call('DELETE', '/faults');
  // Requests that are wrong in every way.
  const forged = Buffer.from(contact.email).toString('base64url');
  await fetch(`${url}/t/unsubscribe/${PORTAL}.${forged}?email=${contact.email}`);
  await fetch(`${url}/oauth/callback?code=na1-code-forged&state=${forged}`);
  await fetch(`${url}/oauth/install?code=na1-code-forged&returnUrl=${encodeURIComponent(baton.sandbox.url)}`);
  await fetch(
    `${url}/oauth/install?step=finalize&code=na1-code-forged&state=x&returnUrl=${encodeURIComponent(baton.sandbox.url)}`,
  );
  await fetch(`${url}/api/contacts/1/card?userEmail=${encodeURIComponent(contact.email)}`);
  await fetch(`${url}/webhooks/hubspot`, { method: 'POST', body: CONTEXT });
  await admin(baton, '/api/assistants', 'POST', { email: contact.email, defaultContext: 7 });
  for (const body of [`From: ${contact.email}\r\nTo: ${TARA}\r\nSubject: ${ANSWER}\r\n\r\n${ANSWER}`, ANSWER])
    await fetch(`${url}/mail/inbound`, {
      method: 'POST',
      headers: { authorization: `Bearer ${INBOUND_SECRET}` },
      body,
    });
  await baton.client
    .call('POST', `/mail/${encodeURIComponent((await baton.client.mails())[0]?.id ?? '')}/bounce`)
    .catch(() => undefined);
  return [contact.email, forged];
}

describe('the log', () => {
  it(
    'holds no secret, no address and no text of a whole conversation, at the finest level',
    { timeout: 180_000 },
    async () => {
      const output = collectOutput();
      const baton = await startLocalBaton({ logger: output.logger });
      const secrets = [...(await tokensOf(baton)), SECRET, INBOUND_SECRET];
      await assistantWith(baton, null);
      secrets.push(...(await converse(baton)), ...(await fail(baton)));
      // A token is renewed, then the account is gone.
      baton.sandbox.clock.advance(3_600_000);
      await admin(baton, '/api/settings');
      secrets.push(...(await tokensOf(baton)));
      await baton.client.call('DELETE', `/portals/${PORTAL}/installation`);
      baton.sandbox.clock.advance(3_600_000);
      await until('the end of the connection to be noticed', async () => {
        const card = await admin(baton, '/api/contacts/104242001/card');
        return (card.body as { kind?: string }).kind === 'reconnect';
      });
      secrets.push(
        ...[CONTEXT, ANSWER, COMPANY, PASSWORD, LASTNAME, TARA, 'ada@', 'rae@', '.example.com', '@'],
      );
      secrets.push(...['na1-code', 'na1-refresh', 'CAccess', 'v1:test:', 'Bearer ', 'Dear ', 'Hi Nora']);
      secrets.push(...KEYS.map(({ key }) => key.toString('base64')));
      const mailbox = new URL(baton.sandbox.mail?.smtpUrl(TARA) ?? '');
      if (mailbox.password) secrets.push(mailbox.password);

      const text = output.text();
      expect(text.split('\n').length).toBeGreaterThan(50);
      for (const word of ['request completed', 'HubSpot', 'Install not finished', '"level":20'])
        expect(text).toContain(word);
      const lines = text.split('\n');
      const found = [...new Set(secrets)].flatMap((secret) => {
        const line = lines.find((one) => one.includes(secret));
        return line === undefined ? [] : [`${secret} in ${line.slice(0, 2_000)}`];
      });
      expect(found).toEqual([]);
    },
  );
});
