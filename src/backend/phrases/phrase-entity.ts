import { EntitySchema } from 'typeorm';
import { integer, key, text, time, varchar } from '../database/columns.ts';
import type { PortalId } from '../ground/identifiers.ts';
import type { TaughtPhrase } from '../replies/types.ts';

/** A phrase that admins of an account taught. It is theirs: names and addresses of others are kept out of it. */
export interface PhraseRow extends TaughtPhrase {
  portalId: PortalId;
  /** Who taught it, or changed it last, in words. */
  taughtBy: string;
  taughtAt: number;
  /** How many answers it decided, or what it suggested of how many. */
  uses: number;
  lastUsedAt: number | null;
}

export const PhraseEntity = new EntitySchema<PhraseRow>({
  name: 'TaughtPhrase',
  tableName: 'taught_phrase',
  columns: {
    portalId: key({ name: 'portal_id' }),
    phraseId: key({ name: 'phrase_id' }),
    example: text(),
    class: varchar(),
    mode: varchar(),
    taughtBy: varchar({ name: 'taught_by' }),
    taughtAt: time({ name: 'taught_at' }),
    uses: integer(),
    lastUsedAt: time({ name: 'last_used_at', nullable: true }),
  },
});
