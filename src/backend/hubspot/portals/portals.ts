import type { Clock } from '../../ground/clock.ts';
import type { Database, Tx } from '../../database/database.ts';
import { BatonError } from '../../ground/errors.ts';
import { portalId as toPortalId, userId } from '../../ground/identifiers.ts';
import type { PortalId } from '../../ground/identifiers.ts';
import { RENEWAL, createTroubles } from '../calls/troubles.ts';
import type { AccountLimits } from '../limiter/account-limits.ts';
import { SYNC_OFF_WORDS, budgetWords } from '../limiter/words.ts';
import { DEFAULT_TIME_ZONE } from './account.ts';
import { portalEntity } from './portal-entity.ts';
import type { PortalRow } from './portal-entity.ts';
import type { Portal, Portals } from '../types.ts';

/** Who connected, and what HubSpot told about the account. */
export type PortalFacts = Pick<
  PortalRow,
  'portalId' | 'scopes' | 'timeZone' | 'uiDomain' | 'connectedByEmail' | 'connectedByUserId'
>;
/** The secrets of a connection, sealed. */
export type PortalCredential = Pick<
  PortalRow,
  | 'credential'
  | 'sealedAccessToken'
  | 'sealedRefreshToken'
  | 'accessTokenExpiresAt'
  | 'refreshDueAt'
  | 'grantedTo'
>;

export type ConnectedHandler = (tx: Tx, portalId: PortalId) => Promise<void>;
export type DisconnectedHandler = (tx: Tx, portalId: PortalId, reason: string) => Promise<void>;

/** The portals table: what other rooms read, and what the connection itself writes. */
export interface PortalRegistry extends Portals {
  /** Connects an account, or connects it again with a new grant. */
  connect(tx: Tx, facts: PortalFacts, credential: PortalCredential): Promise<void>;
  /**
   * Marks an account disconnected and forgets its secrets. With `grantNumber`, only if that grant is still the one in
   * use. Resolves to false if there was nothing to disconnect.
   */
  disconnect(portalId: PortalId, reason: string, grantNumber?: number): Promise<boolean>;
  /** Called once at composition. Handlers run in the transaction that disconnects. */
  onDisconnected(handler: DisconnectedHandler): void;
  /** Called once at composition. Handlers run in the transaction that connects, for the first time or again. */
  onConnected(handler: ConnectedHandler): void;
  markProvisioned(portalId: PortalId): Promise<void>;
  /** A property of ours was found missing. */
  markIncomplete(portalId: PortalId): Promise<void>;
  /** The row with its sealed secrets, for the connection's own files. */
  row(portalId: PortalId): Promise<PortalRow | undefined>;
}

interface Deps {
  database: Database;
  clock: Clock;
  /** What an admin allows; absent: everything. */
  limits?: Pick<AccountLimits, 'state'> | undefined;
}

export function createPortals({ database, clock, limits }: Deps): PortalRegistry {
  const handlers: DisconnectedHandler[] = [];
  const troubles = createTroubles({ database, clock });
  const connectedHandlers: ConnectedHandler[] = [];
  const repository = () => database.manager.getRepository(portalEntity);
  const row = async (id: PortalId) => (await repository().findOneBy({ portalId: id })) ?? undefined;
  const find: Portals['find'] = async (id, tx = database.manager) =>
    optionally(toPortal, (await tx.findOneBy(portalEntity, { portalId: id })) ?? undefined);
  return {
    row,
    find,
    async get(id) {
      const portal = await find(id);
      if (!portal) throw new BatonError('PORTAL_NOT_CONNECTED', undefined, { context: { portalId: id } });
      return portal;
    },
    async connected() {
      const rows = await repository().find({ where: { status: 'connected' }, order: { portalId: 'ASC' } });
      return rows.map(toPortal);
    },
    async trouble(id) {
      const row = await troubles.of(id);
      if (row) return { text: row.message, paused: row.endpoint !== RENEWAL };
      const state = await limits?.state(id);
      if (!state) return null;
      if (!state.dataSync) return { text: SYNC_OFF_WORDS, paused: true, byAdmin: true };
      const text = state.waiting && budgetWords(state, (await find(id))?.timeZone ?? DEFAULT_TIME_ZONE);
      return text ? { text, paused: false, byAdmin: true } : null;
    },
    async connect(tx, facts, credential) {
      await connect(tx, clock.now(), facts, credential);
      for (const handler of connectedHandlers) await handler(tx, toPortalId(facts.portalId));
    },
    onConnected: (handler) => void connectedHandlers.push(handler),
    disconnect: (id, reason, grantNumber) => disconnect(database, handlers, id, reason, grantNumber),
    onDisconnected: (handler) => void handlers.push(handler),
    async markIncomplete(id) {
      await repository().update({ portalId: id }, { provisionedAt: null });
    },
    async markProvisioned(id) {
      await repository().update({ portalId: id }, { provisionedAt: clock.now() });
    },
  };
}

const optionally = <A, B>(map: (value: A) => B, value: A | undefined): B | undefined =>
  value === undefined ? undefined : map(value);

async function connect(tx: Tx, now: number, facts: PortalFacts, credential: PortalCredential): Promise<void> {
  const fresh = {
    ...facts,
    ...credential,
    status: 'connected' as const,
    statusReason: null,
    refreshLease: null,
    refreshingUntil: null,
  };
  const inserted = { ...fresh, grantNumber: 0, installedAt: now, provisionedAt: null };
  await tx.createQueryBuilder().insert().into(portalEntity).values(inserted).orIgnore().execute();
  const counted = { ...fresh, grantNumber: () => 'grant_number + 1' };
  await tx
    .createQueryBuilder()
    .update(portalEntity)
    .set(counted)
    .where({ portalId: facts.portalId })
    .execute();
}

async function disconnect(
  database: Database,
  handlers: readonly DisconnectedHandler[],
  portalId: PortalId,
  reason: string,
  grantNumber: number | undefined,
): Promise<boolean> {
  return database.transaction(async (tx) => {
    const where = {
      portalId,
      status: 'connected' as const,
      ...(grantNumber === undefined ? {} : { grantNumber }),
    };
    const secrets = {
      sealedAccessToken: null,
      sealedRefreshToken: null,
      accessTokenExpiresAt: null,
      refreshDueAt: null,
      grantedTo: null,
    };
    const change = {
      status: 'disconnected' as const,
      statusReason: reason,
      ...secrets,
      refreshLease: null,
      refreshingUntil: null,
    };
    const { affected } = await tx
      .createQueryBuilder()
      .update(portalEntity)
      .set(change)
      .where(where)
      .execute();
    if (!affected) return false;
    for (const handler of handlers) await handler(tx, portalId, reason);
    return true;
  });
}

const toPortal = (row: PortalRow): Portal => ({
  portalId: toPortalId(row.portalId),
  status: row.status,
  statusReason: row.statusReason,
  timeZone: row.timeZone,
  uiDomain: row.uiDomain,
  scopes: row.scopes,
  credential: row.credential,
  connectedByEmail: row.connectedByEmail,
  connectedByUserId: row.connectedByUserId === null ? null : userId(row.connectedByUserId),
  installedAt: row.installedAt,
  provisionedAt: row.provisionedAt,
});
