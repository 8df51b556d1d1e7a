import { DateTime } from 'luxon';
import { z } from 'zod';
import type { Activity } from '../../activity/activity.ts';
import type { Tx } from '../../database/database.ts';
import { DAY, MINUTE } from '../../ground/clock.ts';
import { BatonError } from '../../ground/errors.ts';
import { escapeHtml } from '../../ground/html.ts';
import type { AssistantId } from '../../ground/identifiers.ts';
import { nameOf } from '../../hubspot/records/caller-name.ts';
import type { HubSpot, Outbox, Owner } from '../../hubspot/types.ts';
import { accountZone } from '../approval/zone.ts';
import type { Lead } from '../lead/lead-entity.ts';
import { seenBy } from '../list/line.ts';
import { inZone, paragraphs } from '../telling/words.ts';
import { once, requestKey } from './once.ts';
import type { Asked, OnceDeps } from './once.ts';

export interface RecordDeps extends OnceDeps {
  hubspot: Pick<HubSpot, 'owners' | 'portals'>;
  outbox: Pick<Outbox, 'createNote' | 'createTask'>;
  activity: Pick<Activity, 'record'>;
}

export const noteText = z.string().trim().min(1, 'The note is empty.').max(20_000);
/** A moment in the account's zone, as people set it. */
export const remindAt = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/, 'Write the time as 2026-12-01T09:00.');
export const remindAbout = z.string().trim().max(500).default('');

/** A note on the contact in HubSpot, in the name of whoever writes it. */
export async function addNote(deps: RecordDeps, asked: Asked, text: string): Promise<string> {
  const { portalId } = asked.caller;
  const { self, name } = await whoAsks(deps, asked);
  return once(deps, asked, async (tx, lead) => {
    await deps.outbox.createNote(tx, {
      portalId,
      contactId: asked.contactId,
      lane: 'interactive',
      at: deps.clock.now(),
      key: `rep-note-${requestKey(asked)}`,
      html: paragraphs(lines(text), `<em>${escapeHtml(`${name}, on the Baton card`)}</em>`),
      ownerId: self?.ownerId ?? null,
    });
    await record(deps, tx, asked, lead, {
      title: `${name} added a note`,
      detail: text,
      rule: 'note-by-a-person',
    });
    return 'The note stands on the contact’s timeline in HubSpot in a moment.';
  });
}

/** Longer ahead nobody plans. */
const FARTHEST = 731 * DAY;

/** A task for whoever asks, due at a time of theirs. @throws BatonError CONFLICT when HubSpot does not know them as an owner */
export async function remindMe(
  deps: RecordDeps,
  asked: Asked,
  { at: local, about }: { at: string; about: string },
): Promise<string> {
  const now = deps.clock.now();
  const { portalId } = asked.caller;
  const zone = await accountZone(deps.hubspot, portalId);
  const at = DateTime.fromISO(local, { zone }).toMillis();
  // A minute for whoever chose "now" on a clock that differs.
  if (!(at >= now - MINUTE && at <= now + FARTHEST))
    throw new BatonError('REQUEST_INVALID', 'Choose a time from now on, within two years.');
  const { self, name } = await whoAsks(deps, asked);
  if (!self)
    throw new BatonError(
      'CONFLICT',
      'HubSpot does not know you as an owner, so that no task can be yours. Ask an admin of HubSpot.',
    );
  const when = inZone(at, zone);
  return once(deps, asked, async (tx, lead) => {
    await deps.outbox.createTask(tx, {
      portalId,
      contactId: asked.contactId,
      lane: 'interactive',
      at: now,
      key: `rep-remind-${requestKey(asked)}`,
      subject: about === '' ? 'Look at this contact again' : about.slice(0, 200),
      html: paragraphs(about === '' ? null : lines(about), 'You asked for this on the Baton card.'),
      dueAt: at,
      priority: 'MEDIUM',
      ownerId: self.ownerId,
    });
    const title = `${name} asked to be reminded`;
    await record(deps, tx, asked, lead, {
      title,
      detail: `${when}. ${about}`.trim(),
      rule: 'reminder-by-a-person',
    });
    return `You have a task in HubSpot, due ${when}.`;
  });
}

async function whoAsks(
  { hubspot }: Pick<RecordDeps, 'hubspot'>,
  { caller }: Asked,
): Promise<{ self: Owner | undefined; name: string }> {
  const self = await hubspot.owners.byUserId(caller.portalId, caller.userId);
  return { self, name: nameOf(self, caller) };
}

const lines = (text: string): string => escapeHtml(text).replaceAll('\n', '<br>');

/** Also about contacts that no assistant ever had. */
export const record = (
  { activity, clock }: Pick<RecordDeps, 'activity' | 'clock'>,
  tx: Tx,
  { caller, contactId }: Asked,
  lead: Lead | null,
  about: { title: string; detail: string | null; rule: string },
): Promise<void> =>
  activity.record(tx, {
    ...about,
    portalId: caller.portalId,
    contactId,
    at: clock.now(),
    kind: 'person',
    trigger: 'Baton card',
    mailId: null,
    assistantId: lead?.assistantId ?? ('' as AssistantId),
    // Nobody's conversation: whoever wrote it sees it.
    seenBy: lead ? seenBy(lead) : `user:${caller.userId}`,
  });
