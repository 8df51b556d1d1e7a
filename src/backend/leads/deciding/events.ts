import type {
  AssistantId,
  CampaignId,
  ContactId,
  OwnerId,
  PortalId,
  UserId,
} from '../../ground/identifiers.ts';
import type { Classification, ReplyClass } from '../../replies/types.ts';
import type { SequenceStep } from '../../writing/types.ts';
import type { ZoneSource } from '../contact/time-zone.ts';
import type { Interest } from '../../mail/engagement/engagement.ts';
import type { BusinessHours } from './schedule.ts';
import type { UsualHour } from './usual-hour.ts';
import type { ContactFacts, HeldFor, Lead, LeadAnswer } from '../lead/lead-entity.ts';

/** Why a mail must not go out, or a contact cannot be nurtured at all. */
export type Obstacle =
  | 'no_email' | 'invalid_email' | 'opted_out' | 'unsubscribed' | 'do_not_contact' | 'bounced_before' | 'excluded' | 'already_in_conversation'
  | 'legal_hold' | 'all_sent'; // prettier-ignore

/** Everything that can happen to a lead. Who asks does not matter: the transition table decides. */
export type LeadEvent =
  | AssignedEvent
  /** `by`: who changed it, in words; null: not known. */
  | { type: 'owner-changed'; to: OwnerId | null; toName: string | null; by: string | null }
  /** HubSpot will never make the assistant the owner. */
  | { type: 'take-over-refused'; answer: string }
  | { type: 'woke' }
  | { type: 'mail-sent'; kind: MailKind; step: number; certain: boolean; subject: string }
  /** A person decided that it does not go out. */
  | { type: 'mail-skipped'; kind: MailKind; step: number; by: string }
  | { type: 'mail-refused'; obstacle: Obstacle }
  /** The email that was to leave waits until a moment, epoch ms; `text`: why, in a sentence. */
  | { type: 'mail-held'; step: number; why: HeldFor; text: string; until: number }
  /** Whether the domain takes mail cannot be known; `turn`: when the last one like it is to be written to, epoch ms. */
  | { type: 'address-doubted'; step: number; text: string; turn: number }
  /** It does take mail. */
  | { type: 'address-verified' }
  | { type: 'mail-rejected'; what: 'address' | 'content'; answer: string }
  /**
   * `at`: when it came, epoch ms. `about`: the step of the email that a mail server's report is about; null: not known,
   * or it is no report.
   */
  | { type: 'replied'; reply: Classification; text: string; at: number; about: number | null }
  | { type: 'unsubscribed' }
  /** Do Not Contact is no longer ticked in HubSpot. `lifts`: nothing but that tick kept Baton from writing. */
  | { type: 'unticked'; lifts: boolean }
  /** A person opened emails of this round, or followed links of them: all that is known of it by now. */
  | { type: 'showed-interest'; interest: Interest }
  /** An admin lets the person be written to again after a legal matter. */
  | { type: 'legal-lifted'; by: string }
  | { type: 'context-changed'; context: string | null }
  /** The sequence that the lead follows was edited, also for who is under way. */
  | { type: 'sequence-changed'; version: number; name: string; steps: readonly SequenceStep[] }
  /** The email that is due cannot be written: a text of it prints what is not known of the contact. */
  /** `field`: the tag of a field that says nothing of anybody, as its property is gone; null: something else is missing. */
  | { type: 'mail-unwritable'; step: number; reason: string; field: string | null }
  /** That field can be printed again. `campaign`: why the lead stays paused all the same, with its campaign; null: it does not. */
  | { type: 'field-mended'; tag: string; campaign: string | null }
  | { type: 'pause-asked'; by: string }
  | { type: 'resume-asked'; by: string }
  | { type: 'hand-back-asked'; by: string }
  /** Not to wait any longer for a return, or for the day that the contact named. */
  | { type: 'continue-asked'; by: string }
  | RestartEvent
  /** The assistant may follow up one more. */
  | { type: 'place-free' }
  /** Nobody has picked it up by this moment, epoch ms: the lead's `riskAt`. */
  | { type: 'risk-due'; at: number }
  | { type: 'stop-asked'; by: string }
  /** A person says what came of the lead. */
  | { type: 'marked'; as: Mark; by: string }
  | { type: 'unsubscribe-asked'; by: string }
  /** A person has an email sent in the assistant's name. */
  | { type: 'letter-asked'; title: string; detail: string | null }
  /** The email that introduces a person has left. `by`: who was introduced. */
  | { type: 'introduced'; by: string; subject: string; certain: boolean }
  /** A person says what an answer in doubt means. */
  | { type: 'outcome-chosen'; outcome: ChosenOutcome; by: string }
  /** What a person wrote back in the assistant's name has left. */
  | { type: 'answered-by-hand'; by: string; subject: string; certain: boolean }
  /** A person has taken up what came of the conversation. */
  | { type: 'picked-up'; by: string }
  | { type: 'handed-back'; to: OwnerId | null; toName: string | null }
  /** Baton wrote `expected` over the owner that a person had chosen that very moment. */
  | { type: 'owner-overwritten'; to: OwnerId | null; toName: string | null; expected: OwnerId | null }
  | { type: 'contact-gone'; how: 'deleted' | 'merged' }
  /** The lead moved here from a contact that went into this one. */
  | { type: 'contact-merged-in' }
  /** The person had these emails under another contact, see `hadOf`. */
  | { type: 'had-elsewhere'; had: readonly string[] }
  /**
   * Its campaign pauses, for a while, all that it enrolled. `why`: in a sentence. `byRule`: a rule pauses this one, until
   * a person resumes it.
   */
  | { type: 'campaign-paused'; why: string; byRule?: true }
  /** What its campaign had paused goes on. */
  | { type: 'campaign-resumed'; why: string }
  /** Its campaign is over for it. */
  | { type: 'campaign-stopped'; why: string }
  /** It is taken out of its campaign as if it had never been in it: nothing was sent. */
  | { type: 'campaign-undone'; by: string; campaign: string }
  | MovedToCampaignEvent;

/** Which campaign a lead belongs to. */
export interface InCampaign {
  campaignId: CampaignId;
  name: string;
}

/** The contact goes on in another campaign, without what it has had. */
export interface MovedToCampaignEvent {
  type: 'campaign-moved';
  by: string;
  campaign: InCampaign;
  sequenceId: string;
  version: number;
  name: string;
  steps: readonly SequenceStep[];
}

/** What a person may say that a lead is. */
export type Mark = 'Hot' | 'Cold' | 'Responded';

/** From the first email of a sequence on, without what the person has had. */
export interface RestartEvent {
  type: 'restart-asked';
  by: string;
  sequenceId: string;
  version: number;
  name: string;
  steps: readonly SequenceStep[];
}

/** What a person may say that an answer means. */
export const chosenOutcomes = [
  'AgreedToMeet',
  'InterestedToProceed',
  'SeekingMoreInfo',
  'BrochureRequest',
  'ReferredSomeone',
  'ConnectLater',
  'Other',
  'Deactivated',
  'MovedOut',
  'Retired',
  'Unsubscribed',
] as const satisfies ReplyClass[];
export type ChosenOutcome = (typeof chosenOutcomes)[number];

export type MailKind = 'step' | 'later' | 'brochure';

export interface AssignedEvent {
  type: 'assigned';
  assistantId: AssistantId;
  assistantName: string;
  assistantOwnerId: OwnerId;
  brochureUrl: string | null;
  priorOwnerId: OwnerId | null;
  priorOwnerName: string | null;
  assignedBy: UserId | null;
  /** Who handed it over, in words; null: not known. */
  by: string | null;
  /** What Lead Status says before the assistant; "": nothing. */
  leadStatus: string;
  /** null: not known. */
  sequenceId: string | null;
  sequenceVersion: number | null;
  sequenceName: string;
  steps: SequenceStep[];
  ownContext: string | null;
  facts: ContactFacts;
  /** All of the person, lower-cased; absent: the one in `facts`. */
  addresses?: readonly string[];
  timeZone: string;
  timeZoneFrom: ZoneSource;
  obstacle: Obstacle | null;
  /** Set when Baton itself must make the assistant the owner (the card's button): the owner it replaces. */
  takeFrom: { expected: OwnerId | null } | null;
  /** Since when the present owner owns the contact, epoch ms; null: not known. */
  ownedSince: number | null;
  /** It was with the assistant before: from where it stopped, or from the first email. */
  again?: 'continued' | 'restarted';
  /** It was enrolled by this campaign; `keptOwner`: whose the contact stays, "": nobody's, null: the assistant owns it. */
  campaign?: InCampaign & { keptOwner: OwnerId | '' | null };
  /** Another assistant goes on, and the owner stays who it is. */
  keepsOwner?: boolean;
}

/** What happened, when, and by what it was triggered, for the why timeline. */
export interface Occurrence {
  portalId: PortalId;
  contactId: ContactId;
  at: number;
  /** In words: "Owner changed in HubSpot (CRM_UI)", "Reply from ada@…". */
  trigger: string;
  mailId?: string | null;
  /** What was read in HubSpot on this occasion; stored with the decision, if there is one. */
  read?: Pick<Lead, 'ownerReadAt'> & Partial<Pick<Lead, 'facts' | 'email' | 'ownerId' | 'ownerAt'>>;
}

/** What the rules may know besides the lead and the event. */
export interface Situation {
  now: number;
  hours: BusinessHours;
  firstEmailDelayMs: number;
  assistantName: string;
  brochureUrl: string | null;
  remindEveryDays: number;
  remindTimes: number;
  /** At an assignment: the assistant may follow up one more. */
  placeFree: boolean;
  /** When the contact usually reads mail; absent or null: not known. */
  reads?: UsualHour | null;
  /** At an assignment; absent: nothing. */
  elsewhere?: Elsewhere;
}

/** What the person of a lead had, see `hadOf`, and last said under other contacts of theirs. */
export interface Elsewhere {
  had: readonly string[];
  answer: LeadAnswer | null;
}

/** What follows from a decision, carried out in the same transaction, as rows and intents. */
export type Effect =
  | { do: 'write-status'; urgent: boolean }
  | { do: 'write-confirmation-note' }
  /** `shared`: with many others, and nobody waits for it. */
  | { do: 'take-ownership'; expected: OwnerId | null; shared?: true }
  | { do: 'restore-owner'; to: OwnerId | null; expected: OwnerId | null }
  /** `again`: how often this email was tried before. */
  | { do: 'queue-mail'; kind: MailKind; step: number; again?: number }
  | { do: 'cancel-mails' }
  /** The email that is due is queued anew later; what a person decided about it stands. */
  | { do: 'put-off-mail' }
  /** An email that waits for approval was written from what is not so any more. */
  | { do: 'compare-draft' }
  /** A person says what the answer means that has just come. */
  | { do: 'ask-review' }
  /** Nobody needs to any more. */
  | { do: 'close-reviews' }
  /** The answer that has just come asks something: its owner may be given an answer to send. */
  | { do: 'suggest-answer' }
  | { do: 'resolve-hand-back' }
  /** Somebody decided otherwise before it was written. `round`: key of the round. `told`: what it tells its owner stays. */
  | { do: 'withdraw-hand-back'; round: string; told: boolean }
  | { do: 'write-note'; about: 'later' | 'legal' }
  | { do: 'suppress-address'; reason: 'unsubscribed' | 'legal' }
  /** What a legal matter had suppressed; not what the person asked for otherwise. */
  | { do: 'lift-suppression' }
  /** `at`: when it came. */
  | { do: 'tell-owner-of-late-reply'; at: number }
  /** The absence notice that came then names somebody to turn to. */
  | { do: 'offer-substitute'; at: number }
  /** What came with answers goes to whoever has the contact now: no hand-back tells them of it. */
  | { do: 'forward-files' }
  | { do: 'forget-writes' };

export interface Decision {
  /** Name of the rule that decided, for the why timeline. */
  rule: string;
  title: string;
  detail?: string | null;
  change: Partial<Lead>;
  effects: readonly Effect[];
}

/** A rule of the transition table. null: this event changes nothing here. */
export type Rule<Event> = (lead: Lead, event: Event, situation: Situation) => Decision | null;
