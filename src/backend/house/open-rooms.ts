import { createMetrics } from '../http/metrics.ts';
import type { Guards } from '../http/server.ts';
import type { Ground, Opened } from '../room/room.ts';
import { createSlot } from '../room/slot.ts';
import type { Slot } from '../room/slot.ts';
import { tellEverybody } from './everybody.ts';
import type { AnyRoom } from './house.ts';
import { refuseTwins } from './refuse-twins.ts';

export interface OpenHouse {
  readonly opened: readonly Opened<unknown>[];
  /** What each room offers, by its name. */
  readonly apis: Readonly<Record<string, unknown>>;
  readonly guards: Guards;
  /** Closes the rooms, the last one first. */
  close(): Promise<void>;
}

/**
 * Opens rooms in their order. Nothing works by itself yet.
 * @throws Error if they do not fit together: a slot that nobody fills, a queue, route or guard that two bring
 */
export async function openRooms(
  rooms: readonly AnyRoom[],
  base: Omit<Ground, 'everybody' | 'metrics' | 'slot'>,
): Promise<OpenHouse> {
  const opened: Opened<unknown>[] = [];
  const slots: Slot<never>[] = [];
  const apis: Record<string, unknown> = {};
  const metrics = createMetrics();
  const ground: Ground = {
    ...base,
    metrics,
    everybody: tellEverybody(() => {
      if (opened.length < rooms.length) throw new Error('Not every room is open yet.');
      return opened;
    }),
    slot<Value>(name: string) {
      const slot = createSlot<Value>(name);
      slots.push(slot as Slot<never>);
      return slot;
    },
  };
  const close = async (): Promise<void> => {
    for (const room of opened.toReversed()) await room.close?.();
  };
  try {
    for (const room of rooms) {
      const meters = room.meters?.(metrics.registry);
      // That the rooms before it are what it needs, `House.add` has checked.
      const one = await room.open({ ...ground, ...apis } as never, meters as never);
      opened.push(one);
      apis[room.name] = one.api;
      metrics.watch(one.figures ?? []);
    }
    refuseWhatDoesNotFit(rooms, opened, slots);
    return { opened, apis, guards: guardsOf(opened), close };
  } catch (error) {
    await close();
    throw error;
  }
}

function refuseWhatDoesNotFit(
  rooms: readonly AnyRoom[],
  opened: readonly Opened<unknown>[],
  slots: readonly Slot<never>[],
): void {
  const all = <Kind extends 'routes' | 'queues' | 'daemons'>(kind: Kind) =>
    opened.flatMap((room): readonly NonNullable<Opened<unknown>[Kind]>[number][] => room[kind] ?? []);
  refuseTwins(
    'name',
    rooms.map(({ name }) => name),
  );
  refuseTwins(
    'slot',
    slots.map(({ name }) => name),
  );
  refuseTwins(
    'queue',
    all('queues').map(({ name }) => name),
  );
  refuseTwins(
    'daemon',
    all('daemons').map(({ name }) => name),
  );
  refuseTwins(
    'route',
    all('routes').map(({ method, path }) => `${method.toUpperCase()} ${path}`),
  );
  const empty = slots.find((slot) => slot.isEmpty);
  if (empty) throw new Error(`No room fills the slot ${empty.name}.`);
}

/** Each from one room. Without one, routes that need it would stand open. */
function guardsOf(opened: readonly Opened<unknown>[]): Guards {
  const brought = opened.flatMap(({ guards }) => Object.entries(guards ?? {}));
  refuseTwins(
    'guard',
    brought.map(([name]) => name),
  );
  const { event, signature, admin } = Object.fromEntries(brought);
  if (!event || !signature || !admin) throw new Error('No room brings the guards of signed routes.');
  return { event, signature, admin };
}
