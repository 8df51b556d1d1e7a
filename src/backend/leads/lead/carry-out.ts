import type { Activity } from '../../activity/activity.ts';
import type { Assistants } from '../../assistants/assistants.ts';
import type { Campaigns } from '../../campaigns/campaigns.ts';
import type { Clock } from '../../ground/clock.ts';
import { SECOND } from '../../ground/clock.ts';
import type { Config } from '../../ground/config.ts';
import type { OptOuts } from '../../unsubscribe/opt-outs.ts';
import type { Suppressions } from '../../unsubscribe/suppressions.ts';
import type { Tx } from '../../database/database.ts';
import type { ContactId, OwnerId, PortalId } from '../../ground/identifiers.ts';
import { appPage } from '../../hubspot/portals/hubspot-pages.ts';
import type { HubSpot, Lane, Outbox } from '../../hubspot/types.ts';
import type { Jobs, NewJob } from '../../jobs/jobs.ts';
import type { MailOutbox } from '../../mail/outbox.ts';
import type { ModelWriterRoom } from '../../model-writer/open.ts';
import type { Reviews } from '../../reviews/reviews.ts';
import type { Settings } from '../../settings/settings.ts';
import { addressHint } from '../telling/address-hint.ts';
import { addressesOfLead } from '../contact/addresses.ts';
import { compareDraft } from '../approval/compare.ts';
import { dropLetter } from '../letters/letters.ts';
import { askReview } from '../reviewing/ask.ts';
import type { Effect } from '../deciding/events.ts';
import { patienceFor } from './patience.ts';
import type { Lead } from './lead-entity.ts';
import { handBackKeys, roundKey } from './round-key.ts';
import { campaignProperties, doNotContact, statusProperties } from './lead-status.ts';
import type { CampaignOnContact } from './lead-status.ts';
import { tellSamePerson } from './same-person.ts';
import { laterNote, legalNote } from '../telling/answer-notes.ts';
import { confirmationNote } from '../telling/notes.ts';

export const HAND_BACK_QUEUE = 'leads.hand-back';
export const LATE_ANSWER_QUEUE = 'leads.late-answer';
export const SUBSTITUTE_QUEUE = 'leads.substitute';
export const FORWARD_QUEUE = 'leads.forward-files';
export const SUGGEST_QUEUE = 'leads.suggest-answer';

/** How long what nobody waits for may wait for others, to share their call. */
const SHARED_MS = 5 * SECOND;

/** Carries out one effect of a decision as rows and intents of the same transaction. `mailId`: of the mail it is about. */
export type CarryOut = (tx: Tx, lead: Lead, effect: Effect, mailId: string | null) => Promise<void>;

export interface CarryOutDeps {
  outbox: Outbox;
  mails: Pick<MailOutbox, 'queue' | 'cancel' | 'putOff'>;
  reviews: Pick<Reviews, 'cancel' | 'openOf' | 'change' | 'put' | 'reopen'>;
  modelWriter: Pick<ModelWriterRoom, 'drop'>;
  jobs: Jobs;
  assistants: Assistants;
  settings: Settings;
  suppressions: Suppressions;
  activity: Pick<Activity, 'record'>;
  optOuts: OptOuts;
  campaigns: Pick<Campaigns, 'find'>;
  hubspot: Pick<HubSpot, 'portals'>;
  /** Whose pages campaigns link to. */
  config: { hubspot: Pick<Config['hubspot'], 'appUrl' | 'appId'> };
  clock: Clock;
}

export function createCarryOut(deps: CarryOutDeps): CarryOut {
  return async (tx, lead, effect, mailId) => {
    const { portalId, contactId } = lead;
    const writeOwner = (
      lane: Lane,
      to: OwnerId | null,
      expected: OwnerId | null,
      withinMs = 0,
    ): Promise<void> =>
      deps.outbox.updateContact(tx, { portalId, contactId, lane, withinMs, owner: { to, expected } });
    switch (effect.do) {
      case 'write-status':
        return writeStatus(deps, tx, lead, effect);
      case 'write-confirmation-note':
        return writeConfirmation(deps, tx, lead);
      case 'take-ownership':
        return writeOwner(
          'assignment',
          lead.assistantOwnerId,
          effect.expected,
          effect.shared ? SHARED_MS : 0,
        );
      case 'restore-owner':
        return writeOwner('interactive', effect.to, effect.expected);
      case 'queue-mail':
        return queueMail(deps, tx, lead, effect);
      case 'cancel-mails':
        await deps.mails.cancel(tx, portalId, contactId);
        await deps.reviews.reopen(
          tx,
          portalId,
          contactId,
          'It was not sent: the lead changed at that moment.',
        );
        await dropLetter(deps, tx, lead);
        // What goes on with the same email, later, goes on with the same words.
        if (lead.stage !== 'nurturing') await deps.modelWriter.drop(tx, portalId, contactId);
        return deps.reviews.cancel(tx, portalId, contactId, 'draft');
      case 'put-off-mail':
        return deps.mails.putOff(tx, portalId, contactId);
      case 'compare-draft':
        return compareDraft(deps, tx, lead);
      case 'ask-review':
        return askReview(deps, tx, lead, mailId);
      case 'close-reviews':
        return deps.reviews.cancel(tx, portalId, contactId, 'answer');
      case 'suggest-answer':
        return mailId === null ? undefined : deps.jobs.enqueue(tx, suggestJob(lead, mailId));
      case 'resolve-hand-back':
        return askForHandBack(deps.jobs, tx, lead);
      case 'withdraw-hand-back':
        await deps.outbox.keepOwner(tx, portalId, contactId);
        if (effect.told) return;
        for (const key of handBackKeys(effect.round)) await deps.outbox.withdraw(tx, portalId, key);
        return;
      case 'suppress-address':
        await deps.modelWriter.drop(tx, portalId, contactId);
        return suppressAddress(deps, tx, lead, effect.reason);
      case 'lift-suppression':
        return liftSuppression(deps, tx, lead);
      case 'write-note':
        return writeNote(deps, tx, lead, effect.about);
      case 'tell-owner-of-late-reply':
        return deps.jobs.enqueue(tx, answerJob(LATE_ANSWER_QUEUE, { portalId, contactId, at: effect.at }));
      case 'offer-substitute':
        return deps.jobs.enqueue(tx, answerJob(SUBSTITUTE_QUEUE, { portalId, contactId, at: effect.at }));
      case 'forward-files':
        return deps.jobs.enqueue(tx, jobOf(FORWARD_QUEUE, lead));
      case 'forget-writes':
        return deps.outbox.forget(tx, portalId, contactId);
    }
  };
}

/** Who gets the contact is asked of HubSpot, which is no matter for a transaction: a job does it. */
export const askForHandBack = (jobs: Jobs, tx: Tx, lead: Lead, runAt?: number): Promise<void> =>
  jobs.enqueue(tx, { ...handBackJob(lead), ...(runAt === undefined ? {} : { runAt }) });

type LeadKey = Pick<Lead, 'portalId' | 'contactId'>;

export const handBackJob = (lead: LeadKey): NewJob => jobOf(HAND_BACK_QUEUE, lead);

const jobOf = (queue: string, { portalId, contactId }: LeadKey): NewJob => ({
  queue,
  key: `${portalId}:${contactId}`,
  data: { portalId, contactId },
});

/** An answer of a contact. */
export interface AnswerKey {
  portalId: PortalId;
  contactId: ContactId;
  /** When it came, epoch ms. */
  at: number;
}

/** Whom an answer names is looked for in HubSpot: a job does it. The answer itself stays with the mails. */
const answerJob = (queue: string, answer: AnswerKey): NewJob => ({
  queue,
  key: `${answer.portalId}:${answer.contactId}:${answer.at}`,
  data: { ...answer },
});

/** @param mailId of the answer */
const suggestJob = ({ portalId, contactId }: LeadKey, mailId: string): NewJob => ({
  queue: SUGGEST_QUEUE,
  key: `${portalId}:${mailId}`,
  data: { portalId, contactId, mailId },
});

async function writeStatus(
  deps: CarryOutDeps,
  tx: Tx,
  lead: Lead,
  effect: Extract<Effect, { do: 'write-status' }>,
): Promise<void> {
  const { portalId, contactId } = lead;
  const settings = await deps.settings.get(portalId, tx);
  const assistant = await deps.assistants.find(portalId, lead.assistantId, tx);
  const campaign = await campaignOf(deps, tx, lead);
  await deps.outbox.updateContact(tx, {
    portalId,
    contactId,
    lane: lead.stage === 'handing_back' ? 'interactive' : 'assignment',
    withinMs: patienceFor(lead, deps.clock.now()) || (effect.urgent ? 0 : SHARED_MS),
    ...(settings.emailActivity.on
      ? statusProperties(lead, assistant?.name ?? '', settings, deps.clock.now(), campaign)
      : { properties: { ...doNotContact(lead).properties, ...campaignProperties(campaign) } }),
  });
}

/** What stands on a contact about its campaign; null: it is in none. */
async function campaignOf(
  { campaigns, hubspot, config }: CarryOutDeps,
  tx: Tx,
  { portalId, campaignId }: Lead,
): Promise<CampaignOnContact | null> {
  const campaign = campaignId === null ? undefined : await campaigns.find(portalId, campaignId, tx);
  const portal = campaign && (await hubspot.portals.find(portalId, tx));
  if (!campaign || !portal) return null;
  const { name, status, creator } = campaign;
  return {
    name,
    status,
    creator,
    url: appPage(config.hubspot, portal, `campaigns?campaign=${campaign.campaignId}`),
  };
}

async function writeConfirmation(deps: CarryOutDeps, tx: Tx, lead: Lead): Promise<void> {
  const assistant = await deps.assistants.find(lead.portalId, lead.assistantId, tx);
  if (!assistant) return;
  const { contextLabels } = await deps.settings.get(lead.portalId, tx);
  const campaign = lead.campaignId && (await deps.campaigns.find(lead.portalId, lead.campaignId, tx));
  await deps.outbox.createNote(tx, {
    portalId: lead.portalId,
    contactId: lead.contactId,
    lane: 'assignment',
    ...(campaign ? { withinMs: SHARED_MS } : {}),
    key: `${roundKey(lead)}-assigned`,
    at: lead.assignedAt,
    html: confirmationNote(
      lead,
      assistant,
      contextLabels,
      await addressHint(lead.email),
      campaign ? campaign.name : null,
    ),
    ownerId: lead.assistantOwnerId,
  });
}

/** Of the answer that the lead has just got. */
async function writeNote(deps: CarryOutDeps, tx: Tx, lead: Lead, about: 'later' | 'legal'): Promise<void> {
  const { portalId, contactId, answer } = lead;
  const assistant = await deps.assistants.find(portalId, lead.assistantId, tx);
  if (!assistant || !answer) return;
  await deps.outbox.createNote(tx, {
    portalId,
    contactId,
    lane: 'interactive',
    key: `${roundKey(lead)}-${about}-${answer.at}`,
    at: deps.clock.now(),
    html: about === 'later' ? laterNote(lead, answer, assistant.name) : legalNote(lead, answer),
    ownerId: lead.assistantOwnerId,
  });
}

/** A legal threat is not shared with HubSpot: a person looks at it first, and may lift it. */
async function suppressAddress(
  { suppressions, optOuts, jobs }: CarryOutDeps,
  tx: Tx,
  lead: Lead,
  reason: 'unsubscribed' | 'legal',
): Promise<void> {
  const { portalId, contactId } = lead;
  const addresses = await addressesOfLead(tx, lead);
  for (const address of addresses) {
    if (reason === 'legal') await suppressions.add(tx, portalId, address, reason);
    else await optOuts.heard(tx, { portalId, contactId, address });
  }
  if (reason === 'unsubscribed') await tellSamePerson(jobs, tx, lead, addresses);
}

/** HubSpot's own opt-out is not Baton's to lift. */
async function liftSuppression({ suppressions, outbox }: CarryOutDeps, tx: Tx, lead: Lead): Promise<void> {
  const { portalId, contactId } = lead;
  for (const address of await addressesOfLead(tx, lead))
    await suppressions.lift(tx, portalId, address, 'legal');
  await outbox.updateContact(tx, {
    portalId,
    contactId,
    lane: 'interactive',
    properties: { baton_do_not_contact: 'false' },
  });
}

const queueMail = (
  deps: CarryOutDeps,
  tx: Tx,
  lead: Lead,
  effect: Extract<Effect, { do: 'queue-mail' }>,
): Promise<void> =>
  deps.mails.queue(tx, {
    portalId: lead.portalId,
    contactId: lead.contactId,
    assistantId: lead.assistantId,
    mailId: `${roundKey(lead)}-${effect.kind}-${effect.step}${effect.again ? `-again-${effect.again}` : ''}`,
    kind: effect.kind,
    round: lead.round,
    step: effect.step,
  });
