import { BatonError } from '../../ground/errors.ts';
import type { Clock } from '../../ground/clock.ts';
import type { ContactId, PortalId } from '../../ground/identifiers.ts';
import { inPatience } from '../../hubspot/calls/in-patience.ts';

interface Options<Value> {
  clock: Clock;
  /** The shortest time between two readings without need. */
  everyMs: number;
  /** Contacts that are not there are absent. */
  read(portalId: PortalId, contactIds: readonly ContactId[]): Promise<Map<ContactId, Value>>;
  onRead(portalId: PortalId, contactId: ContactId, value: Value): void;
}

interface Account<Value> {
  /** What is to be read next, and who waits for it. */
  wanted: Map<ContactId, Waiting<Value>[]>;
  reading: boolean;
  /** When the last reading began. */
  lastAt: number;
}

interface Waiting<Value> {
  resolve(value: Value): void;
  reject(error: unknown): void;
}

export interface SharedReadings<Value> {
  /**
   * Together with the others that ask while HubSpot is being asked.
   * @throws BatonError HUBSPOT_NOT_FOUND, or what `read` threw
   */
  now(portalId: PortalId, contactId: ContactId): Promise<Value>;
  /** To be read along with the next one that somebody waits for. */
  later(portalId: PortalId, contactId: ContactId): void;
  /** Whether the last reading of the account is long enough ago to make one without need. */
  isDue(portalId: PortalId): boolean;
}

/** Contacts that many people look at, read together: an account's cards cost a call, not a call each. */
export function createSharedReadings<Value>(options: Options<Value>): SharedReadings<Value> {
  const accounts = new Map<PortalId, Account<Value>>();
  const accountOf = (portalId: PortalId): Account<Value> => {
    const account = accounts.get(portalId) ?? { wanted: new Map(), reading: false, lastAt: -Infinity };
    accounts.set(portalId, account);
    return account;
  };
  const want = (portalId: PortalId, contactId: ContactId): Waiting<Value>[] => {
    const { wanted } = accountOf(portalId);
    const waiting = wanted.get(contactId) ?? [];
    wanted.set(contactId, waiting);
    return waiting;
  };
  const workOff = async (portalId: PortalId): Promise<void> => {
    const account = accountOf(portalId);
    account.reading = true;
    // Whoever asks in the same moment comes along.
    await Promise.resolve();
    const waits = ([, waiting]: [ContactId, Waiting<Value>[]]): boolean => waiting.length > 0;
    do {
      const batch = account.wanted;
      account.wanted = new Map();
      account.lastAt = options.clock.now();
      await readBatch(options, portalId, batch);
    } while ([...account.wanted].some(waits));
    account.reading = false;
  };
  return {
    now: (portalId, contactId) =>
      inPatience(
        new Promise((resolve, reject) => {
          want(portalId, contactId).push({ resolve, reject });
          if (!accountOf(portalId).reading) void workOff(portalId);
        }),
      ),
    later: (portalId, contactId) => void want(portalId, contactId),
    isDue(portalId) {
      const { reading, lastAt } = accountOf(portalId);
      return !reading && Math.abs(options.clock.now() - lastAt) >= options.everyMs;
    },
  };
}

/** Never rejects: who waits is told. */
async function readBatch<Value>(
  { read, onRead }: Options<Value>,
  portalId: PortalId,
  batch: ReadonlyMap<ContactId, readonly Waiting<Value>[]>,
): Promise<void> {
  const settle = (contactId: ContactId, tell: (waiting: Waiting<Value>) => void): void =>
    batch.get(contactId)?.forEach(tell);
  try {
    const found = await read(portalId, [...batch.keys()]);
    for (const contactId of batch.keys()) {
      const value = found.get(contactId);
      if (value === undefined) {
        settle(contactId, ({ reject }) => reject(new BatonError('HUBSPOT_NOT_FOUND')));
      } else {
        onRead(portalId, contactId, value);
        settle(contactId, ({ resolve }) => resolve(value));
      }
    }
  } catch (error) {
    for (const contactId of batch.keys()) settle(contactId, ({ reject }) => reject(error));
  }
}
