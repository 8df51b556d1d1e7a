import { SECOND } from '../../ground/clock.ts';
import type { Clock } from '../../ground/clock.ts';
import { BatonError, isBatonError } from '../../ground/errors.ts';
import { ownerId } from '../../ground/identifiers.ts';
import type { ContactId, PortalId } from '../../ground/identifiers.ts';
import { HUBSPOT_API_VERSION } from '../calls/api-version.ts';
import type { HubSpotClient } from '../calls/client-types.ts';
import type { ContactRecord, Contacts, Lane } from '../types.ts';
import { batchAnswerSchema, sortAnswer } from './batch-answer.ts';
import type { BatchAnswer } from './batch-answer.ts';
import type { ContactResult } from './contact-result.ts';
import type { ContactWriteRow } from './contact-write-entity.ts';
import { missingOfOurs } from '../properties/known-properties.ts';
import type { KnownProperties } from '../properties/known-properties.ts';
import { OWNER, asBatonError, blamedInBatch, namedIn, verdictOn } from './refusals.ts';
import { RefusalSearch } from './creates/search.ts';

/** Part of one contact's writes, on its way. */
interface Piece {
  result: ContactResult;
  /** The record to write to: the contact, or the one it was merged into. */
  id: ContactId;
  /** Unique within a call, because no two pieces of one call share a record. */
  trace: string;
  properties: Record<string, string>;
  /** It was looked for once already after HubSpot did not find it. */
  followed?: true;
}

export interface ContactBatchDeps {
  client: HubSpotClient;
  contacts: Contacts;
  clock: Clock;
  /** Told when a property of ours does not exist. */
  known?: Pick<KnownProperties, 'lost'> | undefined;
}

/** An owner that was read longer ago than this is read again before it is overwritten. */
const OWNER_FRESH_MS = SECOND;
/** Readings of owners before a batch gives way to others. */
const OWNER_READINGS = 5;

/**
 * Writes the merged changes of up to 100 contacts: one batch/update, and before it one batch/read of the owners if
 * owners change. What HubSpot refuses is taken out, as little as possible, and the rest is sent again.
 */
export class ContactBatch {
  private readonly deps: ContactBatchDeps;
  private readonly portalId: PortalId;
  private readonly lane: Lane;
  private readonly results: ContactResult[];
  private readonly search: RefusalSearch;
  private ownersReadAt = 0;
  private readings = 0;
  /** Why the batch had to stop: it is likely to stop others of the account. */
  trouble: BatonError | undefined;

  constructor(deps: ContactBatchDeps, portalId: PortalId, lane: Lane, rows: readonly ContactWriteRow[]) {
    this.deps = deps;
    this.portalId = portalId;
    this.lane = lane;
    this.results = rows.map((row) => ({ row, written: {}, refused: {}, kept: [] }));
    this.search = new RefusalSearch(rows.length);
  }

  /** Never throws: an error that stops the batch stands in the results that are not finished. */
  async run(): Promise<ContactResult[]> {
    try {
      // Of a row whose owner change was forgotten nothing may be left.
      const wanted = this.results.map(toPiece).filter(({ properties }) => Object.keys(properties).length > 0);
      let pieces = await this.compare(wanted);
      while (pieces.length > 0) {
        const { call, rest } = withoutDuplicates(pieces);
        pieces = [...(await this.send(call)), ...rest];
      }
      const doubt = this.search.settle();
      if (doubt) for (const result of this.open()) result.again = doubt;
    } catch (error) {
      this.search.settle();
      this.stop(asBatonError(error));
    }
    if (this.results.some(({ again }) => again && missingOfOurs(again).length > 0))
      // Should that fail, the next attempt asks again.
      await this.deps.known?.lost(this.portalId).catch(() => undefined);
    return this.results;
  }

  private open(): ContactResult[] {
    return this.results.filter((candidate) => !isSettled(candidate));
  }

  /** Everything not yet settled waits, or fails if waiting cannot help. */
  private stop(error: BatonError): void {
    const hopeless = verdictOn(error) === 'hopeless';
    if (!hopeless) this.trouble = error;
    for (const result of this.open()) {
      if (hopeless) result.failed = error;
      else result.again = error;
    }
  }

  /** Sends one call. Returns what is to be sent again, changed. @throws when the whole batch has to wait */
  private async send(pieces: Piece[]): Promise<Piece[]> {
    const answer = await this.call(pieces);
    if (!(answer instanceof BatonError)) return this.sort(answer, pieces);
    return answer.code === 'HUBSPOT_CALL_EXPIRED'
      ? this.compare(pieces, answer)
      : this.wholeRefused(pieces, answer);
  }

  /** The answer, or why HubSpot refused the whole batch. */
  private async call(pieces: readonly Piece[]): Promise<BatchAnswer | BatonError> {
    try {
      return await this.deps.client.call(this.portalId, this.update(pieces));
    } catch (error) {
      const back =
        isBatonError(error) && (error.code === 'HUBSPOT_CALL_EXPIRED' || verdictOn(error) === 'refused');
      if (back) return error;
      throw error;
    }
  }

  private update(pieces: readonly Piece[]) {
    const inputs = pieces.map(({ id, trace, properties }) => ({ id, objectWriteTraceId: trace, properties }));
    const compared = pieces.some(isCompared);
    return {
      method: 'POST',
      path: `/crm/objects/${HUBSPOT_API_VERSION}/contacts/batch/update`,
      body: { inputs },
      lane: this.lane,
      answer: batchAnswerSchema,
      repeatable: true,
      ...(compared ? { notAfter: this.ownersReadAt + OWNER_FRESH_MS } : {}),
    } as const;
  }

  private async sort(answer: BatchAnswer, pieces: readonly Piece[]): Promise<Piece[]> {
    const { done, refused, unclear, unattributed } = sortAnswer(answer, pieces, () => false);
    for (const { item } of done) Object.assign(item.result.written, item.properties);
    if (done.length > 0) this.search.passed();
    const gone = refused.filter(({ error }) => error.code === 'HUBSPOT_NOT_FOUND').map(({ item }) => item);
    const rest = refused
      .filter(({ item }) => !gone.includes(item))
      .flatMap(({ item, error }) => this.refusedOne(item, error));
    return [
      ...rest,
      ...(await this.follow(gone)),
      ...(await this.unconfirmed(unclear, pieces.length, unattributed)),
    ];
  }

  /** An update may be repeated, so what HubSpot does not confirm is sent again, in smaller parts if nothing was. */
  private async unconfirmed(
    unclear: Piece[],
    sent: number,
    unattributed: BatonError | undefined,
  ): Promise<Piece[]> {
    const [only] = unclear;
    if (!only || unclear.length < sent) return unclear;
    const silent = new BatonError('HUBSPOT_UNEXPECTED', 'HubSpot neither confirmed nor refused the update.', {
      retry: 'backoff',
    });
    this.search.refused(unattributed ?? silent);
    if (unclear.length > 1) return this.halves(unclear);
    if (unattributed) return this.refusedOne(only, unattributed, true);
    only.result.again = silent;
    return [];
  }

  /** The whole batch was refused. Take out what the refusal is about if it says so; search for it if not. */
  private async wholeRefused(pieces: Piece[], error: BatonError): Promise<Piece[]> {
    const [only] = pieces;
    if (pieces.length === 1 && only) {
      return error.code === 'HUBSPOT_NOT_FOUND' ? this.follow(pieces) : this.refusedOne(only, error, true);
    }
    if (error.code === 'HUBSPOT_NOT_FOUND') {
      const followed = await this.follow(pieces);
      if (followed.length < pieces.length || followed.some((piece, index) => piece.id !== pieces[index]?.id))
        return followed;
    }
    const blamed = pieces.map((piece) => ({ piece, names: blamedInBatch(error, piece.properties) }));
    if (blamed.some(({ names }) => names.length > 0)) {
      return blamed.flatMap(({ piece, names }) => without(piece, names, error));
    }
    this.search.refused(error);
    return this.halves(pieces);
  }

  private async halves(pieces: Piece[]): Promise<Piece[]> {
    const middle = Math.ceil(pieces.length / 2);
    return [...(await this.send(pieces.slice(0, middle))), ...(await this.send(pieces.slice(middle)))];
  }

  /**
   * One contact's piece was refused: without the property that is named, or in halves until one is left. `alone`: it was
   * by itself in the call, and HubSpot need not have meant the contact.
   */
  private refusedOne(piece: Piece, error: BatonError, alone = false): Piece[] {
    const names = Object.keys(piece.properties);
    const named = namedIn(error)
      .map(({ name }) => name)
      .filter((name) => names.includes(name));
    if (named.length > 0) return without(piece, named, error);
    if (error.retry !== 'never') {
      piece.result.again = error;
      return [];
    }
    if (verdictOn(error) === 'hopeless') {
      piece.result.failed = error;
      return [];
    }
    if (alone) this.search.refused(error);
    const [name] = names;
    if (names.length === 1 && name !== undefined) {
      if (alone) this.search.blame(() => delete piece.result.refused[name]);
      return without(piece, names, error);
    }
    const middle = Math.ceil(names.length / 2);
    return [...pick(piece, names.slice(0, middle)), ...pick(piece, names.slice(middle))];
  }

  /** Records that are not found: gone, or merged into others, which then take the writes. */
  private async follow(pieces: Piece[]): Promise<Piece[]> {
    if (pieces.length === 0) return [];
    const records = await this.read(pieces, 'hs_object_id');
    return pieces.flatMap((piece) => this.moveTo(piece, records.get(piece.id)));
  }

  private moveTo(piece: Piece, record: ContactRecord | undefined): Piece[] {
    if (!record) {
      piece.result.missing = true;
      return [];
    }
    if (record.id === piece.id && piece.followed) {
      const odd = 'HubSpot shows the contact but does not find it for an update.';
      piece.result.again = new BatonError('HUBSPOT_UNEXPECTED', odd, { retry: 'backoff' });
      return [];
    }
    return [{ ...piece, id: record.id, trace: record.id, followed: true }];
  }

  /** Compare and set: what is there is read right before it is written, and stays where somebody changed it. */
  private async compare(pieces: Piece[], expired?: BatonError): Promise<Piece[]> {
    const careful = pieces.filter(isCompared);
    if (careful.length === 0) return pieces;
    this.readings += 1;
    if (expired && this.readings > OWNER_READINGS) throw expired;
    this.ownersReadAt = this.deps.clock.now();
    const records = await this.read(careful, OWNER, ...new Set(careful.flatMap(guarded)));
    const compared = careful.flatMap((piece) => {
      const record = records.get(piece.id);
      if (!record) piece.result.missing = true;
      return record ? allowed({ ...piece, id: record.id, trace: record.id }, record) : [];
    });
    return [...pieces.filter((piece) => !careful.includes(piece)), ...compared];
  }

  private read(pieces: readonly Piece[], ...properties: string[]): ReturnType<Contacts['read']> {
    const ids = pieces.map(({ id }) => id);
    return this.deps.contacts.read(this.portalId, ids, { properties, lane: this.lane });
  }
}

function toPiece(result: ContactResult): Piece {
  const { contactId, properties, hasOwner, ownerTo } = result.row;
  const owner: Record<string, string> = hasOwner ? { [OWNER]: ownerTo ?? '' } : {};
  return { result, id: contactId, trace: contactId, properties: { ...properties, ...owner } };
}

/** Properties of the piece that are written over certain values only. */
const guarded = ({ result, properties }: Piece): string[] =>
  Object.keys(result.row.onlyOver ?? {}).filter((name) => name in properties);

const isCompared = (piece: Piece): boolean => OWNER in piece.properties || guarded(piece).length > 0;

/** The piece as it may be written over what the record holds now. */
function allowed(piece: Piece, { properties }: ContactRecord): Piece[] {
  const { row, written, kept } = piece.result;
  const stays = guarded(piece).filter((name) => !row.onlyOver?.[name]?.includes(properties[name] ?? ''));
  for (const name of stays) {
    if (properties[name] === piece.properties[name]) written[name] = properties[name] ?? '';
    else kept.push(name);
  }
  const rest = pick(
    piece,
    Object.keys(piece.properties).filter((name) => !stays.includes(name)),
  );
  return rest.flatMap((left) =>
    OWNER in left.properties ? compareOwner(left, properties[OWNER] ?? '') : [left],
  );
}

/** The piece as it may be written while `current` owns the contact ("": nobody). */
function compareOwner(piece: Piece, current: string): Piece[] {
  const { row, written } = piece.result;
  const wanted = row.ownerTo ?? '';
  if (current !== wanted && row.ownerExpected.some((expected) => (expected ?? '') === current))
    return [piece];
  if (current === wanted) written[OWNER] = wanted;
  else piece.result.conflict = { currentOwner: current ? ownerId(current) : null };
  return pick(
    piece,
    Object.keys(piece.properties).filter((name) => name !== OWNER),
  );
}

/** The piece without refused properties; nothing if nothing is left. */
function without(piece: Piece, names: readonly string[], error: BatonError): Piece[] {
  const missing = missingOfOurs(error);
  for (const name of names) {
    // It is created again, and then written.
    if (missing.includes(name)) piece.result.again = notThere(error);
    else piece.result.refused[name] = error;
  }
  return pick(
    piece,
    Object.keys(piece.properties).filter((name) => !names.includes(name)),
  );
}

const notThere = (error: BatonError): BatonError =>
  new BatonError('HUBSPOT_VALIDATION', error.message, { retry: 'backoff', context: error.context });

function pick(piece: Piece, names: readonly string[]): Piece[] {
  const properties = Object.fromEntries(
    Object.entries(piece.properties).filter(([name]) => names.includes(name)),
  );
  return names.length > 0 ? [{ ...piece, properties }] : [];
}

/** HubSpot refuses a batch that names a record twice: two parts of one contact, or two contacts merged into one. */
function withoutDuplicates(pieces: readonly Piece[]): { call: Piece[]; rest: Piece[] } {
  const seen = new Set<string>();
  const call: Piece[] = [];
  const rest: Piece[] = [];
  for (const piece of pieces) {
    (seen.has(piece.id) ? rest : call).push(piece);
    seen.add(piece.id);
  }
  return { call, rest };
}

function isSettled({
  row,
  written,
  refused,
  kept,
  conflict,
  missing,
  failed,
  again,
}: ContactResult): boolean {
  if (missing || failed || again) return true;
  const names = Object.keys(row.properties).every(
    (name) => name in written || name in refused || kept.includes(name),
  );
  return names && (!row.hasOwner || OWNER in written || OWNER in refused || conflict !== undefined);
}
