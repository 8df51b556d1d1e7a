import type { Deed } from './act.ts';
import type { Move } from './behaviours.ts';
import type { Happening } from './chronicle.ts';

/** What somebody wants to see played. */
export interface WeekOrder {
  portalId: number;
  /** Who hands over: a user. */
  userId: number;
  /** Who gets the contacts: an owner. */
  assistantId: string;
  /** Of the account; `null`: one new person for each language. */
  contactIds: readonly string[] | null;
  seed: number;
}

export interface PlayedContact {
  id: string;
  moves: Move[];
  deeds: Deed[];
}

/** A week that is played, or was. */
export interface Week extends Omit<WeekOrder, 'contactIds'> {
  id: number;
  status: 'playing' | 'done' | 'cancelled' | 'failed';
  /** Why it failed, and what to do. */
  problem: string | null;
  /** What is going on. */
  doing: string;
  startedAt: number;
  endsAt: number;
  contacts: PlayedContact[];
}

/** A week as the page shows it. */
export interface WeekView extends Omit<Week, 'contacts'> {
  now: number;
  assistant: string;
  contacts: ContactView[];
}

export interface ContactView {
  id: string;
  name: string;
  company: string;
  language: string;
  email: string;
  timeZone: string;
  owner: string | null;
  /** Lead Connection Status, as its label. */
  state: string;
  happenings: Happening[];
}
