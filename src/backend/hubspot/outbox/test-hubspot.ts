import type { Clock } from '../../ground/clock.ts';
import { BatonError } from '../../ground/errors.ts';
import { contactId, portalId as toPortalId } from '../../ground/identifiers.ts';
import type { ContactId, PortalId } from '../../ground/identifiers.ts';
import type { HubSpotCall, HubSpotClient } from '../calls/client-types.ts';
import { answerError, lostAnswer } from '../calls/errors.ts';

type Properties = Record<string, string>;
interface Activity {
  id: string;
  contactId: string;
  properties: Properties;
}
export interface SeenCall {
  method: string;
  /** `contacts/batch/update`, ids as `{id}`. */
  name: string;
  lane: string;
  size: number;
  body: unknown;
}
interface Input {
  id?: string;
  objectWriteTraceId?: string;
  properties: Properties;
  associations?: { to: { id: string }; types: { associationTypeId: number }[] }[];
}
interface Problem {
  name: string;
  error: string;
  message: string;
}

/**
 * The part of HubSpot that the outbox speaks with, in memory, with HubSpot's rules: limits of batches, options,
 * missing and merged records, per-record failures by trace id in a 207, results in another order than the inputs.
 */
export class TestHubSpot implements HubSpotClient {
  readonly calls: SeenCall[] = [];
  readonly contacts = new Map<string, Properties>();
  readonly activities: Record<string, Activity[]> = { notes: [], tasks: [], emails: [] };
  /** Addresses that get no email any more. */
  readonly optedOut = new Set<string>();
  /** Old id → surviving id. */
  readonly merged = new Map<string, string>();
  readonly options: Record<string, string[]> = {
    hs_lead_status: ['NEW', 'OPEN', 'IN_PROGRESS', 'CONNECTED'],
  };
  readonly owners = new Set(['70', '71', '72', '73']);
  readonly unknownProperties = new Set<string>();
  /** Writing this property needs another one that is not there. */
  conditionalOn: string | undefined;
  /** One bad record refuses the whole batch, as without trace ids. */
  wholeBatch = false;
  /** Properties that this HubSpot drops from activities, as it drops what it does not know. */
  readonly dropped = new Set<string>();
  /** Runs before a call takes effect; may throw. */
  before: (call: SeenCall) => void | Promise<void> = () => undefined;
  /** Runs after it took effect, before the answer; may throw: the answer is lost. */
  after: (call: SeenCall) => void | Promise<void> = () => undefined;
  private readonly clock: Clock;
  private nextId = 1000;

  constructor(clock: Clock) {
    this.clock = clock;
  }

  addContacts(count: number, properties: Properties = {}): ContactId[] {
    return Array.from({ length: count }, () => {
      const id = String(this.nextId++);
      this.contacts.set(id, { ...properties });
      return contactId(id);
    });
  }

  count(name: string): number {
    return this.calls.filter((call) => call.name === name).length;
  }

  async call<Answer>(_portalId: PortalId, call: HubSpotCall<Answer>): Promise<Answer> {
    const [path = '', query = ''] = call.path.replace(/^\/crm\/objects\/2026-09\//, '').split('?');
    const body = structuredClone(call.body) as { inputs?: Input[] } | undefined;
    const name = path.replace(/(^|\/)\d+(?=\/|$)/, '$1{id}');
    const seen: SeenCall = {
      method: call.method,
      name,
      lane: call.lane,
      size: body?.inputs?.length ?? 1,
      body,
    };
    this.calls.push(seen);
    await this.before(seen);
    if (call.notAfter !== undefined && this.clock.now() > call.notAfter) throw expired();
    const { status, answer } = this.answer(call.method, path, query, body?.inputs ?? []);
    if (status > 299) throw this.failure(call, status, answer);
    await this.after(seen);
    return call.answer.parse(answer);
  }

  /** What the client makes of an answer with this status. */
  failure(
    call: { method: string; repeatable?: boolean },
    status: number,
    body: unknown,
    headers: Record<string, string> = {},
  ): Error {
    const described = { method: call.method, path: '/test', repeatable: call.repeatable ?? true };
    const answer = { status, headers: new Headers(headers), body, garbled: false };
    return answerError(described, answer, this.clock.now());
  }

  private answer(
    method: string,
    path: string,
    query: string,
    inputs: Input[],
  ): { status: number; answer: unknown } {
    if (inputs.length > 100) return bad('too many inputs');
    const [object = '', second = '', third = '', fourth = ''] = path.split('/');
    if (second === 'communication-preferences') return this.unsubscribeAll(method, path);
    if (object === 'contacts' && third === 'associations') return this.associations(second, fourth, query);
    if (object === 'contacts' && second !== 'batch') return this.single(second);
    if (third === 'read')
      return object === 'contacts' ? this.readContacts(inputs) : this.readActivities(object, inputs);
    return third === 'update' ? this.update(inputs) : this.create(object, inputs);
  }

  private unsubscribeAll(method: string, path: string) {
    const email = decodeURIComponent(path.split('/').at(-2) ?? '');
    if (method === 'POST') this.optedOut.add(email);
    return ok({ results: this.optedOut.has(email) ? [{ status: 'UNSUBSCRIBED' }] : [] });
  }

  private associations(id: string, object: string, query: string) {
    if (!this.contacts.has(id)) return notFound;
    const ids = (this.activities[object] ?? [])
      .filter((activity) => activity.contactId === id)
      .map((activity) => activity.id);
    const start = Number(new URLSearchParams(query).get('after') ?? 0);
    const end = start + 2;
    const results = ids.slice(start, end).map((toObjectId) => ({ toObjectId, associationTypes: [] }));
    return ok({ results, ...(end < ids.length ? { paging: { next: { after: String(end) } } } : {}) });
  }

  private single(id: string) {
    const survivor = this.merged.get(id) ?? id;
    const properties = this.contacts.get(survivor);
    return properties ? ok({ id: survivor, properties, archived: false }) : notFound;
  }

  private readContacts(inputs: Input[]) {
    const known = inputs.flatMap(({ id = '' }) =>
      this.contacts.has(id) ? [{ id, properties: this.contacts.get(id) }] : [],
    );
    return ok({ status: 'COMPLETE', results: known.reverse() });
  }

  private readActivities(object: string, inputs: Input[]) {
    const wanted = new Set(inputs.map(({ id }) => id));
    return ok({
      status: 'COMPLETE',
      results: (this.activities[object] ?? []).filter(({ id }) => wanted.has(id)),
    });
  }

  private update(inputs: Input[]) {
    if (new Set(inputs.map(({ id }) => id)).size < inputs.length)
      return bad('Duplicate IDs found in batch input');
    return this.batch(inputs, (input) => {
      const contact = this.contacts.get(input.id ?? '');
      if (!contact) return { category: 'OBJECT_NOT_FOUND', message: 'Object not found' };
      return (
        this.problem(input.properties) ??
        (() => ({ id: input.id ?? '', properties: Object.assign(contact, input.properties) }))
      );
    });
  }

  private create(object: string, inputs: Input[]) {
    return this.batch(inputs, (input) => {
      const association = input.associations?.[0];
      if (!association || !this.contacts.has(association.to.id))
        return { category: 'VALIDATION_ERROR', message: 'One or more associations are invalid' };
      const problem = this.problem(input.properties);
      return problem ?? (() => this.added(object, association.to.id, input.properties));
    });
  }

  private added(
    object: string,
    contact: string,
    properties: Properties,
  ): { id: string; properties: Properties } {
    const kept = Object.fromEntries(Object.entries(properties).filter(([name]) => !this.dropped.has(name)));
    const activity = { id: String(this.nextId++), contactId: contact, properties: kept };
    this.activities[object]?.push(activity);
    return activity;
  }

  /** Per-record results and errors; or one error for all if there is no other way to say it. */
  private batch(
    inputs: Input[],
    work: (input: Input) => Fault | (() => { id: string; properties: Properties }),
  ) {
    const outcomes = inputs.map((input) => ({ input, outcome: work(input) }));
    const faults = outcomes.flatMap(({ input, outcome }) =>
      typeof outcome === 'function' ? [] : [{ input, fault: outcome }],
    );
    const [first] = faults;
    const traced = inputs.every(({ objectWriteTraceId }) => objectWriteTraceId);
    if (first && (this.wholeBatch || !traced)) {
      return first.fault.category === 'OBJECT_NOT_FOUND'
        ? notFound
        : { status: 400, answer: { status: 'error', ...first.fault } };
    }
    const results = outcomes.flatMap(({ input, outcome }) =>
      typeof outcome === 'function' ? [{ ...outcome(), objectWriteTraceId: input.objectWriteTraceId }] : [],
    );
    const errors = faults.map(({ input, fault }) => ({
      status: 'error',
      ...fault,
      context: { objectWriteTraceId: [input.objectWriteTraceId] },
    }));
    return {
      status: errors.length > 0 ? 207 : 200,
      answer: { status: 'COMPLETE', results: results.reverse(), numErrors: errors.length, errors },
    };
  }

  private problem(properties: Properties): Fault | undefined {
    const problems = Object.entries(properties).flatMap(([name, value]) => this.problemWith(name, value));
    if (this.conditionalOn && this.conditionalOn in properties) {
      return { category: 'VALIDATION_ERROR', message: 'MISSING_CONDITIONAL_REQUIRED_PROPERTY' };
    }
    if (problems.length === 0) return undefined;
    return {
      category: 'VALIDATION_ERROR',
      message: `Property values were not valid: ${JSON.stringify(problems.map((problem) => ({ isValid: false, ...problem })))}`,
    };
  }

  private problemWith(name: string, value: string): Problem[] {
    if (this.unknownProperties.has(name))
      return [{ name, error: 'PROPERTY_DOESNT_EXIST', message: `Property "${name}" does not exist` }];
    const options = this.options[name];
    if (options && value !== '' && !options.includes(value)) {
      return [
        {
          name,
          error: 'INVALID_OPTION',
          message: `${value} was not one of the allowed options: [${options.join(', ')}]`,
        },
      ];
    }
    if (name === 'hubspot_owner_id' && value !== '' && !this.owners.has(value))
      return [{ name, error: 'INVALID_OWNER_ID', message: `Owner ${value} does not exist` }];
    return [];
  }
}

interface Fault {
  category: string;
  message: string;
}

const ok = (answer: unknown) => ({ status: 200, answer });
const bad = (message: string) => ({
  status: 400,
  answer: { status: 'error', category: 'VALIDATION_ERROR', message },
});
const notFound = {
  status: 404,
  answer: { status: 'error', category: 'OBJECT_NOT_FOUND', message: 'Object not found' },
};

/** The answer to this call is lost on the way. */
export const lost = (call: { method: string; name: string }): Error =>
  lostAnswer({ method: call.method, path: call.name, repeatable: !call.name.endsWith('batch/create') }, {});

const expired = (): Error => new BatonError('HUBSPOT_CALL_EXPIRED', undefined, { retry: 'backoff' });

export const testPortal = toPortalId(4242);
