import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compactJson } from './compact-json.ts';
import { LARGEST_WEBHOOK, webhookBody } from './webhook-body.ts';
import { parseWebhookBatch } from './webhook-events.ts';

const event = (propertyValue: string, change: object = {}) => ({
  eventId: 1,
  subscriptionId: 1,
  portalId: 4242,
  appId: 7_000_001,
  occurredAt: 1_790_000_000_000,
  subscriptionType: 'object.propertyChange',
  attemptNumber: 0,
  objectId: 1,
  objectTypeId: '0-1',
  propertyName: 'baton_context',
  propertyValue,
  isSensitive: false,
  changeSource: 'CRM_UI',
  sourceId: 'userId:1234',
  ...change,
});

/** The longest that one property may be, each character as long as JSON can write it. */
const longest = String.raw`\ud83d\ude00`.repeat(65_536);
const events = (count: number, value = longest) =>
  `[${Array.from({ length: count }, (_, at) => JSON.stringify(event('HERE', { objectId: at + 1 })).replace('HERE', value)).join(',')}]`;

/** In pieces, as a connection brings them. @returns what is left, and the most that was held */
function received(json: string | Buffer, piece = 65_536): { body: Buffer; mostHeld: number } {
  const bytes = Buffer.from(json);
  const reader = webhookBody();
  let mostHeld = 0;
  for (let at = 0; at < bytes.length; at += piece) {
    reader.take(bytes.subarray(at, at + piece));
    mostHeld = Math.max(mostHeld, reader.held);
  }
  return { body: reader.end(), mostHeld };
}
const eventsOf = (body: Buffer | string) => parseWebhookBatch(JSON.parse(String(body)) as unknown);

describe('the body of a webhook', () => {
  it('may hold a hundred events with the longest values, and is never in memory as a whole', () => {
    const json = events(100);
    expect(json.length).toBeGreaterThan(78_000_000);
    expect(json.length).toBeLessThan(LARGEST_WEBHOOK);
    const { body, mostHeld } = received(json);
    expect(mostHeld).toBeLessThan(4_000_000);
    expect(eventsOf(body)).toEqual(eventsOf(events(100)));
    expect(eventsOf(body).events).toHaveLength(100);
  }, 60_000);

  it.each([0, 1, 40])('loses nothing of what stands between %i long values', (count) => {
    const others = [
      event('', { subscriptionType: 'contact.privacyDeletion', objectId: 77 }),
      event('41600001', { propertyName: 'hubspot_owner_id', objectId: 78 }),
      { nonsense: '"\\{[' },
    ];
    const long = Array.from({ length: count }, (_, at) =>
      event('ü"\\\n😀'.repeat(10_900), { objectId: 100 + at }),
    );
    const json = JSON.stringify([others[0], ...long, others[1], ...long.toReversed(), others[2]]);
    const found = eventsOf(received(json).body);
    expect(found).toEqual(eventsOf(json));
    expect(found.rejected).toBe(1);
    expect(found.events).toHaveLength(2 + 2 * count);
    expect(found.events[0]?.kind).toBe('privacyDeletion');
  });

  it('gives an event the same key in a small and in a large body, and another value another key', () => {
    const value = '😀"'.repeat(2_000);
    const alone = eventsOf(received(JSON.stringify([event(value)])).body).events[0];
    const batch = [event(value), event(`${value}.`), event('x'.repeat(400_000), { objectId: 2 })];
    const [first, second] = eventsOf(received(JSON.stringify(batch)).body).events;
    expect(first).toEqual(alone);
    expect(second?.dedupeKey).not.toBe(alone?.dedupeKey);
    expect(alone?.propertyValue?.length).toBeLessThan(256);
  });

  it('is read alike however it is cut', () => {
    const text = fc.string({ unit: 'binary', maxLength: 30 }).map((part) => part.repeat(100));
    fc.assert(
      fc.property(
        fc.jsonValue({ stringUnit: 'binary' }),
        fc.array(text),
        fc.integer({ min: 1, max: 700 }),
        (some, texts, piece) => {
          const data = [some, ...texts];
          const bytes = Buffer.from(JSON.stringify(data));
          const compact = compactJson({
            shorten: (long) => `long ${long.length}`,
            longestString: 1e6,
            longestRest: 1e6,
          });
          for (let at = 0; at < bytes.length; at += piece) compact.take(bytes.subarray(at, at + piece));
          const read = JSON.parse(String(compact.end())) as unknown[];
          const wanted = texts.map((long) =>
            JSON.stringify(long).length > 9_000 || Buffer.byteLength(JSON.stringify(long)) > 2_048
              ? `long ${long.length}`
              : long,
          );
          expect(read).toEqual(JSON.parse(JSON.stringify([some, ...wanted])));
        },
      ),
      { numRuns: 200 },
    );
  });

  it.each([
    ['one value that no property can hold', `["${'x'.repeat(1_000_000)}"]`],
    ['more around the values than 100 events have', `[${'{},'.repeat(400_000)}{}]`],
    ['a string that does not end', `["${'x'.repeat(2_000_000)}`],
  ])('is refused with %s', (_what, json) => {
    expect(() => received(json)).toThrow(expect.objectContaining({ code: 'REQUEST_TOO_LARGE' }));
  });
});
