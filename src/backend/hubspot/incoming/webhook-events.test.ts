import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isBatonError } from '../../ground/errors.ts';
import { parseWebhookBatch } from './webhook-events.ts';

const ownerChange = {
  eventId: 3029365631,
  subscriptionId: 686627,
  portalId: 891472211,
  appId: 7906213,
  occurredAt: 1_790_000_000_000,
  subscriptionType: 'contact.propertyChange',
  attemptNumber: 0,
  objectId: 847297356,
  propertyName: 'hubspot_owner_id',
  propertyValue: '41629779',
  changeSource: 'CRM_UI',
  sourceId: 'userId:882761034',
};
const asObject = {
  ...ownerChange,
  subscriptionType: 'object.propertyChange',
  objectTypeId: '0-1',
  isSensitive: false,
  eventId: 1,
  subscriptionId: 2,
};

const one = (event: unknown) => {
  const { events, rejected } = parseWebhookBatch([event]);
  expect(rejected).toBe(0);
  return events[0];
};
const keyOf = (event: unknown) => one(event)?.dedupeKey;

describe('parseWebhookBatch', () => {
  it('reads the documented owner change', () => {
    expect(one(ownerChange)).toMatchObject({
      portalId: '891472211',
      kind: 'propertyChange',
      contactId: '847297356',
      propertyName: 'hubspot_owner_id',
      propertyValue: '41629779',
      occurredAt: 1_790_000_000_000,
      changeSource: 'CRM_UI',
      sourceId: 'userId:882761034',
      merge: null,
    });
  });

  it('reads the object form as the same event with the same key', () => {
    expect(one(asObject)).toEqual(one(ownerChange));
  });

  it('gives every delivery of one event the same key, and another event another', () => {
    expect(keyOf({ ...ownerChange, attemptNumber: 7 })).toBe(keyOf(ownerChange));
    // The journal tells neither.
    expect(keyOf({ ...ownerChange, changeSource: 'IMPORT', sourceId: 'x' })).toBe(keyOf(ownerChange));
    const others = [
      { portalId: 1 },
      { objectId: 1 },
      { propertyName: 'email' },
      { propertyValue: '' },
      { occurredAt: 1 },
      { subscriptionType: 'contact.creation' },
    ];
    const keys = others.map((change) => keyOf({ ...ownerChange, ...change }));
    expect(new Set([...keys, keyOf(ownerChange)]).size).toBe(others.length + 1);
  });

  it.each(['creation', 'deletion', 'restore', 'privacyDeletion'])(
    'reads %s without property fields',
    (kind) => {
      const { propertyName: _name, propertyValue: _value, ...rest } = ownerChange;
      expect(one({ ...rest, subscriptionType: `contact.${kind}` })).toMatchObject({
        kind,
        propertyName: null,
        propertyValue: null,
      });
    },
  );

  it('reads a cleared owner, ids as text and values that are not text', () => {
    expect(one({ ...ownerChange, propertyValue: '' })).toMatchObject({ propertyValue: '' });
    expect(one({ ...ownerChange, propertyValue: null })).toMatchObject({ propertyValue: null });
    expect(one({ ...ownerChange, propertyValue: 41629779, objectId: '847297356' })).toEqual(one(ownerChange));
  });

  it('reads values that a database would refuse as values that it takes', () => {
    const odd = { propertyValue: 'a\0b\uD800c', propertyName: 'n\0', changeSource: '\uDFFF', sourceId: '\0' };
    expect(one({ ...ownerChange, ...odd })).toMatchObject({
      propertyValue: 'a\uFFFDb\uFFFDc',
      propertyName: 'n\uFFFD',
      changeSource: '\uFFFD',
      sourceId: '\uFFFD',
    });
  });

  it('begins keys with the time, so that they sort by it', () => {
    const at = (occurredAt: number) => keyOf({ ...ownerChange, occurredAt }) ?? '';
    expect([at(1), at(1_790_000_000_000), at(999_999_999_999)].toSorted()).toEqual([
      at(1),
      at(999_999_999_999),
      at(1_790_000_000_000),
    ]);
  });

  it('reads a merge into the primary and into a record with a new id', () => {
    const merge = {
      ...ownerChange,
      subscriptionType: 'object.merge',
      objectTypeId: '0-1',
      propertyName: undefined,
      propertyValue: undefined,
      primaryObjectId: 1,
      mergedObjectIds: [2, 3, 2],
      numberOfPropertiesMoved: 4,
    };
    expect(one(merge)).toMatchObject({
      contactId: '1',
      merge: { primary: '1', merged: ['2', '3'], survivor: '1' },
    });
    expect(one({ ...merge, objectId: undefined, newObjectId: 9 })).toMatchObject({
      contactId: '9',
      merge: { survivor: '9' },
    });
    expect(keyOf({ ...merge, mergedObjectIds: [3, 2] })).toBe(keyOf(merge));
    expect(parseWebhookBatch([{ ...merge, mergedObjectIds: [] }])).toEqual({ events: [], rejected: 1 });
  });

  it('passes over other objects and other subscriptions', () => {
    const others = [
      { subscriptionType: 'company.creation' },
      { subscriptionType: 'object.creation', objectTypeId: '0-2' },
      { subscriptionType: 'contact.associationChange' },
      { subscriptionType: 'contact.constructor' },
    ];
    expect(parseWebhookBatch(others.map((change) => ({ ...ownerChange, ...change })))).toEqual({
      events: [],
      rejected: 0,
    });
  });

  it('keeps the good events of a batch with bad ones', () => {
    const bad = [
      null,
      7,
      'x',
      [],
      {},
      { ...ownerChange, objectId: -1 },
      { ...ownerChange, occurredAt: 'now' },
      { ...ownerChange, portalId: 1.5 },
      { ...ownerChange, propertyName: null },
      { ...ownerChange, subscriptionType: 'object.creation' },
      { ...ownerChange, objectId: '1; drop table' },
    ];
    const { events, rejected } = parseWebhookBatch([ownerChange, ...bad, { ...ownerChange, objectId: 5 }]);
    expect(events.map((event) => event.contactId)).toEqual(['847297356', '5']);
    expect(rejected).toBe(bad.length);
  });

  it.each([null, undefined, {}, 'text', 7])('refuses %j as a body', (body) => {
    expect(() => parseWebhookBatch(body)).toThrow(
      expect.toSatisfy((error: unknown) => isBatonError(error, 'REQUEST_INVALID')),
    );
  });

  it('survives any JSON in its events', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            fc.jsonValue(),
            fc.jsonValue().map((noise) => ({
              ...ownerChange,
              propertyValue: noise,
              mergedObjectIds: noise,
              sourceId: noise,
            })),
          ),
        ),
        (body) => {
          const { events, rejected } = parseWebhookBatch(body);
          expect(events.length + rejected).toBeLessThanOrEqual(body.length);
        },
      ),
      { numRuns: 300 },
    );
  });
});
