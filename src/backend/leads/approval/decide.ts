import type { Activity } from '../../activity/activity.ts';
import type { Assistants } from '../../assistants/assistants.ts';
import type { Clock } from '../../ground/clock.ts';
import type { Database, Tx } from '../../database/database.ts';
import { BatonError } from '../../ground/errors.ts';
import type { ContactId, PortalId } from '../../ground/identifiers.ts';
import { checkDraft } from '../../facts/check-draft.ts';
import type { Claim } from '../../facts/types.ts';
import type { MailOutbox } from '../../mail/outbox.ts';
import type { DraftContent, DraftReview, Review } from '../../reviews/review-entity.ts';
import { isDraft } from '../../reviews/reviews.ts';
import type { Reviews } from '../../reviews/reviews.ts';
import type { Campaigns } from '../../campaigns/campaigns.ts';
import type { Settings } from '../../settings/settings.ts';
import { finishLetter } from '../../writing/layout.ts';
import { settingsOf } from '../calendar/settings-of.ts';
import { hoursFor } from '../calendar/closed-days.ts';
import { stepOf } from '../conversation/compose.ts';
import { nextBusinessMoment } from '../deciding/schedule.ts';
import { lockLead } from '../lead/apply.ts';
import type { ApplyEvent } from '../lead/apply.ts';
import type { Lead } from '../lead/lead-entity.ts';
import { seenBy } from '../list/line.ts';
import { isSimple } from './asking.ts';
import { draftOf } from './sources.ts';
import { decidedWords, markedWords } from './words.ts';

export interface DecideDeps {
  database: Database;
  reviews: Pick<Reviews, 'find' | 'change' | 'openOf'>;
  mail: Pick<MailOutbox, 'release' | 'drop'>;
  assistants: Pick<Assistants, 'find'>;
  settings: Pick<Settings, 'get'>;
  campaigns: Pick<Campaigns, 'find'>;
  activity: Pick<Activity, 'record'>;
  applyEvent: ApplyEvent;
  clock: Clock;
}

/** Who decides, and where they do: "Baton card", "Reviews". */
export interface By {
  name: string;
  trigger: string;
}

/** A draft as the person saw it. */
export interface Seen {
  portalId: PortalId;
  id: string;
  version: number;
}

export interface Approval {
  /** Other words than those that wait; absent: as they are. */
  edited?: { subject: string; letter: string } | undefined;
  /** The person says that what stands in no source is right. */
  standsBy: boolean;
}

/** What people decide about emails that wait. The first decision counts; whoever comes later is told. */
export interface Approvals {
  /** @throws BatonError CONFLICT with who decided before; CONFIRM_FIRST while a claim stands in no source */
  approve(seen: Seen, approval: Approval, by: By): Promise<void>;
  /** The sequence goes on with the next email. @throws BatonError CONFLICT */
  skip(seen: Seen, by: By): Promise<void>;
  /** The email is written from what is known now, and waits again. @throws BatonError CONFLICT */
  writeAgain(seen: Seen, by: By): Promise<void>;
  /** What stands in which source, were the email to say this. @throws BatonError CONFLICT */
  check(seen: Omit<Seen, 'version'>, words: { subject: string; letter: string }): Promise<readonly Claim[]>;
  /**
   * Approves the draft of a contact together with others, in the caller's transaction: only what nobody has to look at
   * and waited before `until` (epoch ms). Resolves to why not, in words; null: approved.
   */
  approveWithOthers(
    tx: Tx,
    about: { portalId: PortalId; contactId: ContactId; until: number },
    by: By,
  ): Promise<string | null>;
}

export function createApprovals(deps: DecideDeps): Approvals {
  return {
    approve: (seen, approval, by) => approve(deps, seen, approval, by),
    skip: (seen, by) => skip(deps, seen, by),
    writeAgain: (seen, by) => writeAgain(deps, seen, by),
    async check({ portalId, id }, words) {
      const draft = await waitingDraft(deps, portalId, id);
      return claimsOf(deps, draft, words);
    },
    approveWithOthers: (tx, about, by) => approveWithOthers(deps, tx, about, by),
  };
}

async function waitingDraft({ reviews }: DecideDeps, portalId: PortalId, id: string): Promise<DraftReview> {
  const found = await reviews.find(portalId, id);
  if (!isDraft(found)) throw gone();
  return found;
}

async function claimsOf(
  { assistants, clock }: DecideDeps,
  { portalId, assistantId, content }: DraftReview,
  words: { subject: string; letter: string },
): Promise<readonly Claim[]> {
  const assistant = await assistants.find(portalId, assistantId);
  if (!assistant) throw new BatonError('CONFLICT', 'The assistant is not there any more.');
  const draft = draftOf(assistant, { ...words, lang: content.lang, at: clock.now() });
  return checkDraft(draft, content.sources);
}

async function approve(deps: DecideDeps, seen: Seen, { edited, standsBy }: Approval, by: By): Promise<void> {
  const draft = await waitingDraft(deps, seen.portalId, seen.id);
  const words = edited && tidy(edited);
  const isEdited =
    words !== undefined && (words.subject !== draft.content.subject || words.letter !== draft.content.letter);
  const claims = isEdited ? await claimsOf(deps, draft, words) : draft.content.claims;
  const marked = markedWords(claims);
  if (marked !== '' && !standsBy && draft.state === 'waiting' && draft.version === seen.version)
    throw new BatonError(
      'CONFIRM_FIRST',
      `${marked}: stands in no source. Change the text, or say that you stand by it.`,
    );
  await deciding(deps, seen, async (tx, lead, current) => {
    const content: DraftContent = { ...current.content, claims, standsBy: marked === '' ? null : by.name };
    const text = isEdited ? { ...words, ...wholeOf(lead, current, words.letter) } : {};
    await release(deps, tx, { lead, draft: current, by }, { ...content, ...text }, isEdited);
  });
}

/** As a person types it; paragraphs are separated by an empty line. */
const tidy = ({ subject, letter }: { subject: string; letter: string }) => ({
  subject: subject.replace(/\s+/g, ' ').trim(),
  letter: letter.replace(/\r\n?/g, '\n').trim(),
});

const wholeOf = (lead: Lead, { content }: DraftReview, letter: string) =>
  finishLetter(letter, {
    step: stepOf({ kind: content.mailKind, step: content.step }, lead),
    unsubscribeUrl: content.unsubscribeUrl,
    footer: content.footer,
  });

interface Deciding {
  lead: Lead;
  draft: DraftReview;
  by: By;
}

/** The mail leaves in the contact's next business hours, after one more look at HubSpot. */
async function release(
  deps: DecideDeps,
  tx: Tx,
  { lead, draft, by }: Deciding,
  content: DraftContent,
  isEdited: boolean,
): Promise<void> {
  const now = deps.clock.now();
  const hours = await hoursFor(await settingsOf(deps, lead.portalId, lead.campaignId, tx), lead);
  await settle(deps, tx, draft, {
    state: isEdited ? 'edited' : 'approved',
    content: { ...content, changes: [] },
    by,
  });
  if (!(await deps.mail.release(tx, draft, nextBusinessMoment(now, hours, lead.timeZone)))) throw moved();
  const stands = content.standsBy === null ? '' : ` ${by.name} stands by ${markedWords(content.claims)}.`;
  await record(
    deps,
    tx,
    { lead, draft, by },
    {
      rule: isEdited ? 'approved-with-changes' : 'approved',
      title: `${by.name} ${isEdited ? 'changed and approved' : 'approved'} “${content.stepName}”`,
      detail: `It waited because: ${content.why}${stands}`,
    },
  );
}

async function skip(deps: DecideDeps, seen: Seen, by: By): Promise<void> {
  await deciding(
    deps,
    seen,
    async (tx, lead, draft) => {
      await settle(deps, tx, draft, { state: 'skipped', by });
      await deps.mail.drop(tx, draft, `skipped by ${by.name}`);
      const { portalId, contactId } = lead;
      const { mailKind: kind, step } = draft.content;
      const occurrence = {
        portalId,
        contactId,
        at: deps.clock.now(),
        trigger: by.trigger,
        mailId: draft.mailId,
      };
      const event = { type: 'mail-skipped', kind, step, by: by.name } as const;
      if (!(await deps.applyEvent(tx, occurrence, event, lead)).decision) throw moved();
    },
    ['waiting', 'expired'],
  );
}

async function writeAgain(deps: DecideDeps, seen: Seen, by: By): Promise<void> {
  await deciding(
    deps,
    seen,
    async (tx, lead, draft) => {
      await settle(deps, tx, draft, { state: 'rewriting', by: null });
      if (!(await deps.mail.release(tx, draft, deps.clock.now()))) throw moved();
      await record(
        deps,
        tx,
        { lead, draft, by },
        {
          rule: 'written-anew',
          title: `${by.name} asked for “${draft.content.stepName}” to be written anew`,
          detail: null,
        },
      );
    },
    ['waiting', 'expired'],
  );
}

async function approveWithOthers(
  deps: DecideDeps,
  tx: Tx,
  { portalId, contactId, until }: { portalId: PortalId; contactId: ContactId; until: number },
  by: By,
): Promise<string | null> {
  const lead = await lockLead(tx, portalId, contactId);
  const draft = (await deps.reviews.openOf(portalId, contactId, tx)).find(isDraft);
  if (!draft || !lead) return 'No email waits for approval any more.';
  if (draft.state === 'expired') return 'Nobody decided in time: write the email again, or skip it.';
  if (draft.at > until) return 'The email was written after you asked.';
  if (draft.content.changes.length > 0) return 'What it was written from changed: look at it alone.';
  if (!isSimple(draft.content)) return 'A claim stands in no source: look at it alone.';
  if (!isStillMeant(lead, draft)) return 'The contact is not with the assistant any more.';
  await release(deps, tx, { lead, draft, by }, draft.content, false);
  return null;
}

const isStillMeant = (lead: Lead, draft: Review): boolean =>
  lead.stage === 'nurturing' && lead.round === draft.round;

/** Under the lock of the contact: the draft as the person saw it, or the conflict that tells what became of it. */
async function deciding(
  deps: DecideDeps,
  { portalId, id, version }: Seen,
  work: (tx: Tx, lead: Lead, draft: DraftReview) => Promise<void>,
  from: readonly Review['state'][] = ['waiting'],
): Promise<void> {
  await deps.database.transaction(async (tx) => {
    const before = await deps.reviews.find(portalId, id, tx);
    if (!isDraft(before)) throw gone();
    const lead = await lockLead(tx, portalId, before.contactId);
    const draft = await deps.reviews.find(portalId, id, tx);
    if (!isDraft(draft)) throw gone();
    if (!from.includes(draft.state) || !lead || !isStillMeant(lead, draft))
      throw new BatonError('CONFLICT', decidedWords(draft, lead?.timeZone ?? 'UTC'));
    if (draft.version !== version)
      throw new BatonError('CONFLICT', 'The email changed meanwhile. Look at it again, then decide.');
    await work(tx, lead, draft);
  });
}

async function settle(
  { reviews, clock }: DecideDeps,
  tx: Tx,
  draft: DraftReview,
  { state, content, by }: { state: Review['state']; content?: DraftContent; by: By | null },
): Promise<void> {
  const who = { settledBy: by?.name ?? null, settledAt: clock.now(), remindAt: null, expiresAt: null };
  if (!(await reviews.change(tx, draft, { state, ...who, ...(content ? { content } : {}) }))) throw moved();
}

const record = (
  { activity, clock }: DecideDeps,
  tx: Tx,
  { lead, draft, by }: Deciding,
  entry: { rule: string; title: string; detail: string | null },
): Promise<void> =>
  activity.record(tx, {
    ...entry,
    portalId: lead.portalId,
    contactId: lead.contactId,
    at: clock.now(),
    kind: 'review',
    trigger: by.trigger,
    mailId: draft.mailId,
    assistantId: lead.assistantId,
    seenBy: seenBy(lead),
  });

const gone = (): BatonError => new BatonError('NOT_FOUND', 'This email does not wait any more.');
const moved = (): BatonError =>
  new BatonError('CONFLICT', 'Somebody decided about this email a moment ago. Look at it again.');
