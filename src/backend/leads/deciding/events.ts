import type { AssistantId, ContactId, OwnerId, PortalId, UserId } from '../../ground/identifiers.ts';
import type { Classification } from '../../replies/types.ts';
import type { SequenceStep } from '../../writing/types.ts';
import type { ZoneSource } from '../contact/time-zone.ts';
import type { BusinessHours } from './schedule.ts';
import type { ContactFacts, Lead, LeadAnswer } from '../lead/lead-entity.ts';

/** Why a mail must not go out, or a contact cannot be nurtured at all. */
export type Obstacle =
  | 'no_email' | 'invalid_email' | 'opted_out' | 'do_not_contact' | 'bounced_before' | 'excluded' | 'already_in_conversation'
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
  | { type: 'mail-refused'; obstacle: Obstacle }
  | { type: 'mail-rejected'; what: 'address' | 'content'; answer: string }
  /**
   * `at`: when it came, epoch ms. `about`: the step of the email that a mail server's report is about; null: not known,
   * or it is no report.
   */
  | { type: 'replied'; reply: Classification; text: string; at: number; about: number | null }
  | { type: 'unsubscribed' }
  /** An admin lets the person be written to again after a legal matter. */
  | { type: 'legal-lifted'; by: string }
  | { type: 'context-changed'; context: string | null }
  | { type: 'pause-asked'; by: string }
  | { type: 'resume-asked'; by: string }
  | { type: 'hand-back-asked'; by: string }
  /** A person has taken up what came of the conversation. */
  | { type: 'picked-up'; by: string }
  | { type: 'handed-back'; to: OwnerId | null; toName: string | null }
  /** Baton wrote `expected` over the owner that a person had chosen that very moment. */
  | { type: 'owner-overwritten'; to: OwnerId | null; toName: string | null; expected: OwnerId | null }
  | { type: 'contact-gone'; how: 'deleted' | 'merged' }
  /** The lead moved here from a contact that went into this one. */
  | { type: 'contact-merged-in' }
  /** The person had these emails under another contact, see `hadOf`. */
  | { type: 'had-elsewhere'; had: readonly string[] };

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
  | { do: 'take-ownership'; expected: OwnerId | null }
  | { do: 'restore-owner'; to: OwnerId | null; expected: OwnerId | null }
  /** `again`: how often this email was tried before. */
  | { do: 'queue-mail'; kind: MailKind; step: number; again?: number }
  | { do: 'cancel-mails' }
  | { do: 'resolve-hand-back' }
  | { do: 'write-note'; about: 'later' | 'legal' }
  | { do: 'suppress-address'; reason: 'unsubscribed' | 'legal' }
  /** What a legal matter had suppressed; not what the person asked for otherwise. */
  | { do: 'lift-suppression' }
  /** `at`: when it came. */
  | { do: 'tell-owner-of-late-reply'; at: number }
  /** The absence notice that came then names somebody to turn to. */
  | { do: 'offer-substitute'; at: number }
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
