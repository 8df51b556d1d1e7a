import type { Portal } from '../accounts/portal.ts';
import type { Portals } from '../accounts/portals.ts';
import { HubSpotError, notFound } from '../api/hubspot-error.ts';
import type { SandboxClock } from '../ground/clock.ts';
import { seededRandom } from '../ground/random.ts';
import type { Collection, Store } from '../ground/store.ts';
import type { SandboxMail } from '../mail/sandbox-mail.ts';
import { ownerName } from '../people/people.ts';
import { CONTACT } from '../records/object-types.ts';
import type { StoredRecord } from '../records/record.ts';
import { planWeek } from './behaviours.ts';
import { contactsFor, endOfWeek, nextBeginning } from './beginning.ts';
import { chronicleOf } from './chronicle.ts';
import { PlayedOut, playOn } from './play-on.ts';
import { zoneOf } from './zone.ts';
import type { ContactView, PlayedContact, Week, WeekOrder, WeekView } from './week.ts';

export interface WeekParts {
  appId: number;
  store: Store;
  portals: Portals;
  clock: SandboxClock;
  mail: SandboxMail | null;
  /** Resolves to whether the app came to rest. */
  quiet: () => Promise<boolean>;
}

/** Plays weeks, one at a time: hands contacts over, moves the clock, lets contacts do what people do. */
export class WeekPlayer {
  readonly #parts: WeekParts;
  readonly #weeks: Collection<Week>;
  #cancelled = false;
  #playing: Promise<void> = Promise.resolve();

  constructor(parts: WeekParts) {
    this.#parts = parts;
    this.#weeks = parts.store.collection('week');
    const left = this.#weeks.get('latest');
    if (left?.status !== 'playing') return;
    const problem = 'The stand-in was stopped while it played. Play another week: what happened stays.';
    this.#weeks.set('latest', { ...left, status: 'failed', problem });
  }

  /** The latest one of an account; null: none was played. */
  view(portalId: number): WeekView | null {
    const week = this.#weeks.get('latest');
    const { mail } = this.#parts;
    if (!mail || week?.portalId !== portalId) return null;
    const portal = this.#parts.portals.get(portalId);
    return {
      ...week,
      now: this.#parts.clock.now(),
      assistant: ownerName(portal, week.assistantId) ?? '',
      contacts: week.contacts.flatMap((contact) => this.#contactView(portal, mail, week, contact)),
    };
  }

  #contactView(portal: Portal, mail: SandboxMail, week: Week, played: PlayedContact): ContactView[] {
    const contact = portal.table(CONTACT).survivor(played.id);
    if (!contact) return [];
    const { properties } = contact;
    const { appId } = this.#parts;
    const state = properties.baton_lead_connection_status ?? '';
    const { options = [] } = portal.property(CONTACT, 'baton_lead_connection_status') ?? {};
    return [
      {
        id: contact.id,
        name: nameOf(contact),
        company: properties.company ?? '',
        language: properties.hs_language ?? '',
        email: properties.email ?? '',
        timeZone: zoneOf(portal, contact),
        owner: ownerName(portal, properties.hubspot_owner_id),
        state: options.find(({ value }) => value === state)?.label ?? state,
        happenings: chronicleOf(portal, mail, contact, {
          since: week.startedAt,
          deeds: played.deeds,
          appId,
        }),
      },
    ];
  }

  /** Begins to play. @throws HubSpotError 409 while another one is played, 400 when it cannot be */
  start(order: WeekOrder): void {
    const { mail, portals, clock } = this.#parts;
    if (!mail) throw notFound('This stand-in runs without a mail world');
    const before = this.#weeks.get('latest');
    if (before?.status === 'playing')
      throw new HubSpotError(409, 'CONFLICT', 'A week is being played: cancel it, or wait for its end');
    const portal = portals.get(order.portalId);
    const random = seededRandom(order.seed);
    const contacts = contactsFor(portal, order, random);
    const startsAt = nextBeginning(clock.now(), portal.account.timeZone);
    const { contactIds: _chosen, ...rest } = order;
    const plans = planWeek(contacts.length, random);
    const week: Week = {
      ...rest,
      id: (before?.id ?? 0) + 1,
      status: 'playing',
      problem: null,
      doing: 'Beginning',
      startedAt: startsAt,
      endsAt: endOfWeek(startsAt, portal.account.timeZone),
      contacts: contacts.map(({ id }, index) => ({ id, moves: plans[index] ?? [], deeds: [] })),
    };
    this.#cancelled = false;
    this.#weeks.set('latest', week);
    this.#playing = this.#play(week, mail);
  }

  /** Ends the playing after what it is just doing. Resolves when it has ended. */
  cancel(): Promise<void> {
    this.#cancelled = true;
    return this.#playing;
  }

  async #play(week: Week, mail: SandboxMail): Promise<void> {
    const portal = this.#parts.portals.get(week.portalId);
    const save = (change: Partial<Week>): void => {
      this.#weeks.set('latest', Object.assign(week, change));
      this.#parts.store.flush();
    };
    const parts = { ...this.#parts, mail, portal, isCancelled: () => this.#cancelled, save };
    try {
      await playOn(week, parts);
      save({ status: this.#cancelled ? 'cancelled' : 'done', doing: '' });
    } catch (error) {
      const problem = error instanceof PlayedOut ? error.message : `The stand-in failed: ${String(error)}`;
      save({ status: 'failed', problem, doing: '' });
    }
  }
}

const nameOf = ({ properties }: StoredRecord): string =>
  [properties.firstname, properties.lastname].filter(Boolean).join(' ') || (properties.email ?? '');
