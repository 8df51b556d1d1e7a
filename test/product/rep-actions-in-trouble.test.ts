import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { CardView } from '../../src/cards/contact/contract.ts';
import { until } from '../../src/sandbox/local/client.ts';
import { firstMail, handOver, taken } from '../world/hand-over.ts';
import { PORTAL, startLocalBatonForSuite, TARA } from '../world/local-baton.ts';
import type { LocalBaton } from '../world/local-baton.ts';
import { onDatabase } from '../world/on-database.ts';

const LONG = { timeout: 240_000 };
const letter = { subject: 'A word', letter: 'Hi Nora,\n\nI am here.\n\nBest regards,\nTara', standsBy: true };
/** All that a rep can ask for, the harmless first: each fits to what the ones before left. */
const actionsAt = (now: number) => ({
  note: { text: 'Call her after lunch.' },
  remind: { at: new Date(now + 3 * 86_400_000).toISOString().slice(0, 16), about: 'The fair' },
  pause: {},
  resume: {},
  restart: { confirmed: true },
  introduce: letter,
  reply: letter,
  'change-assistant': { assistantId: 'gone' },
  'mark-responded': {},
  'mark-hot': {},
  'mark-cold': {},
  'pick-up': {},
  continue: { confirmed: true },
  stop: {},
  'hand-back': {},
  unsubscribe: {},
});
type Action = keyof ReturnType<typeof actionsAt>;
const names = Object.keys(actionsAt(0)) as Action[];

interface Told {
  action: Action;
  status: number;
  code: string;
  /** What the person reads. */
  words: string;
}

let clicks = 0;

describe.each(onDatabase('postgres'))('what reps ask for while something is wrong, on %s', (kind) => {
  let baton: LocalBaton;
  beforeAll(async () => {
    baton = await startLocalBatonForSuite({ kind });
  }, 240_000);
  afterEach(() => faults([]));

  const act = async (id: string, action: Action): Promise<Told> => {
    clicks += 1;
    const uri = `${baton.url}/api/contacts/${id}/${action}`;
    const body = { requestId: `click-${clicks}`, ...actionsAt(baton.sandbox.clock.now())[action] };
    const answer = await baton.client.fetchAs(baton.people.rae.userId, uri, { method: 'POST', body });
    // Either a card, or a problem.
    const { code = '', said, message } = answer.body as { code?: string; said?: string; message?: string };
    return { action, status: answer.status, code, words: said ?? message ?? '' };
  };
  const all = async (id: string): Promise<Told[]> => {
    const told: Told[] = [];
    for (const action of names) told.push(await act(id, action));
    return told;
  };
  const remove = (id: string) =>
    baton.client.call('DELETE', `/portals/${PORTAL}/contacts/${id}`, { userId: baton.people.rae.userId });
  const faults = (list: object[]) => baton.client.call('PUT', '/faults', list);
  const card = async (id: string) =>
    (await baton.client.fetchAs(baton.people.rae.userId, `${baton.url}/api/contacts/${id}/card`))
      .body as CardView;
  const fromTara = async (email: string) =>
    (await baton.mailsTo(email)).filter(({ from }) => from.includes(TARA)).length;

  it('a contact that was deleted: each is refused, and says so', LONG, async () => {
    const contact = await handOver(baton);
    await remove(contact.id);
    await until('Baton to know', async () => (await act(contact.id, 'note')).status === 409);
    for (const { words, status } of await all(contact.id))
      expect([status, words]).toEqual([409, 'The contact is not in HubSpot any more.']);
  });

  it('a contact that was deleted, and that no assistant ever had', LONG, async () => {
    const contact = await baton.newContact();
    await remove(contact.id);
    for (const { action, words, status } of await all(contact.id)) {
      const gone = ['note', 'remind', 'unsubscribe'].includes(action);
      expect([action, status, words]).toEqual(
        gone
          ? [action, 404, 'The record is not in HubSpot any more: deleted or merged.']
          : [action, 409, 'No assistant has worked on this contact yet. Hand it to one first.'],
      );
    }
  });

  it(
    'a colleague took the contact, and nothing has told Baton: theirs stays, and no letter leaves',
    LONG,
    async () => {
      const written = await Promise.all([handOver(baton), handOver(baton), handOver(baton)]);
      await baton.client.call('PUT', '/webhooks', { paused: true });
      for (const { id } of written)
        await baton.client.update(id, baton.people.sam.userId, { hubspot_owner_id: baton.people.sam.id });
      const [replied, stopped, handed] = written;
      expect(await act(replied?.id ?? '', 'reply')).toMatchObject({ status: 200 });
      expect(await act(stopped?.id ?? '', 'stop')).toMatchObject({ status: 200 });
      expect(await act(handed?.id ?? '', 'hand-back')).toMatchObject({ status: 200 });
      await baton.seeContact(replied?.id ?? '', 'that the writer is told', ({ timeline }) =>
        timeline.some((entry) => String(entry['hs_task_subject']).includes('was not sent')),
      );
      await baton.rest();
      for (const { id, email } of written) {
        expect((await baton.client.contact(id)).properties['hubspot_owner_id']).toBe(baton.people.sam.id);
        expect(await fromTara(email)).toBe(0);
      }
      await baton.client.call('PUT', '/webhooks', { paused: false });
    },
  );

  it.each([
    ['answers 502', { kind: 'status', status: 502 }],
    ['answers 429', { kind: 'status', status: 429 }],
    ['takes calls and loses the answers', { kind: 'drop-after' }],
  ])('HubSpot %s: done or not, each says which, soon', LONG, async (_how, fault) => {
    // Nothing of a fault before is left: no pause of the account.
    baton.sandbox.clock.advance(60_000);
    const active = await Promise.all(names.map(() => baton.newContact()));
    const ids = active.map(({ id }) => id);
    await baton.client.bulk(ids, baton.people.rae.userId, { hubspot_owner_id: baton.people.tara.id });
    for (const id of ids) await taken(baton, id);
    const closed = await handOver(baton);
    await firstMail(baton, closed.email);
    await act(closed.id, 'stop');
    await until('the hand-back', async () => (await card(closed.id)).kind === 'done');
    const unknown = await baton.newContact();
    const before = await fromTara(closed.email);
    await faults([{ match: { path: '/crm/' }, ...fault }]);
    const told = (
      await Promise.all([
        ...names.map((action, index) => act(active[index]?.id ?? '', action)),
        all(closed.id),
        all(unknown.id),
      ])
    ).flat();
    await faults([]);
    const wrong = told.filter(
      ({ status, words }) =>
        ![200, 404, 409, 503].includes(status) ||
        words === '' ||
        words.includes('goes on by itself') ||
        // Not done, or done and only not shown.
        (status === 503 && !/Nothing was done: try again|\(HubSpot does not answer/.test(words)),
    );
    expect(wrong).toEqual([]);
    // What needs nothing of HubSpot is done whatever HubSpot does.
    for (const action of ['pause', 'mark-hot', 'stop', 'hand-back', 'note', 'unsubscribe'] as const)
      expect(told.find((one) => one.action === action)).toMatchObject({ action, status: 200 });
    // Nobody was promised a letter, so that none leaves when HubSpot is back.
    await baton.rest();
    const letters = told.filter(({ action }) => action === 'introduce' || action === 'reply');
    expect(letters.filter(({ status }) => status === 200)).toEqual([]);
    expect(await fromTara(closed.email)).toBe(before);
  });

  it('a letter whose answer was lost and that is clicked anew leaves once', LONG, async () => {
    const { id, email } = await handOver(baton);
    expect(await act(id, 'reply')).toMatchObject({ status: 200 });
    await until('the letter', async () => (await fromTara(email)) === 1);
    await baton.rest();
    expect(await act(id, 'reply')).toMatchObject({
      status: 409,
      words: expect.stringContaining('left minutes ago'),
    });
    await baton.rest();
    expect(await fromTara(email)).toBe(1);
  });

  it('the app was uninstalled: nothing is promised that cannot be done', LONG, async () => {
    const contact = await handOver(baton);
    await baton.client.call('DELETE', `/portals/${PORTAL}/installation`);
    // The next call to HubSpot tells.
    await act(contact.id, 'note');
    await until('Baton to know', async () => (await card(contact.id)).kind === 'reconnect');
    for (const { action, status, words } of await all(contact.id)) {
      // Whoever wants no more emails gets none, connected or not.
      if (action === 'unsubscribe')
        expect([status, words]).toEqual([200, expect.stringContaining('never writes')]);
      else
        expect([action, status, words]).toEqual([action, 409, expect.stringContaining('nothing was done')]);
    }
  });
});
