import { In } from 'typeorm';
import type { Database, Tx } from '../database/database.ts';
import { HOUR } from '../ground/clock.ts';
import { campaignId as toCampaignId, portalId as toPortalId } from '../ground/identifiers.ts';
import type { CampaignId, PortalId } from '../ground/identifiers.ts';
import { HappeningEntity } from './campaign-entity.ts';
import type { Happening } from './campaign-entity.ts';
import { CampaignCountEntity } from './count-entity.ts';
import type { CampaignCount } from './count-entity.ts';

interface Of {
  portalId: PortalId;
  campaignId: CampaignId;
}
type Counted = Pick<Happening, 'roundKey' | 'kind' | 'step' | 'version' | 'answer' | 'at'>;
/** Its keys; how much is added to `times` and `contacts`. */
type Added = Omit<CampaignCount, keyof Of>;

/** Rounds that one transaction counts. Small: on SQLite nobody else can write meanwhile. */
const ROUNDS = 200;
/** So often a page counts before it shows what is counted: more is left to the daemon. */
const PARTS_FOR_A_PAGE = 10;

/** Counts what came of these campaigns since it was counted last: pages show what is true now, at next to no cost. */
export async function countFor(
  database: Database,
  portalId: PortalId,
  ids: readonly CampaignId[],
): Promise<void> {
  for (const of of await uncounted(database, { portalId, ids })) {
    for (let part = 0; part < PARTS_FOR_A_PAGE; part += 1) if (!(await countSome(database, of))) break;
  }
}

/** The same of all campaigns, to the end. */
export async function countAll(database: Database): Promise<void> {
  for (const of of await uncounted(database)) while (await countSome(database, of));
}

async function uncounted(
  { manager }: Database,
  among?: { portalId: PortalId; ids: readonly CampaignId[] },
): Promise<Of[]> {
  const query = manager
    .createQueryBuilder(HappeningEntity, 'one')
    .select('one.portalId', 'portal')
    .addSelect('one.campaignId', 'campaign')
    .distinct(true)
    // As it stands in the index of those not counted yet.
    .where('one.counted = false');
  if (among)
    query.andWhere('one.portalId = :portalId AND one.campaignId IN (:...ids)', {
      portalId: among.portalId,
      ids: among.ids,
    });
  const rows = await query.getRawMany<{ portal: string; campaign: string }>();
  return rows.map(({ portal, campaign }) => ({
    portalId: toPortalId(portal),
    campaignId: toCampaignId(campaign),
  }));
}

/** One part at a time for each campaign: on SQLite write transactions exclude each other anyway. Resolves to whether it did any. */
const countSome = (database: Database, of: Of): Promise<boolean> =>
  database.transaction(async (tx) => {
    const { portalId, campaignId } = of;
    if (database.kind === 'postgres')
      await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [
        `campaign-counts:${portalId}:${campaignId}`,
      ]);
    const fresh = await take(tx, database, of);
    if (fresh.length === 0) return false;
    const rounds = [...new Set(fresh.map(({ roundKey }) => roundKey))];
    const all = await tx.find(HappeningEntity, {
      select: { portalId: true, campaignId: true, roundKey: true, kind: true, step: true, version: true },
      where: { portalId, campaignId, roundKey: In(rounds), counted: true },
    });
    const isFresh = new Set(fresh.map(keyOf));
    const before = all.filter((one) => !isFresh.has(keyOf(one)));
    for (const added of sumOf(fresh, before)) await add(tx, of, added);
    return true;
  });

const keyOf = ({ roundKey, kind, step }: Pick<Happening, 'roundKey' | 'kind' | 'step'>): string =>
  `${roundKey} ${kind} ${step}`;

/** Marks some as counted and resolves to exactly those. One statement, which starts with WITH so that sqlite3 returns rows. */
async function take(tx: Tx, { kind }: Database, { portalId, campaignId }: Of): Promise<Counted[]> {
  const [portal, campaign] = kind === 'postgres' ? ['$1', '$2'] : ['?1', '?2'];
  const fresh = `portal_id = ${portal} AND campaign_id = ${campaign} AND counted = false`;
  const found: unknown = await tx.query(
    `WITH picked AS (SELECT DISTINCT round_key FROM campaign_happening WHERE ${fresh} LIMIT ${ROUNDS})
    UPDATE campaign_happening SET counted = true
    WHERE ${fresh} AND round_key IN (SELECT round_key FROM picked)
    RETURNING round_key AS "roundKey", kind, step, version, answer, at`,
    [portalId, campaignId],
  );
  // PostgreSQL's rows come with how many they are.
  const rows = (kind === 'postgres' ? (found as [unknown[]])[0] : found) as (Omit<Counted, 'at'> & {
    at: string | number;
  })[];
  return rows.map((row) => ({ ...row, at: Number(row.at) }));
}

/** What is added to the counts. `before`: what these rounds had that is counted already. */
export function sumOf(
  fresh: readonly Counted[],
  before: readonly Pick<Counted, 'roundKey' | 'kind' | 'step' | 'version'>[],
): Added[] {
  const sums = new Map<string, Added>();
  const plus = (one: Omit<Added, 'times' | 'contacts'>, times: number, contacts: number): void => {
    const name = JSON.stringify(one);
    const sum = sums.get(name) ?? { ...one, times: 0, contacts: 0 };
    sums.set(name, { ...sum, times: sum.times + times, contacts: sum.contacts + contacts });
  };
  const rounds = new Map<string, Round>();
  const enter = (one: (typeof before)[number]): { isNew: boolean; replied: number | null } => {
    const round = rounds.get(one.roundKey) ?? { kinds: new Set(), first: null };
    rounds.set(one.roundKey, round);
    const isNew = !round.kinds.has(one.kind);
    const wasBoth = round.first !== null && round.kinds.has('replied');
    round.kinds.add(one.kind);
    if (one.kind === 'sent' && one.step === 0) round.first = one.version;
    return { isNew, replied: !wasBoth && round.kinds.has('replied') ? round.first : null };
  };
  for (const one of before) enter(one);
  for (const one of fresh) {
    const { isNew, replied } = enter(one);
    const { kind, version, step } = one;
    const answer = one.answer ?? '';
    plus({ what: 'step', kind, version, step, answer, hour: 0 }, 1, isNew ? 1 : 0);
    plus({ what: 'hour', kind, version: 0, step: 0, answer: '', hour: one.at - (one.at % HOUR) }, 1, 0);
    if (replied !== null)
      plus({ what: 'first', kind: 'replied', version: replied, step: 0, answer: '', hour: 0 }, 0, 1);
  }
  return [...sums.values()];
}

/** What is known of a round of a lead. */
interface Round {
  kinds: Set<Happening['kind']>;
  /** The version of its first email. */
  first: number | null;
}

async function add(tx: Tx, of: Of, { times, contacts, ...keys }: Added): Promise<void> {
  const { affected } = await tx
    .createQueryBuilder()
    .update(CampaignCountEntity)
    .set({ times: () => `times + ${times}`, contacts: () => `contacts + ${contacts}` })
    .where({ ...of, ...keys })
    .execute();
  if (affected === 0) await tx.insert(CampaignCountEntity, { ...of, ...keys, times, contacts });
}
