import { SECOND } from '../../../ground/clock.ts';
import type { Clock } from '../../../ground/clock.ts';
import { BatonError, isBatonError } from '../../../ground/errors.ts';
import type { ContactId, OwnerId, PortalId } from '../../../ground/identifiers.ts';
import { HUBSPOT_API_VERSION } from '../../calls/api-version.ts';
import type { Lane } from '../../types.ts';
import { activityTypes, propertiesOf, referenceOf } from './activities.ts';
import type { ActivityKind } from './activities.ts';
import { batchAnswerSchema, sortAnswer } from '../batch-answer.ts';
import type { BatchAnswer } from '../batch-answer.ts';
import type { Claim } from '../claims.ts';
import { activityOf } from './create-entity.ts';
import type { CreateRow } from './create-entity.ts';
import { ReadBack, isRowOf } from './read-back.ts';
import type { ReadBackDeps } from './read-back.ts';
import { OWNER, asBatonError, namedIn, verdictOn } from '../refusals.ts';
import { RefusalSearch } from './search.ts';
import { EFFECT_WITHIN_MS, LEAVES_WITHIN_MS, SETTLED_AFTER_MS } from './settling.ts';

/** What became of one note, task, email or new contact in one flush. */
export interface CreateResult {
  /** The row as it was claimed. */
  row: CreateRow;
  hubspotId?: string;
  /** The contact is gone. With `unknown`: it may have been created before that. */
  missing?: true;
  failed?: BatonError;
  again?: BatonError;
  /** HubSpot may have it, so look before creating. */
  unknown?: boolean;
  /** A call of this flush left, and nobody knows what became of it. */
  left?: true;
  /** HubSpot could not be asked about it: until then, what was sent may still take effect, epoch ms. */
  settlesAt?: number;
}

interface Piece {
  result: CreateResult;
  trace: string;
  /** The contact, or the one it was merged into. */
  contactId: ContactId;
  owner: OwnerId | null;
  /** The contact was looked up after a refusal. */
  looked?: true;
}

/** When to look for the first time for what a lost answer spoke of: most of it is there by then. */
export const FIRST_LOOK_MS = 5 * SECOND;

export interface CreateBatchDeps extends ReadBackDeps {
  clock: Clock;
  /** For how long, ms, this process has seen the clock run as clocks do. */
  steadyFor(): number;
}

/**
 * Creates up to 100 activities of one kind, each exactly once: what may exist already is looked for first, the rest
 * goes out in one batch/create with its association. What HubSpot refuses is taken out and the rest is sent again.
 * What is not found but may still come (see settling.ts) waits, and is looked for once more.
 */
export class CreateBatch {
  private readonly deps: CreateBatchDeps;
  private readonly portalId: PortalId;
  private readonly kind: ActivityKind;
  private readonly lane: Lane;
  private readonly claim: Pick<Claim<CreateRow>, 'at'>;
  private readonly results: CreateResult[];
  private readonly search: RefusalSearch;
  /** Why the batch had to stop: it is likely to stop others of the account. */
  trouble: BatonError | undefined;

  constructor(
    deps: CreateBatchDeps,
    portalId: PortalId,
    kind: ActivityKind,
    claim: Pick<Claim<CreateRow>, 'lane' | 'at' | 'rows'>,
  ) {
    this.deps = deps;
    this.portalId = portalId;
    this.kind = kind;
    this.lane = claim.lane;
    this.search = new RefusalSearch(claim.rows.length);
    this.claim = claim;
    this.results = claim.rows.map((row) => ({ row, unknown: mayExist(row) }));
  }

  /** Never throws: an error that stops the batch stands in the results that are not finished. */
  async run(): Promise<CreateResult[]> {
    try {
      await this.lookFirst();
      let pieces = this.open().map(toPiece);
      while (pieces.length > 0) pieces = await this.send(pieces);
      const doubt = this.search.settle();
      if (doubt) for (const result of this.open()) result.again = doubt;
    } catch (error) {
      this.search.settle();
      this.stop(asBatonError(error));
    }
    return this.results;
  }

  private open(): CreateResult[] {
    return this.results.filter(
      ({ hubspotId, missing, failed, again }) => !hubspotId && !missing && !failed && !again,
    );
  }

  private async lookFirst(): Promise<void> {
    const doubtful = this.results.filter(({ unknown }) => unknown);
    if (doubtful.length === 0) return;
    const readBack = new ReadBack(this.deps, this.portalId, this.kind, this.lane);
    const waits = new Map(doubtful.map((result) => [result, this.unsettledMs(result.row)]));
    const found = await readBack.find(doubtful.map(({ row }) => row));
    for (const result of doubtful) {
      const hubspotId = found.ids.get(result.row);
      const waitMs = waits.get(result) ?? 0;
      if (hubspotId) result.hubspotId = hubspotId;
      // Whether it exists stays unknown.
      else if (found.missing.has(result.row)) result.missing = true;
      else if (waitMs > 0) result.again = unknownOutcome(waitMs);
      else result.unknown = false;
    }
  }

  /**
   * For how long a look that begins now proves nothing, ms. Of what was before the clock was set, or before this process
   * began, the clock tells nothing.
   */
  private unsettledMs({ settlesAt }: CreateRow): number {
    return Math.max(settlesAt - this.deps.clock.now(), SETTLED_AFTER_MS - this.deps.steadyFor());
  }

  /** Everything not yet settled waits, or fails if waiting cannot help. What was in doubt stays in doubt. */
  private stop(error: BatonError): void {
    const hopeless = verdictOn(error) === 'hopeless';
    if (!hopeless) this.trouble = error;
    // What keeps this process from asking may keep up what was sent before as well, and let it through when it ends.
    const settlesAt = this.deps.clock.now() + EFFECT_WITHIN_MS;
    for (const result of this.open()) {
      if (hopeless && !result.unknown) result.failed = error;
      else Object.assign(result, { again: error }, result.unknown ? { settlesAt } : {});
    }
  }

  /** Sends one call. Returns what is to be sent again, changed. @throws when the whole batch has to wait */
  private async send(pieces: Piece[]): Promise<Piece[]> {
    const answer = await this.call(pieces);
    return answer instanceof BatonError ? this.wholeRefused(pieces, answer) : this.sort(answer, pieces);
  }

  /** The answer, or why HubSpot refused the whole batch. */
  private async call(pieces: readonly Piece[]): Promise<BatchAnswer | BatonError> {
    try {
      return await this.deps.client.call(this.portalId, this.create(pieces));
    } catch (error) {
      const verdict = verdictOn(error);
      if (verdict === 'refused' && isBatonError(error)) return error;
      if (verdict === 'unknown') this.doubt(pieces, error);
      throw error;
    }
  }

  private create(pieces: readonly Piece[]) {
    const { object } = activityTypes[this.kind];
    const { claim } = this;
    return {
      method: 'POST',
      path: `/crm/objects/${HUBSPOT_API_VERSION}/${object}/batch/create`,
      body: { inputs: pieces.map(toInput) },
      lane: this.lane,
      answer: batchAnswerSchema,
      repeatable: false,
      // Looked at when its turn has come: the claim may have been renewed meanwhile.
      get notAfter() {
        return claim.at + LEAVES_WITHIN_MS;
      },
    } as const;
  }

  private doubt(pieces: readonly Piece[], cause?: unknown): void {
    const error = unknownOutcome(FIRST_LOOK_MS, cause);
    for (const { result } of pieces) Object.assign(result, { again: error, unknown: true, left: true });
  }

  private async sort(answer: BatchAnswer, pieces: readonly Piece[]): Promise<Piece[]> {
    const { done, refused, unclear, unattributed } = sortAnswer(
      answer,
      pieces,
      ({ result: { row } }, { properties }) => isRowOf(row, properties),
    );
    for (const { item, result } of done) item.result.hubspotId = result.id;
    if (done.length > 0) this.search.passed();
    // HubSpot broke down over it, and may have made it before.
    const passing = refused.filter(({ error }) => error.retry !== 'never').map(({ item }) => item);
    const [only] = unclear;
    const alone = only !== undefined && pieces.length === 1 && unattributed?.retry === 'never';
    this.doubt(alone ? passing : [...unclear, ...passing], unattributed);
    if (alone) return this.examine([{ item: only, error: unattributed }], true);
    return this.examine(refused.filter(({ item }) => !passing.includes(item)));
  }

  /** The whole batch was refused, so none of it exists. Take out what can be found wrong; else search by halves. */
  private async wholeRefused(pieces: Piece[], error: BatonError): Promise<Piece[]> {
    const [only] = pieces;
    if (pieces.length === 1 && only) return this.examine([{ item: only, error }], true);
    const ownerless = pieces.map((piece) =>
      isAboutOwner(error) && piece.owner && error.message.includes(piece.owner)
        ? { ...piece, owner: null }
        : piece,
    );
    if (ownerless.some((piece, index) => piece !== pieces[index])) return ownerless;
    const looked = await this.locate(pieces);
    if (
      looked.length < pieces.length ||
      looked.some((piece, index) => piece.contactId !== pieces[index]?.contactId)
    )
      return looked;
    this.search.refused(error);
    const middle = Math.ceil(looked.length / 2);
    return [...(await this.send(looked.slice(0, middle))), ...(await this.send(looked.slice(middle)))];
  }

  /**
   * Single refusals. In turn: the owner if it is named, the contact, the owner on suspicion. Else it fails. `alone`: it
   * was by itself in the call, and HubSpot need not have meant it.
   */
  private async examine(
    refused: readonly { item: Piece; error: BatonError }[],
    alone = false,
  ): Promise<Piece[]> {
    const named = refused.filter(({ item, error }) => item.owner && isAboutOwner(error));
    const others = refused.filter((entry) => !named.includes(entry));
    const settled = others.filter(({ item }) => item.looked);
    const located = await this.locate(
      others.filter((entry) => !settled.includes(entry)).map(({ item }) => item),
    );
    const errors = new Map(others.map(({ item, error }) => [item.result, error]));
    const moved = located.filter(
      (piece) => piece.contactId !== others.find(({ item }) => item.result === piece.result)?.item.contactId,
    );
    const same = [...settled.map(({ item }) => item), ...located.filter((piece) => !moved.includes(piece))];
    for (const { result, owner } of same) if (!owner) this.fail(result, errors.get(result), alone);
    return [...named.map(({ item }) => item), ...same.filter(({ owner }) => owner)]
      .map((piece): Piece => ({ ...piece, owner: null }))
      .concat(moved);
  }

  private fail(result: CreateResult, error: BatonError | undefined, alone: boolean): void {
    if (error?.retry === 'never') {
      result.failed = error;
      if (!alone || namedIn(error).length > 0) return;
      this.search.blame(() => delete result.failed);
      this.search.refused(error);
    } else result.again = error ?? new BatonError('HUBSPOT_UNEXPECTED', undefined, { retry: 'backoff' });
  }

  /** Drops what belongs to contacts that are gone; follows those that were merged. */
  private async locate(pieces: Piece[]): Promise<Piece[]> {
    const open = pieces.filter(({ looked }) => !looked);
    if (open.length === 0) return pieces;
    const ids = open.map(({ contactId }) => contactId);
    const records = await this.deps.contacts.read(this.portalId, ids, {
      properties: ['hs_object_id'],
      lane: this.lane,
    });
    return pieces.flatMap((piece): Piece[] => {
      if (piece.looked) return [piece];
      const record = records.get(piece.contactId);
      if (!record) piece.result.missing = true;
      return record ? [{ ...piece, contactId: record.id, looked: true }] : [];
    });
  }
}

/** A call that was to create it may have left. */
export const mayExist = ({ state, settlesAt }: CreateRow): boolean => state === 'sending' || settlesAt > 0;

export const unknownOutcome = (retryAfterMs: number, cause?: unknown): BatonError =>
  new BatonError('HUBSPOT_OUTCOME_UNKNOWN', undefined, { cause, retry: 'after', retryAfterMs });

function toPiece(result: CreateResult): Piece {
  const { portalId, key, contactId } = result.row;
  const owner = activityOf(result.row)?.ownerId ?? null;
  return { result, trace: referenceOf(portalId, key), contactId, owner };
}

function toInput({ result: { row }, trace, contactId, owner }: Piece) {
  const activity = activityOf(row);
  const types = activity
    ? [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: activityTypes[activity.kind].toContact }]
    : [];
  return {
    objectWriteTraceId: trace,
    properties: activity ? propertiesOf(activity, trace, owner) : {},
    associations: [{ to: { id: contactId }, types }],
  };
}

export const isAboutOwner = (error: BatonError): boolean =>
  namedIn(error).some(({ name, error: code }) => name === OWNER || /OWNER/i.test(code)) ||
  /\bowner\b/i.test(error.message);
