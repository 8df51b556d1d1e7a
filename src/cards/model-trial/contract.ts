import type { Understood } from '../phrases/contract.ts';
import type { LanguageModelChange } from '../settings/contract.ts';

/**
 * What the settings show of the test of a language model on past replies: the contract between that part and
 * `/api/model-trial…`. All need a HubSpot user who may manage integrations for this account; others get 403 FORBIDDEN. An
 * account has one test, the latest; nothing of it changes a contact.
 *
 * GET    /api/model-trial                                  -> TrialView
 * POST   /api/model-trial/plan    TrialRequest             -> TrialPlan (asks nobody)
 * POST   /api/model-trial         TrialRequest & { after } -> TrialView (409 CONFLICT: one is under way, or began since)
 * POST   /api/model-trial/cancel  { id }                   -> TrialView
 * POST   /api/model-trial/go-on   { id }                   -> TrialView (409 CONFLICT: it cannot go on)
 */
export interface TrialRequest {
  /** At most so many replies. */
  count: number;
  /** As the form has it, saved or not; null: the model that is set. */
  model: LanguageModelChange | null;
}

/** What a test will take, before anything is sent. */
export interface TrialPlan {
  model: string;
  /** Who gets the replies: the provider, or the host of its address. */
  place: string;
  /** Replies to test on, and those of them that Baton is not sure of. */
  replies: number;
  unsure: number;
  /** Of the replies, those that speak to a program and are not sent. */
  notSent: number;
  /** That will be sent, of what the persons wrote. */
  characters: number;
  /** About; `cost` null: without prices, nobody knows. */
  tokens: number;
  cost: number | null;
  /** Of today's budget by these settings; `cost` null: not limited. */
  left: { tokens: number; cost: number | null };
  /** all: it will do; some: it will be used up on the way; none: not even one question fits. */
  enough: 'all' | 'some' | 'none';
}

export interface TrialView {
  /** null: there was none yet, or it is forgotten. */
  trial: Trial | null;
}

/**
 * running: also over night and without the page. stopped: by a failure, or the budget; it can go on. What was asked by
 * then stays in each case.
 */
export type TrialState = 'running' | 'done' | 'cancelled' | 'stopped';

export interface Trial {
  id: string;
  state: TrialState;
  model: string;
  place: string;
  askedBy: string;
  askedAt: number;
  endedAt: number | null;
  /** Why it stopped, or what it waits for while it runs; for an admin. */
  problem: string | null;
  total: number;
  asked: number;
  /** Spent; tokens the provider did not tell are left out. `cost` null: nobody knows. */
  tokens: number;
  cost: number | null;
  /** Of an answer; null: there is none. */
  averageMs: number | null;
  counts: {
    /** Doubts that the model would settle, and those that still go to a person. */
    settled: number;
    person: number;
    /** Where Baton is sure: whether the model says the same. */
    agrees: number;
    differs: number;
    /** Where the model said nothing, of either. */
    silent: number;
  };
  /** Those that were asked about, doubts first, then the newest. */
  replies: readonly TrialReply[];
}

export interface TrialReply {
  contactName: string;
  at: number;
  beginning: string;
  baton: { class: Understood['class']; confidence: number; doubtful: boolean };
  /** null: it said nothing, or was not asked; see `why`. */
  model: { class: Understood['class']; confidence: number; sentence: string } | null;
  /** settled: by the model; person: as without it; as-before: Baton was sure, so that nobody would have been asked. */
  outcome: 'settled' | 'person' | 'as-before';
  /** Why the model settles nothing; null: it does, or nobody asked it to. */
  why: string | null;
}
