import type { Database } from '../../database/database.ts';
import { resealColumn } from '../../vault/sealed-column.ts';
import type { Resealed } from '../../vault/sealed-column.ts';
import type { SealBinding, Vault } from '../../vault/vault.ts';
import type { LaterGrants } from './access-tokens.ts';
import { MailGrantEntity } from './mail-grant-entity.ts';
import type { MailGrantRow } from './mail-grant-entity.ts';

/** A mailbox may serve several accounts. */
const grantSeal = ({ id }: Pick<MailGrantRow, 'id'>): SealBinding => ({
  portalId: 'all',
  purpose: `mail-grant:${id}`,
});

/** Refresh tokens, sealed in the database. */
export const storedGrants = (database: Database, vault: Vault): LaterGrants => ({
  async find(id) {
    const row = await database.manager.findOneBy(MailGrantEntity, { id });
    return row ? vault.open(row.sealed, grantSeal(row)) : undefined;
  },
  async keep(id, refreshToken) {
    const row = { id, sealed: vault.seal(refreshToken, grantSeal({ id })) };
    await database.manager.upsert(MailGrantEntity, row, ['id']);
  },
});

/** Seals every refresh token with the first key. */
export const resealGrants = (database: Database, vault: Vault): Promise<Resealed> =>
  resealColumn<MailGrantRow>(database, vault, {
    entity: MailGrantEntity,
    keys: ['id'],
    column: 'sealed',
    bindingOf: grantSeal,
    nameOf: ({ id }) => `refresh token ${id.slice(0, 8)} of a mailbox`,
  });
