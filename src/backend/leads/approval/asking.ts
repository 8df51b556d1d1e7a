import type { Activity } from '../../activity/activity.ts';
import type { Assistant, Assistants } from '../../assistants/assistants.ts';
import type { Tx } from '../../database/database.ts';
import type { Campaigns } from '../../campaigns/campaigns.ts';
import { checkDraft } from '../../facts/check-draft.ts';
import type { Claim, SourceTexts } from '../../facts/types.ts';
import { SECOND } from '../../ground/clock.ts';
import type { PortalId } from '../../ground/identifiers.ts';
import type { ContactRecord, HubSpot } from '../../hubspot/types.ts';
import type { KnowledgeRoom } from '../../knowledge/open.ts';
import type { Mail } from '../../mail/mail-entity.ts';
import type { Prepared } from '../../mail/outbox.ts';
import { isDraft } from '../../reviews/reviews.ts';
import type { Reviews } from '../../reviews/reviews.ts';
import type { DraftContent, DraftReview, Inputs, ReviewState } from '../../reviews/review-entity.ts';
import type { Settings } from '../../settings/settings.ts';
import { finishLetter } from '../../writing/layout.ts';
import type { Footer } from '../../writing/types.ts';
import { writeMail } from '../../writing/write-mail.ts';
import { claimsOfModel } from '../by-model/model-claims.ts';
import { isModels, writeByModel } from '../by-model/write-by-model.ts';
import type { ByModelDeps, ModelOutcome } from '../by-model/write-by-model.ts';
import { settingsOf } from '../calendar/settings-of.ts';
import { hoursFor } from '../calendar/closed-days.ts';
import { compose, inputNow, stepOf, unsubscribeUrlFor, writeNow } from '../conversation/compose.ts';
import type { ComposeDeps } from '../conversation/compose.ts';
import { footerFor } from '../conversation/footer.ts';
import { addBusinessDays, nextBusinessMoment } from '../deciding/schedule.ts';
import type { BusinessHours } from '../deciding/schedule.ts';
import type { Lead } from '../lead/lead-entity.ts';
import { seenBy } from '../list/line.ts';
import { changesBetween, inputsOf } from './inputs.ts';
import { renewed } from './renewed.ts';
import { sentClaims } from './sent-claims.ts';
import { draftOf, ownTexts, sourcesOf } from './sources.ts';
import { changedWords, markedWords } from './words.ts';
import { accountZone } from './zone.ts';

export interface AskingDeps extends ComposeDeps, ByModelDeps {
  hubspot: Pick<HubSpot, 'portals'>;
  reviews: Pick<Reviews, 'among' | 'put'>;
  assistants: Pick<Assistants, 'mailbox'>;
  settings: Pick<Settings, 'get'>;
  campaigns: Pick<Campaigns, 'find'>;
  knowledge: Pick<KnowledgeRoom, 'sources' | 'search'>;
  activity: Pick<Activity, 'record'>;
}

export interface About {
  mail: Mail;
  /** What a person was asked about this mail, if they were. */
  draft: DraftReview | null;
  /** As HubSpot shows the contact now. */
  lead: Lead;
  assistant: Assistant;
  record: ContactRecord;
}

/** Business days until the owner is reminded, and until nobody's decision is a decision. */
const REMIND_AFTER = 2;
const EXPIRES_AFTER = 7;

/** The draft of an email, however often its delivery is tried. */
export const draftIdOf = ({ mailId }: Pick<Mail, 'mailId'>): string => mailId.replace(/-again-\d+$/, '');

/** The drafts of these mails, by the mail's id. */
export async function draftsOf(
  { reviews }: Pick<AskingDeps, 'reviews'>,
  portalId: PortalId,
  mails: readonly Mail[],
): Promise<Map<string, DraftReview>> {
  const found = await reviews.among(portalId, mails.map(draftIdOf));
  return new Map(
    mails.flatMap((mail) => {
      const draft = found.get(draftIdOf(mail));
      return isDraft(draft) ? [[mail.mailId, draft] as const] : [];
    }),
  );
}

const decided: ReadonlySet<ReviewState> = new Set(['approved', 'edited', 'sent']);

/**
 * What a mail says that may go out now, or that a person decides first. What was approved leaves as it stands, or waits
 * again; it is never written anew by itself.
 * @throws BatonError when there is no mailbox, or a template does not render
 */
export async function askOrSend(deps: AskingDeps, about: About): Promise<Prepared> {
  const { mail, lead, assistant, draft } = about;
  const step = stepOf(mail, lead);
  const footer = footerFor(lead, assistant, await deps.settings.get(mail.portalId), step);
  const inputs = inputsOf(lead, assistant, step, footer);
  if (draft && decided.has(draft.state)) {
    const changes = changesBetween(draft.content.inputs, inputs);
    if (changes.length === 0) return sendApproved(deps, about, draft);
    if (draft.state !== 'sent') return waitAgain(deps, about, draft, { inputs, footer });
  }
  return writeAndAsk(deps, about, draft, inputs);
}

async function sendApproved(deps: AskingDeps, about: About, { content }: DraftReview): Promise<Prepared> {
  const { mail, lead, assistant } = about;
  const account = deps.assistants.mailbox(assistant);
  const now = deps.clock.now();
  const hours = await hoursFor(await settingsOf(deps, mail.portalId, lead.campaignId), lead);
  const opens = nextBusinessMoment(now, hours, lead.timeZone);
  if (opens > now) return { verdict: 'wait', reason: 'outside business hours', until: opens };
  const zone = await accountZone(deps.hubspot, mail.portalId);
  return {
    verdict: 'send',
    account,
    mail: await compose(deps, mail, lead, assistant, content),
    claims: sentClaims(content.claims, { ...content, zone }),
  };
}

/** The same text, with what became different since; its way out leads from the address that it goes to now. */
async function waitAgain(
  deps: AskingDeps,
  about: About,
  { content, ...draft }: DraftReview,
  { inputs, footer }: { inputs: Inputs; footer: Footer },
): Promise<Prepared> {
  const { lead, assistant, mail, record } = about;
  const { thread, ...stays } = content.sources;
  const sources = { ...sourcesOf(lead, assistant, record, [], stays), thread };
  const now = renewed(content, { inputs, sources, assistant, at: deps.clock.now() });
  const reason = `It was approved; since then ${changedWords(now.changes)}.`;
  const step = stepOf(mail, lead);
  const unsubscribeUrl =
    content.inputs.email === inputs.email
      ? content.unsubscribeUrl
      : unsubscribeUrlFor(deps, lead, step.language);
  const whole = finishLetter(content.letter, { step, unsubscribeUrl, footer });
  const again = { ...now, ...whole, unsubscribeUrl, footer, why: reason };
  return hold(deps, about, { content, ...draft }, again, {
    rule: 'approval: changed',
    detail: reason,
    soon: false,
  });
}

async function writeAndAsk(
  deps: AskingDeps,
  about: About,
  draft: DraftReview | null,
  inputs: Inputs,
): Promise<Prepared> {
  const { mail, lead, assistant, record } = about;
  const account = deps.assistants.mailbox(assistant);
  const approval = await approvalFor(deps, lead, assistant);
  const step = stepOf(mail, lead);
  const written = await write(deps, about, draft);
  if (written === null)
    return { verdict: 'wait', reason: BEING_WRITTEN, until: deps.clock.now() + LOOK_AGAIN_MS };
  const { subject, letter, text, html, unsubscribeUrl, footer, thread, writer } = written;
  const lang = step.language ?? 'en';
  const said = writer?.ownSubject === false ? '' : subject;
  const asRead = draftOf(assistant, { lang, subject: said, letter, at: deps.clock.now() });
  const isFirst = !thread.some((one) => one.round === lead.round && one.direction === 'out');
  const own = ownTexts(step, written.given);
  const check = (knowledge: SourceTexts['knowledge']) => {
    const sources = writer
      ? { ...writer.sources, own: ownTexts(step, []) }
      : sourcesOf(lead, assistant, record, thread, { knowledge, own });
    const claims = writer ? claimsOfModel(asRead, { ...writer, sources }) : checkDraft(asRead, sources);
    const why = whyAsked(approval, claims, isFirst, draft?.state === 'rewriting');
    return { sources, claims, why };
  };
  const send = async (of: ReturnType<typeof check>): Promise<Prepared> => {
    const zone = await accountZone(deps.hubspot, lead.portalId);
    return {
      verdict: 'send',
      account,
      mail: await compose(deps, mail, lead, assistant, written),
      claims: sentClaims(of.claims, { ...of, zone, standsBy: null }),
    };
  };
  // What the assistant knows can be much: it is read only for an email that a person would be asked about.
  const first = check([]);
  if (!first.why) return send(first);
  const whole = writer
    ? first
    : check(await deps.knowledge.sources(lead.portalId, assistant.assistantId, letter));
  const { sources, claims, why } = whole;
  if (!why) return send(whole);
  const content: DraftContent = {
    lang,
    subject,
    letter,
    text,
    html,
    unsubscribeUrl,
    footer,
    claims,
    sources,
    inputs,
    changes: [],
    mailKind: mail.kind === 'later' || mail.kind === 'brochure' ? mail.kind : 'step',
    step: mail.step,
    stepName: step.name,
    why: why.words,
    standsBy: null,
    ...(written.writtenBy === undefined ? {} : { writtenBy: written.writtenBy }),
  };
  // Nobody who approves nothing looks whether something waits: the owner is told at once.
  const soon = approval === 'none';
  return hold(deps, about, draft, content, { rule: `approval: ${why.rule}`, detail: why.words, soon });
}

/** Which emails a person decides about: as the campaign says, else the assistant. */
async function approvalFor(
  { campaigns }: Pick<AskingDeps, 'campaigns'>,
  { portalId, campaignId }: Lead,
  { approval }: Assistant,
): Promise<Assistant['approval']> {
  const own = campaignId === null ? null : (await campaigns.find(portalId, campaignId))?.content.approval;
  return own == null || own === 'assistant' ? approval : own;
}

/** What an email says, who wrote it where the sequence lets the assistant, and what a model took it from. */
type WrittenNow = Awaited<ReturnType<typeof writeNow>> & {
  writer?: Pick<Extract<ModelOutcome, { state: 'written' }>, 'sources' | 'step' | 'ownSubject'>;
  writtenBy?: string;
};

const BEING_WRITTEN = 'the language model is writing it';
/** How long a mail that waits for a model is left alone. */
const LOOK_AGAIN_MS = 3 * SECOND;

/** By the account's model where the step says so, else as the sequence says. null: it is being written. */
async function write(
  deps: AskingDeps,
  { mail, lead, assistant }: About,
  draft: DraftReview | null,
): Promise<WrittenNow | null> {
  if (!isModels(mail, stepOf(mail, lead))) return writeNow(deps, mail, lead, assistant);
  const { input, ...around } = await inputNow(deps, mail, lead, assistant);
  const again = draft?.state === 'rewriting' ? draft.version : 0;
  const draftId = draftIdOf(mail);
  const about = { draftId, mailId: mail.mailId, lead, assistant, input, thread: around.thread, again };
  const outcome = await writeByModel(deps, about, true);
  if (outcome.state === 'asked') return null;
  if (outcome.state === 'written')
    return { ...outcome.mail, ...around, writer: outcome, writtenBy: `${outcome.model} wrote it.` };
  const writtenBy = `The sequence’s own text. The language model did not write it: ${outcome.why}`;
  return { ...(await writeMail(input)), ...around, writtenBy };
}

function whyAsked(
  policy: Assistant['approval'],
  claims: readonly Claim[],
  isFirst: boolean,
  rewritten: boolean,
): { rule: string; words: string } | null {
  if (claims.some(({ source }) => source === null))
    return { rule: 'marked', words: `It says what stands in no source: ${markedWords(claims)}.` };
  if (rewritten) return { rule: 'written anew', words: 'It was written anew because a person asked for it.' };
  if (policy === 'all') return { rule: 'all', words: 'Every email of this assistant waits for approval.' };
  return policy === 'first' && isFirst
    ? { rule: 'first', words: 'The first email to a contact waits for approval.' }
    : null;
}

interface Waiting {
  rule: string;
  detail: string;
  /** The owner is told by task at once. */
  soon: boolean;
}

async function hold(
  deps: AskingDeps,
  { mail, lead, assistant }: About,
  before: DraftReview | null,
  content: DraftContent,
  { rule, detail, soon }: Waiting,
): Promise<Prepared> {
  const { portalId, contactId, round } = lead;
  const hours = (await deps.settings.get(portalId)).schedule;
  const zone = await accountZone(deps.hubspot, portalId);
  return {
    verdict: 'hold',
    reason: 'waits for approval',
    async keep(tx) {
      const now = deps.clock.now();
      await deps.reviews.put(tx, {
        ...untaken,
        ...times(now, hours, zone, soon),
        kind: 'draft',
        portalId,
        id: draftIdOf(mail),
        contactId,
        assistantId: assistant.assistantId,
        round,
        mailId: mail.mailId,
        state: 'waiting',
        version: (before?.version ?? 0) + 1,
        marked: !isSimple(content),
        seenBy: seenBy(lead),
        content,
      });
      await tell(deps, tx, { lead, assistant, mail, content, rule, detail, at: now });
    },
  };
}

/** It can be approved together with others. */
export const isSimple = ({ claims, changes }: Pick<DraftContent, 'claims' | 'changes'>): boolean =>
  changes.length === 0 && claims.every(({ source }) => source !== null);

const untaken = { takenBy: null, takenByName: null, takenAt: null, settledBy: null, settledAt: null };

const times = (now: number, hours: BusinessHours, zone: string, soon: boolean) => ({
  at: now,
  remindAt: soon ? now : addBusinessDays(now, REMIND_AFTER, hours, zone),
  expiresAt: addBusinessDays(now, EXPIRES_AFTER, hours, zone),
});

const tell = (
  { activity }: Pick<AskingDeps, 'activity'>,
  tx: Tx,
  about: Pick<About, 'lead' | 'assistant' | 'mail'> &
    Pick<Waiting, 'rule' | 'detail'> & { content: DraftContent; at: number },
): Promise<void> =>
  activity.record(tx, {
    portalId: about.lead.portalId,
    contactId: about.lead.contactId,
    at: about.at,
    kind: 'review',
    title: `“${about.content.stepName}” waits for approval`,
    trigger: 'Check before sending',
    rule: about.rule,
    detail: about.detail,
    mailId: about.mail.mailId,
    assistantId: about.assistant.assistantId,
    seenBy: seenBy(about.lead),
  });
