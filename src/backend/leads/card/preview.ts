import type { ContextPreview, EmailPreview } from '../../../cards/contact/contract.ts';
import type { Assistant, Assistants } from '../../assistants/assistants.ts';
import type { Database } from '../../database/database.ts';
import { DAY, MINUTE, SECOND } from '../../ground/clock.ts';
import type { Clock } from '../../ground/clock.ts';
import { BatonError, isBatonError } from '../../ground/errors.ts';
import type { AssistantId, ContactId } from '../../ground/identifiers.ts';
import type { Caller } from '../../http/caller.ts';
import type { HubSpot } from '../../hubspot/types.ts';
import { threadSoFar } from '../../mail/conversation.ts';
import type { Mail } from '../../mail/mail-entity.ts';
import type { PortalSettings } from '../../settings/portal-settings.ts';
import type { Settings } from '../../settings/settings.ts';
import type { Sequences } from '../../sequences/sequences.ts';
import type { WriteAsk, WrittenEmail } from '../../sequences/use.ts';
import { readContext } from '../../writing/read-context.ts';
import type { ReadContext } from '../../writing/read-context.ts';
import type { Said, SequenceStep, WritingInput, WrittenMail } from '../../writing/types.ts';
import { writeMail } from '../../writing/write-mail.ts';
import type { UnsubscribeLinks } from '../../unsubscribe/unsubscribe-links.ts';
import type { ThreadMail } from '../by-model/material-for.ts';
import { isUnderWay, later, previewByModel } from '../by-model/preview-by-model.ts';
import type { PreviewByModelDeps } from '../by-model/preview-by-model.ts';
import { stepDraftId } from '../by-model/wanted.ts';
import { writtenAhead } from '../by-model/write-by-model.ts';
import { hoursFor } from '../calendar/closed-days.ts';
import { contextOf, factsOf } from '../contact/contact-properties.ts';
import { priorOwner } from '../contact/pick-up.ts';
import { contactLanguage } from '../contact/contact-language.ts';
import { contactTimeZone } from '../contact/time-zone.ts';
import { writingFor } from '../conversation/writing-for.ts';
import { footerFor } from '../conversation/footer.ts';
import { readFields } from '../fields/of-lead.ts';
import type { ReadFieldsDeps } from '../fields/of-lead.ts';
import { planFor } from '../deciding/rules/assignment.ts';
import { nextBusinessMoment } from '../deciding/schedule.ts';
import { isActive } from '../deciding/states.ts';
import type { Lead } from '../lead/lead-entity.ts';
import type { Leads } from '../leads.ts';
import type { ContactSnapshots } from './snapshots.ts';

export interface PreviewDeps extends PreviewByModelDeps, Pick<ReadFieldsDeps, 'fieldMapping'> {
  database: Database;
  hubspot: HubSpot;
  assistants: Assistants;
  sequences: Pick<Sequences, 'chooser'>;
  leads: Pick<Leads, 'find'>;
  snapshots: ContactSnapshots;
  settings: Settings;
  unsubscribeLinks: Pick<UnsubscribeLinks, 'beginning'>;
  clock: Clock;
}

interface Worked {
  lead: Lead;
  assistant: Assistant;
}

export type Preview = (
  caller: Caller,
  contactId: ContactId,
  unsaved: string | undefined,
) => Promise<EmailPreview>;

/** While a person types, a contact that no assistant works on is read from HubSpot once in this time. */
const TYPING_MS = 20 * SECOND;

/** The next email as it would be written now. `unsaved`: with this Context instead of the one that is saved. */
export function createPreview(deps: PreviewDeps): Preview {
  const kept = new Map<string, Worked & { at: number; version: string }>();
  const imagine = async (caller: Caller, contactId: ContactId, before: Lead | null, typing: boolean) => {
    const key = `${caller.portalId}:${contactId}`;
    const version = `${before?.round} ${before?.stage} ${before?.step}`;
    const now = deps.clock.now();
    const known = kept.get(key);
    if (typing && known?.version === version && Math.abs(now - known.at) < TYPING_MS) return known;
    const { lead, assistant } = await imaginedLead(deps, caller, contactId, before);
    const imagined = { lead: await readFields(deps, lead, lead.steps), assistant, at: now, version };
    for (const [other, { at }] of kept) if (Math.abs(now - at) >= TYPING_MS) kept.delete(other);
    kept.set(key, imagined);
    return imagined;
  };
  return async (caller, contactId, unsaved) => {
    const found = await deps.leads.find(caller.portalId, contactId);
    const worked =
      found && isActive(found.stage)
        ? await workingLead(deps, found)
        : await imagine(caller, contactId, found, unsaved !== undefined);
    return write(deps, worked, unsaved);
  };
}

async function write(
  deps: PreviewDeps,
  { lead, assistant }: Worked,
  unsaved: string | undefined,
): Promise<EmailPreview> {
  const next = Math.min(lead.step, lead.steps.length - 1);
  // Untrimmed: the lines are those that the person sees.
  const ownContext = unsaved === undefined ? lead.ownContext : unsaved.trim() === '' ? null : unsaved;
  const thread =
    lead.round === 0 ? [] : await threadSoFar(deps.database, lead.portalId, lead.contactId, lead.round);
  const step = lead.steps[next];
  if (!step) throw new BatonError('NOT_FOUND', 'This sequence has no emails.');
  const settings = await deps.settings.get(lead.portalId);
  const read = await readContext({
    ...writingFor({ ...lead, ownContext }, assistant, { thread, labels: settings.contextLabels }),
    footer: footerFor(lead, assistant, settings, step),
    unsubscribeUrl: endless(deps),
    steps: lead.steps,
    next,
  });
  if (!read.mail) throw new BatonError('NOT_FOUND', 'This sequence has no emails.');
  const byModel = step.assistantWrites === true;
  const ahead =
    byModel && lead.round > 0 && unsaved === undefined
      ? await aheadOf(deps, { lead, assistant }, { step, stepIndex: next, thread, settings })
      : null;
  const { subject, text } = ahead ?? read.mail;
  const of = ownContext ? 'own' : assistant.defaultContext ? 'default' : 'none';
  return {
    subject,
    text,
    step: next + 1,
    stepName: step.name,
    sendAt: lead.wakeAt,
    ...(byModel ? { writer: ahead ? BY_MODEL : LATER } : {}),
    context: toView(of, read),
  };
}

const BY_MODEL = 'The language model wrote it from what is known now.';
const LATER =
  'The assistant writes this email minutes before it is due. This is the text that leaves if it cannot.';

/** What a model has written already for the next email. */
function aheadOf(
  deps: PreviewDeps,
  { lead, assistant }: Worked,
  around: { step: SequenceStep; stepIndex: number; thread: readonly Mail[]; settings: PortalSettings },
): Promise<WrittenMail | null> {
  const { step, stepIndex, thread, settings } = around;
  const input = {
    ...writingFor(lead, assistant, { thread, labels: settings.contextLabels }),
    footer: footerFor(lead, assistant, settings, step),
    unsubscribeUrl: endless(deps),
    step,
    stepIndex,
  };
  const draftId = stepDraftId(lead);
  return writtenAhead(deps, { draftId, mailId: draftId, lead, assistant, input, thread, again: 0 });
}

/** The rest of a link belongs to the mail: nobody can unsubscribe the contact from a preview. */
const endless = ({ unsubscribeLinks }: Pick<PreviewDeps, 'unsubscribeLinks'>): string =>
  `${unsubscribeLinks.beginning}…`;

/** Steps as people count them, from 1. */
const toView = (of: ContextPreview['of'], { lines, stands }: ReadContext): ContextPreview => ({
  of,
  lines: lines.map((line, place) => ({
    ...line,
    steps: line.steps.map((step) => step + 1),
    inThisEmail: stands.includes(place),
  })),
});

/** The emails as this contact would get them, were it handed over now; what keeps one from being written, in words. */
export async function writeAll(
  deps: PreviewDeps,
  caller: Caller,
  { assistantId, contactId, steps }: WriteAsk,
): Promise<WrittenEmail[]> {
  const { lead: imagined, assistant } = await imaginedLead(deps, caller, contactId, null, assistantId);
  const lead = await readFields(deps, imagined, steps);
  const settings = await deps.settings.get(caller.portalId);
  const writing = {
    ...writingFor(lead, assistant, { thread: [], labels: settings.contextLabels }),
    unsubscribeUrl: endless(deps),
  };
  const emails: WrittenEmail[] = [];
  const said: Said[] = [];
  for (const [stepIndex, step] of steps.entries()) {
    const threadSubject = said[0]?.subject ?? null;
    const footer = footerFor(lead, assistant, settings, step);
    const input = { ...writing, footer, step, stepIndex, said: [...said], threadSubject };
    const isLater = emails.some((one) => 'model' in one && one.model !== undefined && isUnderWay(one.model));
    const written: WrittenEmail = await writeForPreview(deps, { lead, assistant, input }, isLater).catch(
      problemOf,
    );
    if ('subject' in written) said.push({ step: stepIndex, subject: written.subject, text: written.text });
    emails.push(written);
  }
  return emails;
}

async function writeForPreview(
  deps: PreviewDeps,
  about: Worked & { input: WritingInput },
  isLater: boolean,
): Promise<WrittenEmail> {
  const { input } = about;
  if (!input.step.assistantWrites) return writeMail(input);
  const { mail, model } = isLater
    ? { mail: null, model: later }
    : await previewByModel(deps, { ...about, thread: saidBefore(about, deps.clock.now()) }, deps.clock.now());
  return { ...(mail ?? (await writeMail(input))), model };
}

/** As if the emails before had left today; the same all day, so that it is written once. */
const saidBefore = ({ lead, input }: Worked & { input: WritingInput }, now: number): ThreadMail[] =>
  input.said.map(({ subject, text }, place) => ({
    mailId: `said-${place}`,
    round: lead.round,
    direction: 'out',
    at: Math.floor(now / DAY) * DAY,
    subject,
    text,
  }));

function problemOf(error: unknown): { problem: string } {
  if (isBatonError(error)) return { problem: error.message };
  throw error;
}

async function workingLead(deps: PreviewDeps, lead: Lead): Promise<Worked> {
  const assistant = await deps.assistants.find(lead.portalId, lead.assistantId);
  if (!assistant) throw new BatonError('NOT_FOUND', 'The assistant of this contact is no longer there.');
  return { lead: await readFields(deps, lead, lead.steps.slice(lead.step)), assistant };
}

/** What the next email would be, if the contact were handed over now. Round 0: there was none. */
async function imaginedLead(
  deps: PreviewDeps,
  caller: Caller,
  contactId: ContactId,
  before: Lead | null,
  id?: AssistantId,
): Promise<Worked> {
  const { portalId } = caller;
  const assistants = await deps.assistants.list(portalId);
  const assistant = assistants.find((one) => id === undefined || one.assistantId === id);
  if (!assistant) throw new BatonError('NOT_FOUND', 'There is no assistant yet.');
  const record = await deps.snapshots.fresh(portalId, contactId);
  const portal = await deps.hubspot.portals.get(portalId);
  const settings = await deps.settings.get(portalId);
  const language = contactLanguage(factsOf(record), before?.answer?.evidence ?? null);
  const sequence = (await deps.sequences.chooser(portalId))(assistant, language);
  const plan = planFor(before, sequence);
  const { zone: timeZone, from: timeZoneFrom } = contactTimeZone(record.properties, portal.timeZone);
  const prior = await priorOwner(deps, portalId, record, assistants);
  const now = deps.clock.now();
  const hours = await hoursFor(settings, { facts: factsOf(record), timeZone });
  const lead: Lead = {
    portalId,
    contactId,
    round: before?.round ?? 0,
    stage: 'nurturing',
    state: 'Cold',
    subState: null,
    assistantId: assistant.assistantId,
    assistantOwnerId: assistant.ownerId ?? ('' as Lead['assistantOwnerId']),
    priorOwnerId: prior.ownerId,
    priorOwnerName: prior.name,
    assignedAt: now,
    assignedBy: null,
    ownedSince: null,
    priorLeadStatus: null,
    timeZoneFrom,
    sequenceId: sequence.sequenceId,
    sequenceVersion: sequence.version,
    sequenceName: sequence.name,
    steps: plan.steps,
    step: plan.step,
    wakeAt: nextBusinessMoment(now + settings.firstEmailDelayMinutes * MINUTE, hours, timeZone),
    ownContext: contextOf(record),
    facts: factsOf(record),
    email: null,
    timeZone,
    closeReason: null,
    closedAt: null,
    handedBackTo: null,
    ownerReadAt: now,
    contextAt: now,
    takingOver: false,
    takenFrom: null,
    goneFrom: null,
    mergedInto: null,
    originKey: null,
    pickedUpAt: null,
    ownerId: null,
    ownerAt: null,
    answer: null,
    legalAt: null,
    retry: null,
    had: null,
    held: null,
    riskAt: null,
    risk: null,
    interest: null,
    campaignId: null,
    keptOwner: null,
  };
  return { lead, assistant };
}
