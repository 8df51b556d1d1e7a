import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { openStore } from '../ground/store.ts';
import { CONTACT } from '../records/object-types.ts';
import { appAuthor, personAuthor, type StoredRecord } from '../records/record.ts';
import { createRecord, writeProperties } from '../records/write.ts';
import { startTestSandbox, testApp, type TestSandbox } from '../testing.ts';
import type { WeekView } from './week.ts';
import { WeekPlayer } from './week-player.ts';

const PORTAL = 4242;
const HOUR = 3_600_000;
const ASSISTANT = 'tara@acme.example.com';

const ends: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});

/** An app that writes to its contacts once a day, and gives those back who answer. */
class TestAssistant {
  private readonly written = new Map<string, number>();
  private readonly heard = new Set<string>();
  private readonly sandbox: TestSandbox;
  private readonly tara: string;
  private readonly rae: string;
  constructor(sandbox: TestSandbox, tara: string, rae: string) {
    [this.sandbox, this.tara, this.rae] = [sandbox, tara, rae];
  }

  async look(): Promise<void> {
    const { clock, mail, portals } = this.sandbox;
    const news = (mail?.list({ mailbox: ASSISTANT, arrived: true }) ?? []).filter(
      ({ id }) => !this.heard.has(id),
    );
    for (const { id } of news) this.heard.add(id);
    const senders = new Set(news.map(({ from }) => from));
    const table = portals.get(PORTAL).table(CONTACT);
    const theirs = [...table.all()].filter(({ properties }) => properties.hubspot_owner_id === this.tara);
    for (const contact of theirs) {
      const { email = '' } = contact.properties;
      if (news.length > 0) this.write(contact, { jobtitle: `Heard of ${this.heard.size}` });
      if (senders.has(email)) this.write(contact, { hubspot_owner_id: this.rae });
      else if (clock.now() - (this.written.get(contact.id) ?? 0) >= 24 * HOUR) {
        if (!this.written.has(contact.id)) this.write(contact, { hs_lead_status: 'IN_PROGRESS' });
        this.written.set(contact.id, clock.now());
        await mail?.write({
          from: ASSISTANT,
          to: email,
          subject: 'An idea',
          text: 'Would you like to hear more about this?',
        });
      }
    }
  }

  private write(contact: StoredRecord, properties: Record<string, string>): void {
    writeProperties(this.sandbox.portals.get(PORTAL), contact, properties, appAuthor(testApp.appId));
  }
}

async function world({ works = true, store = openStore(null), restMs = 0 } = {}) {
  const sandbox = await startTestSandbox({ mail: { smtpPort: 0, imapPort: 0, dataFile: null } });
  await sandbox.api('POST', '/crm/properties/2026-09/contacts', {
    name: 'baton_context',
    label: 'Context',
    type: 'string',
    fieldType: 'textarea',
    groupName: 'contactinformation',
  });
  const owners = [...sandbox.portals.get(PORTAL).owners.values()];
  const [rae, tara] = ['rae', 'tara'].map((name) => owners.find(({ email }) => email.startsWith(name)));
  const assistant = new TestAssistant(sandbox, tara?.id ?? '', rae?.id ?? '');
  const { clock, portals, mail } = sandbox;
  const quiet = async (): Promise<boolean> => {
    if (works) await assistant.look();
    if (restMs > 0) await pause(restMs);
    return works;
  };
  const player = new WeekPlayer({ appId: testApp.appId, store, portals, clock, mail, quiet });
  ends.push(async () => {
    await player.cancel();
    await sandbox.stop();
  });
  const order = { portalId: PORTAL, userId: rae?.userId ?? 0, assistantId: tara?.id ?? '', contactIds: null };
  /** Resolves to the week when `isSeen`. */
  const until = async (isSeen: (week: WeekView) => boolean): Promise<WeekView> => {
    for (;;) {
      const week = player.view(PORTAL);
      if (week && isSeen(week)) return week;
      await pause(5);
    }
  };
  return { sandbox, player, order, until, rae, tara };
}

const isOver = ({ status }: WeekView): boolean => status !== 'playing';

/** What people did and said, without times and ids. */
const story = ({ contacts: played }: WeekView) =>
  played.map(({ name, language, happenings }) => ({
    name,
    language,
    did: happenings.flatMap((one) => (one.kind === 'answer' ? [`${one.behaviour}: ${one.text}`] : [])),
  }));

describe('a week', () => {
  it('is the same for the same seed: people, what they do, and every word of it', async () => {
    const play = async (seed: number) => {
      const { player, order, until } = await world();
      player.start({ ...order, seed });
      return until(isOver);
    };
    const [one, same, other] = [await play(5), await play(5), await play(6)];
    expect(one.status).toBe('done');
    expect(story(one)).toEqual(story(same));
    expect(story(one)).not.toEqual(story(other));
    expect(one.contacts.map(({ language }) => language)).toEqual([
      'en',
      'de',
      'fr',
      'es',
      'pt',
      'it',
      'nl',
      'ja',
    ]);
    expect(new Set(story(one).flatMap(({ did }) => did)).size).toBeGreaterThan(5);
  });

  it('shows what was sent, answered, decided and handed back, in its order', async () => {
    const { player, order, until, rae, tara } = await world();
    player.start({ ...order, seed: 5 });
    const week = await until(isOver);
    const agreed = week.contacts.find(({ happenings }) =>
      happenings.some((one) => one.kind === 'answer' && one.behaviour === 'agrees'),
    );
    expect(week.assistant).toBe('Tara Assistant');
    expect(agreed?.owner).toBe('Rae Rep');
    const kinds = agreed?.happenings.map(({ kind }) => kind) ?? [];
    expect(kinds.slice(-2)).toEqual(['answer', 'decision']);
    expect(kinds).toContain('mail');
    expect(agreed?.happenings.at(-1)).toMatchObject({
      changes: [{ property: 'hubspot_owner_id', value: 'Rae Rep' }],
    });
    expect([rae?.id, tara?.id]).not.toContain(undefined);
  });

  it('can be about contacts that are there, ends when it is cancelled, and is one at a time', async () => {
    const { player, order, until, sandbox } = await world({ restMs: 30 });
    const properties = { firstname: 'Ann', email: 'ann@northwind.example.com' };
    const { id } = createRecord(sandbox.portals.get(PORTAL), CONTACT, properties, personAuthor(order.userId));
    player.start({ ...order, contactIds: [id], seed: 1 });
    expect(() => player.start({ ...order, seed: 2 })).toThrow('cancel it');
    await until(({ doing }) => doing === 'Playing');
    await player.cancel();
    const week = player.view(PORTAL);
    expect([week?.status, week?.contacts.map(({ name }) => name)]).toEqual(['cancelled', ['Ann']]);
    expect(week?.now).toBeLessThan(week?.endsAt ?? 0);
  });

  it('refuses what cannot be played, and says what to do', async () => {
    const { player, order } = await world();
    const start = (more: object) => () => player.start({ ...order, seed: 1, ...more });
    expect(start({ assistantId: '1' })).toThrow('Choose an assistant');
    expect(start({ contactIds: [] })).toThrow('at least one');
    expect(player.view(PORTAL)).toBeNull();
  });

  it('fails when the app does not come to rest', async () => {
    const { player, order, until } = await world({ works: false });
    player.start({ ...order, seed: 1 });
    const week = await until(isOver);
    expect([week.status, week.problem]).toEqual(['failed', expect.stringMatching(/Is .*running/)]);
  });

  it('is over when the stand-in was stopped meanwhile', async () => {
    const store = openStore(null);
    const { player, order, sandbox } = await world({ store });
    player.start({ ...order, seed: 1 });
    const { clock, portals, mail } = sandbox;
    const next = new WeekPlayer({ appId: 1, store, portals, clock, mail, quiet: async () => true });
    expect(next.view(PORTAL)).toMatchObject({
      status: 'failed',
      problem: expect.stringContaining('stopped'),
    });
  });
});
