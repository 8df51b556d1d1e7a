import { expect, it } from 'vitest';
import { describeOnBothDatabases } from '../database/test-database.ts';
import type { Database } from '../database/database.ts';
import { readConfig } from '../ground/config.ts';
import { createLogger } from '../ground/logger.ts';
import { systemRandom } from '../ground/system.ts';
import type { Route } from '../http/routes.ts';
import { plainQueue } from '../room/queue.ts';
import { room } from '../room/room.ts';
import type { Ground, Opened } from '../room/room.ts';
import { createVault } from '../vault/vault.ts';
import { house } from './house.ts';
import { openRooms } from './open-rooms.ts';
import { rooms } from './rooms.ts';
import { entitiesOf } from './schema.ts';

const config = readConfig({
  PUBLIC_URL: 'https://baton.example.com',
  HUBSPOT_CLIENT_ID: 'client',
  HUBSPOT_CLIENT_SECRET: 'secret',
  ENCRYPTION_KEYS: `k:${Buffer.alloc(32, 1).toString('base64')}`,
});
const pass = (): void => undefined;
const guards = { event: pass, signature: pass, admin: pass };
const queue = plainQueue({ name: 'sweep', options: { concurrency: 1 }, run: async () => undefined });
const route: Route = {
  method: 'get',
  path: '/somewhere',
  summary: '',
  access: 'anyone',
  answers: '',
  handlers: [],
};

const roomOf = <Name extends string>(name: Name, open: (needs: Ground) => Omit<Opened<object>, 'api'>) =>
  room({ name, open: async (needs: Ground) => ({ api: {}, ...open(needs) }) });

const one = roomOf('one', () => ({ guards, queues: [queue], routes: [route] }));

describeOnBothDatabases('the house', [], (open) => {
  const openThem = async (some: { rooms: typeof rooms.rooms }) => {
    const database: Database = await open();
    const vault = createVault(config.encryptionKeys);
    const clock = { now: () => 0 };
    const base = { config, clock, random: systemRandom, logger: createLogger('silent'), database, vault };
    return openRooms(some.rooms, base);
  };

  it('opens rooms in their order, closes them the other way round, and tells them both ways', async () => {
    const told: string[] = [];
    const lively = <Name extends string>(name: Name) =>
      roomOf(name, () => ({
        on: {
          setBack: async () => void told.push(`set back ${name}`),
          erase: async () => void told.push(`erase ${name}`),
        },
        close: async () => void told.push(`close ${name}`),
      }));
    let ground: Ground | undefined;
    const keeper = roomOf('keeper', (needs) => {
      ground = needs;
      return { guards };
    });
    const opened = await openThem(house<Ground>().add(lively('a')).add(lively('b')).add(keeper));
    await ground?.everybody.setBack();
    await ground?.everybody.erase(undefined as never, undefined as never, []);
    await opened.close();
    expect(told).toEqual(['set back a', 'set back b', 'erase b', 'erase a', 'close b', 'close a']);
  });

  it.each([
    ['a queue that two rooms bring', roomOf('two', () => ({ queues: [queue] })), 'queue sweep'],
    ['a route that two rooms bring', roomOf('two', () => ({ routes: [route] })), 'route GET /somewhere'],
    ['a guard that two rooms bring', roomOf('two', () => ({ guards: { admin: pass } })), 'guard admin'],
    ['two rooms of one name', roomOf('one', () => ({})), 'name one'],
  ])('does not start with %s, and closes what it had opened', async (_what, two, message) => {
    let closed = false;
    const first = roomOf('first', () => ({ close: async () => void (closed = true) }));
    await expect(openThem(house<Ground>().add(first).add(one).add(two))).rejects.toThrow(message);
    expect(closed).toBe(true);
  });

  it('does not start with an empty slot, or without the guards', async () => {
    const waiting = roomOf('waiting', (needs) => {
      needs.slot('waiting.forSomebody');
      return { guards };
    });
    await expect(openThem(house<Ground>().add(waiting))).rejects.toThrow('slot waiting.forSomebody');
    await expect(openThem(house<Ground>().add(roomOf('bare', () => ({}))))).rejects.toThrow('guards');
  });

  it('lets a room that is not open yet hear nothing', async () => {
    const hasty = room({
      name: 'hasty',
      async open(needs: Ground) {
        await needs.everybody.setBack();
        return { api: {}, guards };
      },
    });
    await expect(openThem(house<Ground>().add(hasty))).rejects.toThrow('Not every room is open');
  });
});

const entity = (name: string, tableName: string) => ({
  name: `${name} of ${tableName}`,
  entities: [{ '@instanceof': Symbol.for('EntitySchema'), options: { name, tableName } }],
  open: async () => ({ api: {} }),
});

it('has no two entities of one name, and no two of one table', () => {
  expect(() => entitiesOf([entity('Lead', 'lead'), entity('Lead', 'other')])).toThrow('entity Lead');
  expect(() => entitiesOf([entity('Lead', 'lead'), entity('Other', 'lead')])).toThrow('table lead');
  expect(entitiesOf(rooms.rooms).length).toBeGreaterThan(15);
});

it('does not compile where a room asks for one that does not come before it', () => {
  const later = room({
    name: 'later',
    open: async (_needs: Ground & { sooner: { say(): string } }) => ({ api: {} }),
  });
  const sooner = room({ name: 'sooner', open: async (_needs: Ground) => ({ api: { say: () => 'yes' } }) });
  expect(house<Ground>().add(sooner).add(later).rooms).toHaveLength(2);
  // @ts-expect-error `sooner` is missing.
  expect(house<Ground>().add(later).rooms).toHaveLength(1);
});
