import { describe, expect, it } from 'vitest';
import { parseWebhookBatch } from '../incoming/webhook-events.ts';
import { parseJournalFile } from './journal-events.ts';

const AT = 1_790_000_000_123;
const base = {
  type: 'OBJECT',
  portalId: 42,
  occurredAt: new Date(AT).toISOString(),
  objectTypeId: '0-1',
  objectId: 7,
};
const parse = (...events: unknown[]) =>
  parseJournalFile({ offset: 'o', journalEvents: events, publishedAt: base.occurredAt });
const pushed = (event: Record<string, unknown>) =>
  parseWebhookBatch([
    { portalId: 42, objectId: 7, occurredAt: AT, changeSource: 'CRM_UI', sourceId: 'userId:1', ...event },
  ]).events[0];
const key = (event: unknown) => parse(event)?.events[0]?.dedupeKey;

describe('a file of the journal', () => {
  it.each([
    [
      { action: 'UPDATE', propertyChanges: { hubspot_owner_id: '9' } },
      { subscriptionType: 'contact.propertyChange', propertyName: 'hubspot_owner_id', propertyValue: '9' },
    ],
    [
      { action: 'UPDATE', propertyChanges: { hubspot_owner_id: null } },
      { subscriptionType: 'contact.propertyChange', propertyName: 'hubspot_owner_id', propertyValue: '' },
    ],
    [{ action: 'CREATE' }, { subscriptionType: 'contact.creation' }],
    [{ action: 'DELETE' }, { subscriptionType: 'contact.deletion' }],
    [{ action: 'RESTORE' }, { subscriptionType: 'contact.restore' }],
    [
      { action: 'GDPR_DELETE', type: 'GDPR_PRIVACY_DELETION' },
      { subscriptionType: 'contact.privacyDeletion' },
    ],
    [
      { action: 'MERGE', mergedObjectIds: [8] },
      { subscriptionType: 'contact.merge', primaryObjectId: 7, mergedObjectIds: [8], newObjectId: 7 },
    ],
    [
      { action: 'MERGE', mergedObjectIds: [8, 6], objectId: 9 },
      { subscriptionType: 'contact.merge', primaryObjectId: 6, mergedObjectIds: [8], newObjectId: 9 },
    ],
  ])('tells the same event as a webhook: %j', (told, push) => {
    expect(key({ ...base, ...told })).toBe(pushed(push)?.dedupeKey);
    expect(key({ ...base, ...told })).toBeDefined();
  });

  it('tells each property of an update', () => {
    const events = parse({
      ...base,
      action: 'UPDATE',
      propertyChanges: { email: 'a@b.co', hs_x: true },
    })?.events;
    expect(events?.map(({ propertyName, propertyValue }) => [propertyName, propertyValue])).toEqual([
      ['email', 'a@b.co'],
      ['hs_x', 'true'],
    ]);
  });

  it('tells where the app was taken out', () => {
    const found = parse({
      type: 'app_lifecycle_event',
      action: 'APP_UNINSTALL',
      portalId: 5,
      occurredAt: 'x',
    });
    expect(found).toEqual({ events: [], uninstalled: ['5'], memberships: [], rejected: 0 });
  });

  it('tells who joined or left a list', () => {
    const membership = {
      type: 'LIST_MEMBERSHIP',
      portalId: 42,
      objectTypeId: '0-1',
      objectId: 7,
      listId: 12,
    };
    const found = parse(
      { ...membership, occurredAt: base.occurredAt, action: 'ADDED_TO_LIST' },
      { ...membership, listId: '13', action: 'REMOVED_FROM_LIST' },
      { ...membership, listId: null, action: 'ADDED_TO_LIST' },
    );
    expect(found).toMatchObject({
      events: [],
      memberships: [
        { portalId: '42', listId: '12', left: false },
        { portalId: '42', listId: '13', left: true },
      ],
      rejected: 1,
    });
  });

  it('leaves out other objects and actions, and counts what is malformed without losing the rest', () => {
    const found = parse(
      { ...base, action: 'CREATE', objectTypeId: '0-2' },
      { ...base, action: 'ASSOCIATION_ADDED' },
      null,
      { ...base, action: 'CREATE', objectId: 'x' },
      { ...base, action: 'CREATE', occurredAt: 'yesterday' },
      { ...base, action: 'MERGE' },
      { ...base, action: 'UPDATE' },
      { ...base, action: 'APP_UNINSTALL', portalId: null },
      { ...base, action: 'CREATE' },
    );
    expect(found?.events).toHaveLength(1);
    expect(found?.rejected).toBe(6);
  });

  it('is nothing else', () => {
    for (const file of [null, [], 'text', {}, { journalEvents: 'none' }])
      expect(parseJournalFile(file)).toBeUndefined();
  });
});
