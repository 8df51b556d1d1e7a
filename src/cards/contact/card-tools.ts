import type { Reader } from '../wording/dates.ts';
import type { Action, Outcome, Run } from '../requests/run-action.ts';
import type { ContactApi } from './contact-api.ts';
import type { CardBase, CardView, RepAction } from './contract.ts';

export type Layout = 'tab' | 'sidebar';
/** A contact that is with an assistant. */
export type ActiveView = Extract<
  CardView,
  { kind: 'queued' | 'nurturing' | 'waiting-approval' | 'out-of-office' | 'paused' }
>;
export type ContactView = Extract<CardView, CardBase>;
export type CardAction = Action<CardView>;

/** What the parts of the card share. */
export interface CardTools extends Reader {
  layout: Layout;
  api: ContactApi;
  /** Name of the action under way, if any. */
  running: string | null;
  run: Run<CardView>;
  /** Asks for an action; the backend's words say what came of it. */
  ask: (action: RepAction, body?: object) => Promise<Outcome<CardView>>;
  /** Somebody works with the card: it should show what is new. */
  stir: () => void;
  closeOverlay: (id: string) => void;
}
