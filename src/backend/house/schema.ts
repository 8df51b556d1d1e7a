import type { EntitySchema, MigrationInterface } from 'typeorm';
import { Initial1763683200000 } from '../../../migrations/1763683200000-initial.ts';
import { InboxIndexes1763700000000 } from '../../../migrations/1763700000000-inbox-indexes.ts';
import { ClockMark1763800000000 } from '../../../migrations/1763800000000-clock-mark.ts';
import { LeadLines1764000000000 } from '../../../migrations/1764000000000-lead-lines.ts';
import { LeadFacts1764100000000 } from '../../../migrations/1764100000000-lead-facts.ts';
import { HubSpotTrouble1764200000000 } from '../../../migrations/1764200000000-hubspot-trouble.ts';
import { GrantedTo1764200100000 } from '../../../migrations/1764200100000-granted-to.ts';
import { LeadAddresses1764200200000 } from '../../../migrations/1764200200000-lead-addresses.ts';
import { CarefulWrites1764210000000 } from '../../../migrations/1764210000000-careful-writes.ts';
import { SettlingCreates1764400000000 } from '../../../migrations/1764400000000-settling-creates.ts';
import { TakenFrom1764500000000 } from '../../../migrations/1764500000000-taken-from.ts';
import { Answers1764600000000 } from '../../../migrations/1764600000000-answers.ts';
import { MailboxTurns1764605000000 } from '../../../migrations/1764605000000-mailbox-turns.ts';
import { MailGrants1764606000000 } from '../../../migrations/1764606000000-mail-grants.ts';
import { refuseTwins } from './refuse-twins.ts';
import type { AnyRoom } from './house.ts';
import { rooms } from './rooms.ts';

/** Every table of these rooms, from one set of entities for both databases. @throws Error if two have one name */
export function entitiesOf(some: readonly AnyRoom[]): EntitySchema[] {
  const all = some.flatMap((room) => room.entities ?? []);
  refuseTwins(
    'entity',
    all.map(({ options }) => options.name),
  );
  refuseTwins(
    'table',
    all.map(({ options }) => options.tableName ?? options.name),
  );
  // TypeORM only needs the schemas; their types are invariant in their rows.
  return all as unknown as EntitySchema[];
}

export const entities = entitiesOf(rooms.rooms);

type Migration = new () => MigrationInterface;

/** Those that span rooms, or came before rooms brought their own. */
const common: readonly Migration[] = [
  Initial1763683200000,
  InboxIndexes1763700000000,
  ClockMark1763800000000,
  LeadLines1764000000000,
  LeadFacts1764100000000,
  HubSpotTrouble1764200000000,
  GrantedTo1764200100000,
  LeadAddresses1764200200000,
  CarefulWrites1764210000000,
  SettlingCreates1764400000000,
  TakenFrom1764500000000,
  Answers1764600000000,
  MailboxTurns1764605000000,
  MailGrants1764606000000,
];

/** TypeORM takes the time from the last 13 digits of a name. */
const timeOf = ({ name }: Migration): number => Number(name.slice(-13));

/** In the order in which they run. */
export const migrationsOf = (some: readonly AnyRoom[]): Migration[] =>
  [...common, ...some.flatMap((room) => room.migrations ?? [])].sort((a, b) => timeOf(a) - timeOf(b));

/** A test holds them equal to the entities on both databases. */
export const migrations = migrationsOf(rooms.rooms);
