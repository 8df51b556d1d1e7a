import type { LeadState } from '../../../cards/contact/contract.ts';

export type { LeadState };

/** Why a lead is DeActivated (or was never started), or that nothing but a tick in HubSpot made it UnSubscribed. */
export type SubState =
  | 'asked_to_stop' | 'invalid_email' | 'no_email' | 'bounced' | 'undeliverable' | 'retired' | 'moved_out' | 'excluded'
  | 'already_in_conversation' | 'stopped' | 'undone' | 'do_not_contact' | 'deleted' | 'merged' | 'erased'; // prettier-ignore

/** The contact is not in HubSpot any more. */
export const goneSubStates: readonly SubState[] = ['deleted', 'merged', 'erased'];
export const isGone = (subState: SubState | null | undefined): boolean =>
  subState != null && goneSubStates.includes(subState);

/**
 * queued: with the assistant, waiting for a place; nurturing: mails go out; paused: by a person; handing_back: decided,
 * HubSpot's owner not written yet; closed: the contact is with a person.
 */
export type Stage = 'queued' | 'nurturing' | 'paused' | 'handing_back' | 'closed';

/** As a person reads it. */
export const stageWords: Readonly<Record<Stage, string>> = {
  queued: 'waits for a place',
  nurturing: 'under way',
  paused: 'paused',
  handing_back: 'is handed back',
  closed: 'over',
};

/** In which an assistant works on a contact. */
export const activeStages: readonly Stage[] = ['queued', 'nurturing', 'paused'];
export const isActive = (stage: Stage): boolean => activeStages.includes(stage);

/** Every stage but `closed`. */
export const openStages: readonly Stage[] = ['queued', 'nurturing', 'paused', 'handing_back'];

/** States of a lead that the assistant is not done with. */
export const underWay: readonly LeadState[] = ['New', 'Pending', 'Cold', 'Engaged', 'Warm', 'OutOfOffice'];

/** The contact is back with a person, or on its way there, though nothing came of the conversation yet. */
export const endedEarly = ({ stage, state }: { stage: Stage; state: LeadState }): boolean =>
  !isActive(stage) && underWay.includes(state);

/** States after which a person has to take up the conversation. */
export const needsPerson: ReadonlySet<LeadState> = new Set(['Hot', 'Responded', 'LeadAtRisk']);

/** When the owner is next reminded of a lead that nobody picked up, and how often that was. */
export interface Risk {
  count: number;
  /** What it was before it was at risk. */
  was: 'Hot' | 'Responded';
  /** Since when it needs a person, epoch ms: each time has reminders of its own. */
  since: number;
}
