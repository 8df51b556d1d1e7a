import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openAnother } from '../../src/backend/database/test-database.ts';
import { contactId, portalId } from '../../src/backend/ground/identifiers.ts';
import { LeadEntity } from '../../src/backend/leads/lead/lead-entity.ts';
import { createLogger } from '../../src/backend/ground/logger.ts';
import { IncomingEntity, MailEntity } from '../../src/backend/mail/mail-entity.ts';
import { entities } from '../../src/backend/house/schema.ts';
import { until } from '../../src/sandbox/local/client.ts';
import { emailsOf, INBOUND_SECRET, PORTAL, startLocalBaton, TARA } from '../world/local-baton.ts';
import type { LocalBaton } from '../world/local-baton.ts';
import { handOver } from '../world/hand-over.ts';

const LONG = { timeout: 120_000 };
const HOUR = 3_600_000;

/** Words that stand in this person's data and nowhere else. */
const PERSON = {
  email: 'wilhelmina.quastenflosser@quastenflosser-werke.example.com',
  firstname: 'Wilhelmina',
  lastname: 'Quastenflosser',
  company: 'Quastenflosser-Werke',
  jobtitle: 'Obertrichterwinde',
  baton_context: 'Met at the Flossenmesse in Zwickau.',
};
const WORDS = ['quastenflosser', 'wilhelmina', 'obertrichterwinde', 'flossenmesse', 'kugelfischgehege'];

const privacyDelete = (baton: LocalBaton, id: string) =>
  baton.client.call('DELETE', `/portals/${PORTAL}/contacts/${id}?privacy=true`, {});

/** The words that the files of the database hold, in any case and also as base64. */
function foundIn(url: string): string[] {
  const path = url.slice('sqlite:'.length);
  const files = readdirSync(dirname(path)).filter((name) => name.startsWith(basename(path)));
  const text = files
    .map((name) => readFileSync(join(dirname(path), name)).toString('latin1'))
    .join('\n')
    .toLowerCase();
  return WORDS.filter((word) => text.includes(word));
}

async function withDatabase<Value>(
  baton: LocalBaton,
  work: (manager: Awaited<ReturnType<typeof openAnother>>['manager']) => Promise<Value>,
): Promise<Value> {
  const database = await openAnother(baton.databaseUrl, entities);
  try {
    return await work(database.manager);
  } finally {
    await database.close();
  }
}

const loggerInto = (lines: string[]) => createLogger('debug', { write: (line) => void lines.push(line) });

describe('a privacy deletion', () => {
  it('takes the person out of the database’s files and the log, and keeps the counters', LONG, async () => {
    const lines: string[] = [];
    const baton = await startLocalBaton({ logger: loggerInto(lines) });
    const contact = await handOver(baton, PERSON);
    const bystander = await handOver(baton);
    const taught = {
      example: 'Wilhelmina Quastenflosser greets from her Kugelfischgehege',
      class: 'Other',
      mode: 'suggest',
    };
    const asked = { method: 'POST', body: taught };
    const { status } = await baton.client.fetchAs(baton.people.ada.userId, `${baton.url}/api/phrases`, asked);
    expect(status).toBe(200);
    const mail = await baton.passTime('the first mail', async () => (await baton.mailsTo(contact.email))[0]);
    await baton.client.reply(
      mail.id,
      'Please remove me from your list. Greetings from the Kugelfischgehege.',
    );
    await baton.seeContact(
      contact.id,
      'the logged answer',
      (seen) =>
        emailsOf(seen).length === 2 && seen.properties['baton_lead_connection_status'] === 'UnSubscribed',
    );
    expect(foundIn(baton.databaseUrl)).toContain('quastenflosser');

    // HubSpot answers nothing: an erasure does not wait for it.
    await baton.client.call('PUT', '/faults', [{ match: { path: '/crm/' }, kind: 'status', status: 503 }]);
    await privacyDelete(baton, contact.id);
    await until('the erasure', async () => foundIn(baton.databaseUrl).length === 0, 60_000);
    await baton.client.call('DELETE', '/faults');

    // Nothing brings it back: an answer that threads, late webhooks, the next rounds.
    await baton.client.reply(mail.id, 'Me again, from the Kugelfischgehege.').catch(() => undefined);
    for (let hour = 0; hour < 3; hour += 1) {
      baton.sandbox.clock.advance(HOUR);
      await new Promise((resolve) => setTimeout(resolve, 2_500));
    }
    await until('nothing left', async () => foundIn(baton.databaseUrl).length === 0, 60_000);
    await withDatabase(baton, async (manager) => {
      const lead = await manager.findOneByOrFail(LeadEntity, { contactId: contactId(contact.id) });
      expect(lead).toMatchObject({ stage: 'closed', subState: 'erased', email: null });
      const mails = await manager.findBy(MailEntity, { contactId: contactId(contact.id) });
      expect(mails.map((one) => one.direction).sort()).toEqual(['in', 'out']);
      expect(await manager.countBy(IncomingEntity, {})).toBe(0);
      const other = await manager.findOneByOrFail(LeadEntity, { contactId: contactId(bystander.id) });
      expect(other.email).toBe(bystander.email);
    });

    // Whoever unsubscribed stays unsubscribed, although nobody knows the address any more.
    const again = await baton.newContact(PERSON);
    await baton.client.update(again.id, baton.people.rae.userId, { hubspot_owner_id: baton.people.tara.id });
    await baton.seeContact(
      again.id,
      'refused',
      (seen) => seen.properties['baton_lead_connection_status'] === 'UnSubscribed',
    );
    await baton.halt();
    const log = lines.join('').toLowerCase();
    expect(log).toContain('baton is running');
    expect(WORDS.filter((word) => log.includes(word))).toEqual([]);
  });

  it('reaches contacts that were merged into the person’s, and mails nobody has read yet', LONG, async () => {
    const baton = await startLocalBaton();
    const [one, two] = [await handOver(baton, PERSON), await handOver(baton)];
    await baton.client.call('POST', `/portals/${PORTAL}/contacts/merge`, {
      primaryId: two.id,
      secondaryId: one.id,
      userId: baton.people.rae.userId,
    });
    await until('one lead', () =>
      withDatabase(baton, async (manager) => {
        const lead = await manager.findOneByOrFail(LeadEntity, {
          portalId: portalId(PORTAL),
          contactId: contactId(one.id),
        });
        return lead.mergedInto === two.id;
      }),
    );
    await privacyDelete(baton, two.id);
    await until('the erasure', async () => foundIn(baton.databaseUrl).length === 0, 60_000);
    const raw = `From: ${PERSON.email}\r\nTo: ${TARA}\r\nMessage-ID: <late@quastenflosser-werke.example.com>\r\nSubject: Hello\r\n\r\nWilhelmina\r\n`;
    const answer = await fetch(`${baton.url}/mail/inbound`, {
      method: 'POST',
      headers: { authorization: `Bearer ${INBOUND_SECRET}` },
      body: raw,
    });
    expect(answer.status).toBe(202);
    await until('nobody’s mail is dropped', () =>
      withDatabase(baton, async (manager) => (await manager.countBy(IncomingEntity, {})) === 0),
    );
  });

  it('leaves nothing in PostgreSQL’s rows either', LONG, async () => {
    const baton = await startLocalBaton({ kind: 'postgres' });
    const contact = await handOver(baton, PERSON);
    await baton.passTime('the first mail', async () => (await baton.mailsTo(contact.email))[0]);
    await privacyDelete(baton, contact.id);
    const words = () =>
      withDatabase(baton, async (manager) => {
        const tables = await manager.query<{ name: string }[]>(
          `SELECT table_schema || '.' || table_name AS name FROM information_schema.tables
           WHERE table_schema IN ('public', 'pgboss') AND table_type = 'BASE TABLE'`,
        );
        const rows = await Promise.all(
          tables.map(({ name }) => manager.query(`SELECT t::text AS row FROM ${name} t`)),
        );
        const text = JSON.stringify(rows).toLowerCase();
        return WORDS.filter((word) => text.includes(word));
      });
    await until('the erasure', async () => (await words()).length === 0, 60_000);
  });
});

describe('the test itself', () => {
  it('finds what is not erased', LONG, async () => {
    const baton = await startLocalBaton();
    await handOver(baton, PERSON);
    expect(existsSync(baton.databaseUrl.slice('sqlite:'.length))).toBe(true);
    expect(foundIn(baton.databaseUrl)).toContain('wilhelmina');
  });
});
