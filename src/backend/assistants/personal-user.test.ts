import { expect, it } from 'vitest';
import { ownerId, portalId, userId } from '../ground/identifiers.ts';
import type { HubSpot, Owner } from '../hubspot/types.ts';
import { askAboutPerson } from './personal-user.ts';

const rae: Owner = {
  ownerId: ownerId(1),
  email: 'rae@a.example',
  firstName: 'Rae',
  lastName: 'Rep',
  userId: userId(70),
  archived: false,
  teamIds: [],
};
const ask = (owner: Owner | undefined, contacts: number, caller = userId(99)) =>
  askAboutPerson(
    {
      owners: { byEmail: async () => owner } as unknown as HubSpot['owners'],
      search: { countOwnedBy: async () => contacts } as unknown as HubSpot['search'],
    },
    { portalId: portalId(1), userId: caller },
    'rae@a.example',
  );

it.each([
  ['nobody’s user yet', undefined, 0],
  ['a user without contacts', rae, 0],
  ['a user who has left', { ...rae, archived: true }, 12],
])('asks nothing about %s', async (_who, owner, contacts) => {
  await expect(ask(owner, contacts)).resolves.toBeUndefined();
});

it('says what becomes of the contacts that a person owns, and who writes then', async () => {
  await expect(ask(rae, 1_204)).rejects.toMatchObject({
    code: 'CONFIRM_FIRST',
    message: expect.stringMatching(
      /1,204 contacts that Rae Rep owns now stay as they are.*From now on, whoever makes Rae Rep the owner/,
    ),
  });
  await expect(ask(rae, 1)).rejects.toMatchObject({
    message: expect.stringContaining('1 contact that Rae Rep owns now stays as it is'),
  });
});

it('asks an admin who takes the own user, with or without contacts', async () => {
  await expect(ask(rae, 0, userId(70))).rejects.toMatchObject({
    message: expect.stringContaining('Rae Rep is your own user.'),
  });
});
