import type { Reader } from '../wording/dates.ts';
import type { Action, Run } from '../requests/run-action.ts';
import type { ContactApi } from './contact-api.ts';
import type { CardView } from './contract.ts';

export type Layout = 'tab' | 'sidebar';
/** A contact that is with an assistant. */
export type ActiveView = Extract<CardView, { kind: 'queued' | 'nurturing' | 'out-of-office' | 'paused' }>;
export type RepAction = Action<CardView>;

/** What the parts of the card share. */
export interface CardTools extends Reader {
  layout: Layout;
  api: ContactApi;
  /** Name of the action under way, if any. */
  running: string | null;
  run: Run<CardView>;
  /** Somebody works with the card: it should show what is new. */
  stir: () => void;
  closeOverlay: (id: string) => void;
}
