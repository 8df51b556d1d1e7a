import { describe, expect, it } from 'vitest';
import { chooseUser, contactName, initials, ownerNames } from './people.ts';

const user = (id: string, firstName: string) => ({
  id,
  firstName,
  lastName: 'X',
  email: `${firstName.toLowerCase()}@acme.example`,
  superAdmin: false,
});
const users = [user('1', 'Tara'), user('2', 'Rae'), user('3', 'Ada')];

describe('chooseUser', () => {
  it.each(['3', 'ada', 'ADA@acme.example'])('finds Ada by %s', (wanted) =>
    expect(chooseUser(users, wanted)?.id).toBe('3'),
  );
  it('is Rae when nobody or an unknown person is wanted', () => {
    expect(chooseUser(users, null)?.id).toBe('2');
    expect(chooseUser(users, 'nobody')?.id).toBe('2');
  });
  it('is the first user of an account without Rae, and nobody in an empty one', () => {
    expect(chooseUser(users.slice(2), null)?.id).toBe('3');
    expect(chooseUser([], 'ada')).toBeNull();
  });
});

describe('names', () => {
  it('marks owners whose user is gone', () => {
    const owner = { id: '9', firstName: 'Olaf', lastName: null, email: 'o@x.example', archived: true };
    expect(ownerNames([owner]).get('9')).toBe('Olaf (deactivated)');
  });
  it('names a contact by what it has', () => {
    expect(contactName({ firstname: 'Ada', lastname: null })).toBe('Ada');
    expect(contactName({ email: 'a@x.example' })).toBe('a@x.example');
    expect(contactName({})).toBe('Contact without a name');
  });
  it('takes initials of names and addresses', () => {
    expect(initials('Maria Lindqvist')).toBe('ML');
    expect(initials('tara@acme.example')).toBe('TA');
    expect(initials('')).toBe('?');
  });
});
