import { CONTACT } from '../src/sandbox/records/object-types.ts';
import { mailsTo, type Actor } from './actor.ts';
import type { History } from './history.ts';
import type { HistoryWorld } from './history-world.ts';
import { activitiesOf, leadsOf, referencesOf, snapshot } from './snapshot.ts';
import type { Cast } from './actor.ts';

/** What was wrong with one history. */
export interface Faults {
  history: History;
  lost: string[];
  doubled: string[];
  stuck: string[];
  wrong: string[];
}

export const isFine = ({ lost, doubled, stuck, wrong }: Faults): boolean =>
  lost.length + doubled.length + stuck.length + wrong.length === 0;

export function faultsOf(world: HistoryWorld, cast: Cast, unfinished: readonly string[]): Faults {
  const faults: Faults = { history: cast.history, lost: [], doubled: [], stuck: [], wrong: [] };
  compare(world, cast, faults);
  for (const kind of ['ordered', 'shuffled', 'free'] as const) {
    const actor = cast[kind];
    faults.doubled.push(...doublesOf(world, actor).map((what) => `${kind}: ${what}`));
    faults.stuck.push(...stuckOf(world, actor, unfinished).map((what) => `${kind}: ${what}`));
    faults.wrong.push(...mailsAfterOptOut(world, actor).map((what) => `${kind}: ${what}`));
    faults.wrong.push(...overwrittenOwners(world, actor, kind === 'free').map((what) => `${kind}: ${what}`));
  }
  return faults;
}

/** More than in order is doubled, less is lost, other is wrong. */
function compare(world: HistoryWorld, { ordered, shuffled }: Cast, faults: Faults): void {
  const [expected, actual] = [snapshot(world, ordered), snapshot(world, shuffled)];
  for (const part of ['activities', 'mails'] as const) {
    // Both are lists of texts.
    const [inOrder, mixed] = [[...(expected[part] as string[])], [...(actual[part] as string[])]];
    for (const text of mixed) {
      const at = inOrder.indexOf(text);
      if (at >= 0) inOrder.splice(at, 1);
      else faults.doubled.push(`only shuffled: ${part}: ${brief(text)}`);
    }
    faults.lost.push(...inOrder.map((text) => `only in order: ${part}: ${brief(text)}`));
  }
  for (const part of ['leads', 'contacts'] as const) {
    const [inOrder, mixed] = [JSON.stringify(expected[part]), JSON.stringify(actual[part])];
    if (inOrder !== mixed) faults.wrong.push(`${part} in order ${inOrder}, shuffled ${mixed}`);
  }
}

const brief = (text: string): string =>
  text
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .slice(0, 160);

function doublesOf(world: HistoryWorld, actor: Actor): string[] {
  const logged = activitiesOf(world, actor).filter(
    ({ kind, text }) => kind === 'email' && text.startsWith('EMAIL /'),
  );
  const received = mailsTo(world, actor);
  return [
    ...repeated(referencesOf(world, actor)).map((reference) => `note or task ${reference} twice`),
    ...repeated(received.map(({ messageId }) => messageId)).map((id) => `mail ${id} twice`),
    ...(logged.length > received.length
      ? [`${logged.length} mails logged, ${received.length} received`]
      : []),
  ];
}

const repeated = (values: readonly string[]): string[] =>
  values.filter((value, at) => values.indexOf(value) !== at);

/** Every lead is closed, sleeps until a time to come, or waits for a person who was asked. */
function stuckOf(world: HistoryWorld, actor: Actor, unfinished: readonly string[]): string[] {
  const now = world.sandbox.clock.now();
  const leads = leadsOf(world, actor).filter(
    ({ stage, wake_at }) =>
      stage !== 'closed' &&
      stage !== 'paused' &&
      !(stage === 'nurturing' && wake_at !== null && wake_at > now),
  );
  if (leads.length === 0) return [];
  return [`${JSON.stringify(leads)}${unfinished.length > 0 ? `, unfinished: ${unfinished.join(', ')}` : ''}`];
}

const mailsAfterOptOut = (world: HistoryWorld, actor: Actor): string[] =>
  mailsTo(world, actor)
    .map((mail) => ({ ...mail, late: mail.at - (actor.optedOut.get(mail.mailbox) ?? Infinity) }))
    .filter(({ late }) => late > 0)
    .map(
      ({ subject, mailbox, late }) =>
        `mail “${subject}” to ${mailbox} ${late} ms later than it may leave after the opt-out`,
    );

/** HubSpot has no compare-and-set: what a person does within the same breath as Baton may be overwritten. A second of ours. */
const WINDOW_MS = 10_000;

function overwrittenOwners({ portal, people }: HistoryWorld, actor: Actor, races: boolean): string[] {
  return [actor.contact, actor.twin].flatMap((id) => {
    const history = portal.table(CONTACT).get(id)?.history['hubspot_owner_id'] ?? [];
    return history.flatMap((entry, at) => {
      const before = history[at + 1];
      if (entry.sourceType !== 'INTEGRATION' || !before || before.value === people.tara.ownerId) return [];
      // Putting a person's choice back, Baton writes over what it wrote itself.
      if (before.sourceType === 'INTEGRATION') return [];
      const afterMs = entry.timestamp - before.timestamp;
      // What counts is that the person's choice is put back, however busy the machine.
      const after = history[at - 1];
      const putBack = after?.sourceType === 'INTEGRATION' && after.value === before.value;
      if (races && (afterMs < WINDOW_MS || putBack)) return [];
      return [
        `Baton made ${entry.value || 'nobody'} the owner of ${id} over ${before.value || 'nobody'}, ${afterMs} ms after it; now ${history[0]?.value || 'nobody'}`,
      ];
    });
  });
}
