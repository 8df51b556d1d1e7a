import { BatonError, isBatonError } from '../../ground/errors.ts';
import type { HubSpotList } from '../../hubspot/types.ts';
import type { Destination } from '../definition/definition.ts';
import type { Problem } from '../problems.ts';
import type { Known } from '../rows/journal.ts';
import { matchHash } from '../rows/sealing.ts';
import type { RunContext } from '../runs/context.ts';
import type { Decision, Destined } from '../runs/destined.ts';
import { RECORD_ID } from '../runs/objects.ts';
import { lookUp } from '../sending/look-up.ts';
import type { SourceRow } from '../../sources/source.ts';
import { SyncRunEntity } from '../sync-entity.ts';
import { emailProblem } from '../values/email.ts';
import { textOf } from '../values/property-value.ts';

export type ToList = Extract<Destination, { kind: 'list' }>;

const CONTACTS = '0-1';

/** The list of a definition. Its members are contacts, found by address or id before anything is planned. */
export class ListDestination implements Destined {
  readonly to: ToList;
  /** null: HubSpot has none of this name yet. */
  list: HubSpotList | null;
  /** Several rows may be for one contact: it is in the list, or not. */
  readonly sharesRecords = true;
  /** The runs before filled another list: every row is for this one anew. */
  readonly again: boolean;
  /** Key hashes of rows that were for a contact, and are for none that HubSpot has. */
  readonly unfound = new Set<string>();
  private readonly context: RunContext;

  private constructor(context: RunContext, to: ToList, list: HubSpotList | null, lastListId?: string) {
    [this.context, this.to, this.list] = [context, to, list];
    this.again = lastListId !== undefined && lastListId !== list?.listId;
  }

  /** @param lastListId which list the run before filled @throws BatonError SYNC_REFUSED where the list is none that can be filled */
  static async open(context: RunContext, to: ToList, lastListId?: string): Promise<ListDestination> {
    const list = await context.crm.lists.find(context.portalId, to.list);
    if (!list && 'id' in to.list)
      throw new BatonError(
        'SYNC_REFUSED',
        `The account has no list ${to.list.id}. Write another id, or \`name\`.`,
      );
    if (list && list.objectTypeId !== CONTACTS)
      throw new BatonError('SYNC_REFUSED', `“${list.name}” is not a list of contacts. Choose another one.`);
    if (list?.kind === 'dynamic')
      throw new BatonError(
        'SYNC_REFUSED',
        `“${list.name}” is filled by HubSpot's own filters: nobody else can add to it or remove from it. Choose a static list, or a name that is new.`,
      );
    return new ListDestination(context, to, list ?? null, lastListId);
  }

  /**
   * The list, made if it is new. From here on the run is about it: what the journal knows of another one is forgotten in
   * the same breath.
   */
  async ready(): Promise<string> {
    const { context, again } = this;
    const { hold, journal, portalId, runId } = context;
    const { listId } = (this.list ??= await this.create());
    await hold.transaction(async (tx) => {
      if (again) await journal.forgetWritten(tx);
      await tx.update(
        SyncRunEntity,
        { portalId, runId },
        { target: { kind: 'list', object: 'contacts', listId } },
      );
    });
    return listId;
  }

  async decide(rows: readonly { row: SourceRow; known: Known }[]): Promise<Decision[]> {
    const read = rows.map(({ row, known }) => ({ known, ...this.read(row) }));
    const isKnown = ({ known, match }: { known: Known; match: string }): boolean =>
      known.recordId !== null && known.writtenMatch === matchHash(this.context.sealing, match);
    const wanted = read.filter((one) => !one.problem && !this.byId && !isKnown(one));
    const found = await lookUp(
      this.context,
      { object: 'contacts', match: this.to.match },
      wanted.map(({ match }) => match),
    );
    return read.map((one): Decision => {
      const { known, match, problem } = one;
      if (problem) return { action: 'report', match, problem };
      const recordId = this.byId
        ? match
        : isKnown(one)
          ? (known.recordId ?? undefined)
          : found.get(match.toLowerCase())?.id;
      if (recordId !== undefined)
        return { action: this.to.mode === 'remove' ? 'part' : 'join', match, recordId };
      if (known.recordId !== null) this.unfound.add(known.keyHash);
      const message = `No contact has the address “${match}”.`;
      return { action: 'report', match, skip: true, problem: { code: 'NO_RECORD', message } };
    });
  }

  /** Who leaves, the list itself tells. */
  gone(): undefined {
    return undefined;
  }

  private get byId(): boolean {
    return this.to.match.property === RECORD_ID;
  }

  private read(row: SourceRow): { match: string; problem: Problem | null } {
    const { column } = this.to.match;
    const value = row[column];
    const match = value === undefined || value === null ? '' : textOf(value).trim();
    if (match === '')
      return { match, problem: { code: 'MATCH_MISSING', message: `The column “${column}” is empty.` } };
    if (this.byId)
      return {
        match,
        problem: /^\d+$/.test(match)
          ? null
          : { code: 'NO_RECORD', message: `“${match}” is not the id of a contact.` },
      };
    const wrong = emailProblem(match);
    return {
      match,
      problem: wrong === null ? null : { code: 'INVALID_EMAIL', message: `“${match}”: ${wrong}` },
    };
  }

  /** Whoever made it meanwhile, or in a call whose answer was lost: there is one list of a name. */
  private async create(): Promise<HubSpotList> {
    const { crm, portalId, tally } = this.context;
    const name = 'name' in this.to.list ? this.to.list.name : '';
    try {
      return await crm.lists.create(portalId, name);
    } catch (error) {
      const mayBeThere =
        isBatonError(error, 'HUBSPOT_OUTCOME_UNKNOWN') ||
        isBatonError(error, 'HUBSPOT_CONFLICT') ||
        isBatonError(error, 'HUBSPOT_VALIDATION');
      const there = mayBeThere ? await crm.lists.find(portalId, { name }) : undefined;
      if (there?.kind !== 'static' || there.objectTypeId !== CONTACTS) throw error;
      tally.warnings.add(`The list “${name}” was made a moment ago: it is taken.`);
      return there;
    }
  }
}
