import type { Database } from '../database/database.ts';
import type { SealBinding, Vault } from '../vault/vault.ts';
import { resealColumn } from '../vault/sealed-column.ts';
import type { Resealed } from '../vault/sealed-column.ts';
import { AssistantEntity } from './assistant-entity.ts';
import type { Assistant } from './assistant-entity.ts';

/** What the seal of an assistant's own mailbox is bound to. */
export const mailboxSeal = ({
  portalId,
  assistantId,
}: Pick<Assistant, 'portalId' | 'assistantId'>): SealBinding => ({
  portalId,
  purpose: `mailbox:${assistantId}`,
});

/** Seals every assistant's mailbox with the first key. */
export const resealMailboxes = (database: Database, vault: Vault): Promise<Resealed> =>
  resealColumn<Assistant>(database, vault, {
    entity: AssistantEntity,
    keys: ['portalId', 'assistantId'],
    column: 'sealedMailbox',
    bindingOf: mailboxSeal,
    nameOf: ({ portalId, assistantId }) => `account ${portalId}, mailbox of assistant ${assistantId}`,
  });
