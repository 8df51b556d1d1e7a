import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSandboxClient, until } from '../src/sandbox/local/client.ts';
import type { ContactDetail, SandboxClient } from '../src/sandbox/local/client.ts';
import { choosePorts } from '../src/sandbox/local/environment.ts';
import { completeFirstRun } from '../src/sandbox/local/first-run.ts';
import { ASSISTANT_EMAIL, PORTAL_ID, startInstallation } from '../src/sandbox/local/installation.ts';
import type { Installation } from '../src/sandbox/local/installation.ts';
import { emailsOf, notesOf, tasksOf } from './local-baton.ts';

/** `BATON_KILLS=500` for the long run. */
const KILLS = Number(process.env['BATON_KILLS'] ?? 100);
const CONTACTS = 40;
const SEED = Number(process.env['BATON_KILL_SEED'] ?? Date.now() % 1_000_000);
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** What each contact does when the first mail comes. */
const behaviours = ['agrees', 'unsubscribes', 'bounces', 'out of office', 'silent'] as const;
type Behaviour = (typeof behaviours)[number];

interface Subject {
  id: string;
  email: string;
  behaviour: Behaviour;
  reacted: boolean;
}

/** Small, seeded, printed: a failing run can be looked at again with the same choices. */
function mulberry(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

describe(`${KILLS} random kill -9 of a real process (seed ${SEED})`, () => {
  const random = mulberry(SEED);
  const directory = mkdtempSync(join(tmpdir(), 'baton-kill-'));
  let installation: Installation;
  let client: SandboxClient;
  let people: { rae: { id: string; userId: number }; tara: { id: string } };
  let subjects: Subject[];

  beforeAll(async () => {
    installation = await startInstallation({ ports: await choosePorts(), directory, restartDelayMs: 20 });
    client = createSandboxClient(installation.sandbox.url, PORTAL_ID);
    const owners = await client.owners();
    const one = (name: string) =>
      owners.find(({ email }) => email.startsWith(`${name}@`)) ?? { id: '', userId: 0 };
    people = { rae: { id: one('rae').id, userId: one('rae').userId ?? 0 }, tara: one('tara') };
    await toBusinessHours();
    await completeFirstRun(
      {
        client,
        batonUrl: installation.batonUrl,
        portalId: PORTAL_ID,
        adminUserId: one('ada').userId ?? 0,
        sequenceId: 'short',
      },
      ASSISTANT_EMAIL,
    );
    await sendTestMail(one('ada').userId ?? 0);
    subjects = await Promise.all(
      behaviours.flatMap((behaviour) =>
        Array.from({ length: CONTACTS / behaviours.length }, (_, index) => newSubject(behaviour, index)),
      ),
    );
  }, 120_000);

  afterAll(async () => {
    await installation.stop();
    // Kept when asked for: database, mails and log of a failing run.
    if (!process.env['BATON_KEEP']) rmSync(directory, { recursive: true, force: true });
  });

  const toBusinessHours = async (): Promise<void> => {
    const now = new Date(await client.now());
    const monday = Date.UTC(
      now.getUTCFullYear(),
      now.getUTCMonth(),
      now.getUTCDate() + ((8 - now.getUTCDay()) % 7 || 7),
      15,
      0,
    );
    await client.advance(monday - now.getTime());
  };

  /** What an admin does first: it also proves that the mailbox keeps what it sends, so that no outcome stays unknown. */
  const sendTestMail = async (adminUserId: number): Promise<void> => {
    const api = `${installation.batonUrl}/api`;
    const settings = await client.fetchAs(adminUserId, `${api}/settings`);
    const [assistant] = (settings.body as { assistants: { id: string }[] }).assistants;
    const request = { method: 'POST', body: { to: 'ada@acme.example.com' } };
    const sent = await client.fetchAs(
      adminUserId,
      `${api}/assistants/${assistant?.id ?? ''}/test-mail`,
      request,
    );
    expect(sent.body).toEqual({ problems: [] });
  };

  /** The next 15:00 UTC: business hours in New York, where these contacts live. */
  const toNextForenoon = async (): Promise<void> => {
    const now = await client.now();
    const today = Math.floor(now / (24 * HOUR)) * 24 * HOUR + 15 * HOUR;
    await client.advance((today > now ? today : today + 24 * HOUR) - now);
  };

  const newSubject = async (behaviour: Behaviour, index: number): Promise<Subject> => {
    const email = `${behaviour.replaceAll(' ', '.')}.${index}@kill.example.com`;
    const properties = {
      email,
      firstname: 'Kim',
      lastname: `${behaviour} ${index}`,
      hubspot_owner_id: people.rae.id,
    };
    const row = (await client.call('POST', `/portals/${PORTAL_ID}/contacts`, {
      properties,
      userId: people.rae.userId,
    })) as { id: string };
    return { id: row.id, email, behaviour, reacted: false };
  };

  /** One thing that people or time do, while the process lives and dies. */
  const somethingHappens = async (): Promise<void> => {
    const unassigned = waiting.shift();
    if (unassigned)
      await client.update(unassigned.id, people.rae.userId, { hubspot_owner_id: people.tara.id });
    await client.advance(Math.floor(random() * 20 * MINUTE));
    if (random() < 0.1) await client.advance(24 * HOUR);
    for (const subject of subjects.filter(({ reacted }) => !reacted)) await react(subject);
  };
  let waiting: Subject[] = [];

  const react = async (subject: Subject): Promise<void> => {
    if (subject.behaviour === 'silent') return;
    const mail = (await client.mails(subject.email)).find(({ direction }) => direction === 'in');
    if (!mail) return;
    subject.reacted = true;
    if (subject.behaviour === 'agrees') await client.reply(mail.id, 'Thursday 3 pm works.');
    if (subject.behaviour === 'bounces') await client.call('POST', `/mail/${mail.id}/bounce`);
    if (subject.behaviour === 'out of office')
      await client.call('POST', `/mail/${mail.id}/out-of-office`, {});
    if (subject.behaviour === 'unsubscribes') {
      await until('the unsubscribe link', () =>
        client.call('POST', `/mail/${mail.id}/unsubscribe`).then(
          (answer) => (answer as { status: number }).status === 200,
          () => false,
        ),
      );
    }
  };

  it('loses nobody, and writes nothing twice', { timeout: 30 * MINUTE }, async () => {
    waiting = [...subjects].sort(() => random() - 0.5);
    for (let kill = 0; kill < KILLS; kill += 1) {
      await pause(100 + random() * 1_200);
      await somethingHappens();
      await pause(random() * 500);
      installation.baton.kill('SIGKILL');
    }
    for (const subject of waiting)
      await client.update(subject.id, people.rae.userId, { hubspot_owner_id: people.tara.id });
    waiting = [];
    await untilAllAreBack();
    for (const subject of subjects)
      expectOnce(await client.contact(subject.id), await receivedBy(subject), subject);
  });

  const receivedBy = async (subject: Subject) =>
    (await client.mails(subject.email)).filter(({ direction }) => direction === 'in');

  /** No more kills: within simulated weeks every contact must be back with its prior owner. */
  const untilAllAreBack = async (): Promise<void> => {
    let open: string[] = [];
    for (let round = 0; round < 240; round += 1) {
      for (const subject of subjects.filter(({ reacted }) => !reacted)) await react(subject);
      const contacts = await Promise.all(subjects.map(({ id }) => client.contact(id)));
      open = contacts.filter((contact) => !isSettled(contact)).map(describeContact);
      if (open.length === 0) return;
      await (round % 3 === 2 ? toNextForenoon() : client.advance(MINUTE));
      await pause(300);
    }
    throw new Error(`Some contacts never came back:\n${open.join('\n')}`);
  };

  const isSettled = (contact: ContactDetail): boolean =>
    contact.properties['hubspot_owner_id'] === people.rae.id &&
    tasksOf(contact).length >= 1 &&
    notesOf(contact).length >= 2;
});

const describeContact = (contact: ContactDetail): string => {
  const { email, hubspot_owner_id, baton_status, baton_lead_connection_status } = contact.properties;
  const kinds = contact.timeline.map(({ kind }) => kind).join(' ');
  return JSON.stringify({
    id: contact.id,
    email,
    hubspot_owner_id,
    baton_status,
    baton_lead_connection_status,
    kinds,
  });
};

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const endStates: Readonly<Record<Behaviour, string>> = {
  agrees: 'Hot',
  unsubscribes: 'UnSubscribed',
  bounces: 'DeActivated',
  'out of office': 'Processed',
  silent: 'Processed',
};

function expectOnce(contact: ContactDetail, received: { messageId: string }[], subject: Subject): void {
  const sent = emailsOf(contact).filter((entry) => entry['hs_email_direction'] === 'EMAIL');
  const ids = received.map(({ messageId }) => messageId);
  const facts = {
    behaviour: subject.behaviour,
    state: contact.properties['baton_lead_connection_status'],
    notes: notesOf(contact).length,
    tasks: tasksOf(contact).length,
    mailsDoubled: ids.length - new Set(ids).size,
    logged: sent.length,
  };
  expect(facts).toEqual({
    behaviour: subject.behaviour,
    state: endStates[subject.behaviour],
    notes: 2,
    tasks: 1,
    mailsDoubled: 0,
    logged: received.length,
  });
}
