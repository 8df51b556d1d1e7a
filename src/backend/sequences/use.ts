import type { ModelPreview } from '../../cards/sequences/contract.ts';
import type { AssistantId, ContactId, PortalId } from '../ground/identifiers.ts';
import type { Caller } from '../http/caller.ts';
import type { SequenceStep } from '../writing/types.ts';
import type { KnownSequence } from './sequences.ts';

/** What the room that has the leads does with sequences. */
export interface SequencesInUse {
  /** How many leads follow each now; those that nobody follows are absent. By id. */
  leadsOf(portalId: PortalId): Promise<ReadonlyMap<string, number>>;
  /** Gives the emails that have not left to who follows an earlier version. Safe to repeat. */
  apply(portalId: PortalId, sequence: KnownSequence): Promise<void>;
  /** The emails as this contact would get them, were it handed over now. Nothing is stored. */
  write(caller: Caller, ask: WriteAsk): Promise<WrittenEmail[]>;
}

export interface WriteAsk {
  assistantId: AssistantId;
  contactId: ContactId;
  steps: readonly SequenceStep[];
}

/** An email as it would leave, or what keeps it from being written, in words. */
export type WrittenEmail =
  { subject: string; text: string; html: string; model?: ModelPreview } | { problem: string };
