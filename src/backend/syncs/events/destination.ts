import { BatonError } from '../../ground/errors.ts';
import type { SentEvent } from '../../hubspot/crm/crm-events.ts';
import type { SourceRow } from '../../sources/source.ts';
import type { Destination } from '../definition/definition.ts';
import type { Problem } from '../problems.ts';
import type { Known } from '../rows/journal.ts';
import type { RunContext } from '../runs/context.ts';
import type { Decision, Destined } from '../runs/destined.ts';
import { isContacts } from '../runs/objects.ts';
import { instantOf } from '../values/dates.ts';
import { emailProblem } from '../values/email.ts';
import { createMapping } from '../values/mapping.ts';
import type { Mapped } from '../values/mapping.ts';
import { textOf } from '../values/property-value.ts';

export type ToEvent = Extract<Destination, { kind: 'event' }>;

/** HubSpot's longest value of an event, and of one that is an address of the web. */
const LONGEST = 256;
const LONGEST_URL = 1_024;
const isUrl = (name: string): boolean => /url|referrer/.test(name);

type Opened = { map: (row: SourceRow) => Mapped } | { problem: Problem };

/** The events of a definition. Each row is one event that happened once: what was sent is never sent again. */
export class EventDestination implements Destined {
  readonly to: ToEvent;
  readonly sharesRecords = true;
  private readonly context: RunContext;
  private readonly opened = new Map<string, Promise<Opened>>();

  constructor(context: RunContext, to: ToEvent) {
    [this.context, this.to] = [context, to];
  }

  /**
   * Looks at an event that the definition names before anything is read: what HubSpot would drop without a word is said.
   * @throws BatonError SYNC_REFUSED
   */
  async check(): Promise<void> {
    const { event } = this.to;
    if (event.by !== 'objectId' && !isContacts(event.object))
      throw new BatonError(
        'SYNC_REFUSED',
        `By ${event.by}, HubSpot finds contacts only: write \`by: objectId\`.`,
      );
    if (!('name' in event)) return;
    const opened = await this.open(event.name);
    if ('problem' in opened) throw new BatonError('SYNC_REFUSED', opened.problem.message);
  }

  async decide(rows: readonly { row: SourceRow; known: Known }[]): Promise<Decision[]> {
    const decisions: Decision[] = [];
    for (const { row, known } of rows) decisions.push(await this.decision(row, known));
    return decisions;
  }

  /** Events stay. */
  gone(): undefined {
    return undefined;
  }

  private async decision(row: SourceRow, known: Known): Promise<Decision> {
    const { event } = this.to;
    const textIn = (column: string): string => textOf(row[column] ?? null).trim();
    const refused = (code: Problem['code'], message: string): Decision => ({
      action: 'report',
      problem: { code, message },
    });
    if (known.recordId !== null)
      return { ...refused('ALREADY_SENT', 'Its event was sent before, and stays as it was.'), skip: true };
    const name = 'name' in event ? event.name : textIn(event.column);
    if (name === '') return refused('NO_EVENT', 'The row does not say which event it is.');
    const opened = await this.open(name);
    if ('problem' in opened) return { action: 'report', problem: opened.problem };
    const who = this.who(textIn(event.of));
    if ('problem' in who) return { action: 'report', problem: who.problem };
    const when = event.at === undefined ? null : instantOf(row[event.at] ?? null);
    if (event.at !== undefined && when === null)
      return refused(
        'INVALID_DATE',
        `${event.at}: “${textIn(event.at)}” is no moment: ISO 8601 or milliseconds.`,
      );
    const mapped = opened.map(row);
    if ('problem' in mapped) return { action: 'report', problem: mapped.problem };
    // What is empty need not be said of an event.
    const properties = Object.fromEntries(
      Object.entries(mapped.properties).filter(([, value]) => value !== ''),
    );
    const long = Object.entries(properties).find(([one, value]) => value.length > longestOf(one));
    if (long)
      return refused(
        'EVENT_VALUE_TOO_LONG',
        `${long[0]}: ${long[1].length} characters are more than the ${longestOf(long[0])} of an event.`,
      );
    const occurredAt = when === null ? {} : { occurredAt: new Date(when).toISOString() };
    return { action: 'send', event: { eventName: name, ...who, ...occurredAt, properties } };
  }

  private who(text: string): Pick<SentEvent, 'email' | 'objectId' | 'utk'> | { problem: Problem } {
    const { by, of } = this.to.event;
    if (text === '') return { problem: { code: 'MATCH_MISSING', message: `The column “${of}” is empty.` } };
    const wrong =
      by === 'email'
        ? emailProblem(text)
        : by === 'objectId' && !/^\d+$/.test(text)
          ? 'this is not the id of a record.'
          : null;
    if (wrong === null) return { [by]: text };
    const code = by === 'email' ? ('INVALID_EMAIL' as const) : ('NO_RECORD' as const);
    return { problem: { code, message: `“${text}”: ${wrong}` } };
  }

  private open(name: string): Promise<Opened> {
    const opened = this.opened.get(name) ?? this.read(name);
    this.opened.set(name, opened);
    return opened;
  }

  private async read(name: string): Promise<Opened> {
    const { crm, portalId, definition } = this.context;
    const event = await crm.events.definition(portalId, name);
    if (!event) {
      const message = `The account has no event “${name}”. Define it in HubSpot (Data Management), or write its fully qualified name.`;
      return { problem: { code: 'NO_EVENT', message } };
    }
    try {
      return { map: createMapping(lowerCased(definition.map), event.properties) };
    } catch (error) {
      if (!(error instanceof BatonError) || 'name' in this.to.event) throw error;
      return { problem: { code: 'NO_EVENT', message: `“${name}”: ${error.message}` } };
    }
  }
}

const longestOf = (name: string): number => (isUrl(name) ? LONGEST_URL : LONGEST);

/** HubSpot compares the names without case. */
const lowerCased = <Value>(map: Readonly<Record<string, Value>>): Record<string, Value> =>
  Object.fromEntries(Object.entries(map).map(([name, value]) => [name.toLowerCase(), value]));
