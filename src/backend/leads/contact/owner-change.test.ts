import { expect, it } from 'vitest';
import { contactId, ownerId, portalId, userId } from '../../ground/identifiers.ts';
import type { ContactRecord, Owners } from '../../hubspot/types.ts';
import { ownerChangedBy } from './owner-change.ts';

const rae = {
  ownerId: ownerId(1),
  email: 'rae@a.example',
  firstName: 'Rae',
  lastName: 'Rep',
  userId: null,
  archived: false,
};
const owners = {
  byUserId: async (_portal: unknown, id: string) => (id === '70' ? rae : undefined),
} as unknown as Owners;
const record = (sourceType: string, user: number | null): ContactRecord => ({
  id: contactId(5),
  properties: {},
  archived: false,
  ownerHistory: [
    {
      ownerId: ownerId(2),
      at: 1,
      sourceType,
      sourceId: '',
      updatedByUserId: user === null ? null : userId(user),
    },
  ],
});

it.each([
  ['CRM_UI', 70, 'Rae Rep'],
  ['CRM_UI', 71, null],
  ['AUTOMATION_PLATFORM', 70, 'A workflow'],
  ['WORKFLOWS', null, 'A workflow'],
  ['IMPORT', 70, 'An import'],
  ['INTEGRATION', null, 'Another app'],
  ['SOMETHING_NEW', null, null],
])('%s by user %s: %s', async (source, user, words) => {
  expect(await ownerChangedBy({ owners }, portalId(1), record(source, user))).toBe(words);
});

it('knows nobody of a contact without a history', async () => {
  expect(await ownerChangedBy({ owners }, portalId(1), undefined)).toBeNull();
});
