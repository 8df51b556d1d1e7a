import { isBatonError } from '../../ground/errors.ts';
import type { BatonError } from '../../ground/errors.ts';
import type { Database } from '../../database/database.ts';
import type { PortalId } from '../../ground/identifiers.ts';
import type { Crm } from '../../hubspot/crm/crm.ts';
import { EVENT_BATCH } from '../../hubspot/crm/crm-events.ts';
import { problemOf } from '../problems.ts';
import type { RunContext } from '../runs/context.ts';
import { Changes } from '../rows/changes.ts';
import type { Sealing } from '../rows/sealing.ts';
import { sendAround } from '../sending/around.ts';
import { nothingSent, sendPlanned } from '../sending/pages.ts';
import type { Item, Sent } from '../sending/pages.ts';

/** The second half of a run to events: sends what is planned. Safe to begin again wherever it ended. */
export async function sendEvents(context: RunContext): Promise<void> {
  const { tally } = context;
  const before = tally.created;
  await sendPlanned(context, ['send'], (items) => send(context, items), EVENT_BATCH);
  const accepted = tally.created - before;
  if (accepted > 0)
    tally.warnings.add(
      `HubSpot accepted ${accepted} events. It says nothing of whether it kept them, and keeps none of a record that it does not have: \`npm run sync -- status FILE --verify\` looks for some of them, in a minute.`,
    );
}

/**
 * The name of a row's event: the same at every attempt, of every run, of every process. HubSpot takes several with one
 * name for the same event.
 */
function eventIdOf(sealing: Sealing, key: string): string {
  const hex = Buffer.from(sealing.hash(`event\n${key}`), 'base64url')
    .toString('hex')
    .padEnd(32, '0');
  // A UUID of version 8: of our own making.
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

const SAMPLE = 20;

/** Of the events that a run sent, whether HubSpot shows the first ones; it does so a while after it took them. */
export async function verifyEvents(
  { database, crm }: { database: Database; crm: Pick<Crm, 'events'> },
  { portalId, runId, syncId }: { portalId: PortalId; runId: string; syncId: string },
): Promise<{ looked: number; kept: number }> {
  const changes = new Changes(database.kind, portalId, runId, syncId);
  const ids = (await changes.of(database.manager, 'done', 0, SAMPLE)).flatMap(
    ({ recordId }) => recordId ?? [],
  );
  let kept = 0;
  for (const id of ids) if (await crm.events.isKept(portalId, id)) kept += 1;
  return { looked: ids.length, kept };
}

async function send(context: RunContext, items: readonly Item[]): Promise<Sent> {
  const { crm, portalId } = context;
  const take = async (some: readonly Item[]) => {
    const events = some.flatMap((item) =>
      item.payload.event ? [{ ...item.payload.event, uuid: idOf(context, item) }] : [],
    );
    await crm.events.send(portalId, events);
    return new Map<Item, BatonError>();
  };
  const refused = await sendAround(items, take, isRefusal);
  const sent = nothingSent();
  for (const item of items) {
    const error = refused.get(item);
    if (error) sent.failed.push({ item, problem: problemOf(error) });
    else {
      // Nobody finds it by the person that it is about: of that nothing is kept.
      const sealed = context.sealing.seal({ key: item.payload.key });
      sent.done.push({ item, recordId: idOf(context, item), created: true, sealed });
    }
  }
  return sent;
}

const idOf = ({ sealing }: RunContext, { payload }: Item): string => eventIdOf(sealing, payload.key);

const isRefusal = (error: unknown): error is BatonError => isBatonError(error, 'HUBSPOT_VALIDATION');
