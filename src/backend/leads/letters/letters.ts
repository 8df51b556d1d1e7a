import type { Activity } from '../../activity/activity.ts';
import type { Tx } from '../../database/database.ts';
import type { Clock } from '../../ground/clock.ts';
import { HOUR } from '../../ground/clock.ts';
import { escapeHtml } from '../../ground/html.ts';
import type { ContactId, PortalId } from '../../ground/identifiers.ts';
import type { Outbox } from '../../hubspot/types.ts';
import { mailsBeingSent } from '../../mail/mails.ts';
import type { Lead } from '../lead/lead-entity.ts';
import { seenBy } from '../list/line.ts';
import { contactName, paragraphs } from '../telling/words.ts';
import { LetterEntity } from './letter-entity.ts';
import type { Letter } from './letter-entity.ts';

/** What mails of letters are called by; a mail of another kind of hand is none of them. */
export const isLetter = ({ mailId }: { mailId: string }): boolean => mailId.startsWith('letter-');

export const findLetter = (
  tx: Tx,
  { portalId, mailId }: { portalId: PortalId; mailId: string },
): Promise<Letter | null> => tx.findOneBy(LetterEntity, { portalId, id: mailId });

/** The one to a contact that is on its way; null: none is. */
export const letterOnItsWay = (tx: Tx, portalId: PortalId, contactId: ContactId): Promise<Letter | null> =>
  tx.findOneBy(LetterEntity, { portalId, contactId, state: 'on-its-way' });

export interface NotSentDeps {
  outbox: Pick<Outbox, 'createTask'>;
  activity: Pick<Activity, 'record'>;
  clock: Clock;
}

/** It does not leave: the timeline says so, and whoever wrote it gets a task. */
export async function letterNotSent(
  { outbox, activity, clock }: NotSentDeps,
  tx: Tx,
  lead: Lead,
  letter: Letter,
  why: string,
): Promise<void> {
  const { portalId, id, purpose, by } = letter;
  const { contactId } = lead;
  if (letter.state !== 'on-its-way') return;
  await tx.update(LetterEntity, { portalId, id }, { state: 'not-sent', problem: why });
  const what = purpose === 'introduction' ? 'The email that introduces you' : 'Your email';
  const now = clock.now();
  await activity.record(tx, {
    portalId,
    contactId,
    at: now,
    kind: 'not-sent',
    title: `The email of ${by} was not sent`,
    trigger: 'Check before sending',
    rule: 'letter: not sent',
    detail: why,
    mailId: id,
    assistantId: letter.assistantId,
    seenBy: seenBy(lead),
  });
  if (letter.writerOwnerId === null) return;
  await outbox.createTask(tx, {
    portalId,
    contactId,
    lane: 'interactive',
    at: now,
    key: `${id}-not-sent`,
    subject: `${what} to ${contactName(lead)} was not sent`,
    html: paragraphs(escapeHtml(why), 'Its text is on the contact’s Baton card.'),
    dueAt: now + HOUR,
    priority: 'HIGH',
    ownerId: letter.writerOwnerId,
  });
}

/**
 * The assistant’s work stops at this moment, and with it what a person had it send. Whether what the mail server is
 * being given now leaves is known afterwards only: its writer is told then, and it is not given a second time.
 */
export async function dropLetter(deps: NotSentDeps, tx: Tx, lead: Lead): Promise<void> {
  const { portalId, contactId } = lead;
  const letter = await letterOnItsWay(tx, portalId, contactId);
  if (!letter) return;
  const { id } = letter;
  const why = whyDropped(lead);
  const beingSent = await mailsBeingSent(tx, portalId, [contactId]);
  if (beingSent.some(({ mailId }) => mailId === id))
    await tx.update(LetterEntity, { portalId, id }, { problem: why });
  else await letterNotSent(deps, tx, lead, letter, why);
}

function whyDropped({ state, stage }: Lead): string {
  if (state === 'UnSubscribed') return 'The contact unsubscribed: nobody writes to it any more.';
  if (stage === 'paused')
    return 'The follow-up was paused before it could leave. Resume it, and send it again.';
  return 'The lead changed before it could leave. Look at it again.';
}

/** With the contact that went into another one. */
export const moveLetters = async (
  tx: Tx,
  portalId: PortalId,
  from: ContactId,
  to: ContactId,
): Promise<void> => void (await tx.update(LetterEntity, { portalId, contactId: from }, { contactId: to }));
