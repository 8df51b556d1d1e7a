import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { isBatonError } from '../ground/errors.ts';
import { createVault, deriveKeys } from './vault.ts';

const key = (id: string) => ({ id, key: randomBytes(32) });
const binding = { portalId: '4242', purpose: 'access-token' };
const unreadable = expect.toSatisfy((error: unknown) => isBatonError(error, 'SECRET_UNREADABLE'));

describe('createVault', () => {
  const old = key('2025.a');
  const vault = createVault([old]);

  it('opens what it sealed, differently each time', () => {
    const sealed = vault.seal('pat-na1-…-ü', binding);
    expect(sealed).not.toContain('pat-na1');
    expect(vault.seal('pat-na1-…-ü', binding)).not.toBe(sealed);
    expect(vault.open(sealed, binding)).toBe('pat-na1-…-ü');
    expect(vault.open(vault.seal('', binding), binding)).toBe('');
  });

  it('opens old seals after rotation and seals with the new key', () => {
    const newest = key('b');
    const rotated = createVault([newest, old]);
    expect(rotated.open(vault.seal('secret', binding), binding)).toBe('secret');
    expect(() => vault.open(rotated.seal('secret', binding), binding)).toThrow(unreadable);
  });

  it('opens only for the portal and the purpose it was sealed for', () => {
    const sealed = vault.seal('secret', binding);
    expect(() => vault.open(sealed, { ...binding, portalId: '1' })).toThrow(unreadable);
    expect(() => vault.open(sealed, { ...binding, purpose: 'refresh-token' })).toThrow(unreadable);
  });

  it('refuses changed, cut and foreign texts, and never passes one through', () => {
    const sealed = vault.seal('secret', binding);
    const parts = sealed.split(':');
    const flipped = parts.map((part, index) =>
      parts.with(index, part.slice(0, -2) + (part.endsWith('AA') ? 'BB' : 'AA')).join(':'),
    );
    const shortTag = parts.with(3, (parts[3] ?? '').slice(0, 6)).join(':');
    for (const text of [
      ...flipped,
      shortTag,
      sealed.slice(0, -4),
      `${sealed}:x`,
      '',
      'secret',
      'v1:2025.a',
      'v1:2025.a:::',
      'smtp://user:password@host:25',
    ]) {
      expect(() => vault.open(text, binding), text).toThrow(unreadable);
    }
  });

  it('does not let another key of the same id open it, nor tell a piece of a bare secret', () => {
    expect(() => createVault([key('2025.a')]).open(vault.seal('secret', binding), binding)).toThrow(
      unreadable,
    );
    try {
      vault.open('user:password', binding);
    } catch (error) {
      expect(
        JSON.stringify(isBatonError(error) && { ...error.context, message: error.message }),
      ).not.toContain('password');
    }
  });
});

describe('deriveKeys', () => {
  it('gives a stable key per key and purpose', () => {
    const keys = [key('a'), key('b')];
    expect(deriveKeys(keys, 'cookie')).toEqual(deriveKeys(keys, 'cookie'));
    expect(new Set([...deriveKeys(keys, 'cookie'), ...deriveKeys(keys, 'links')]).size).toBe(4);
    expect(deriveKeys(keys, 'cookie')).not.toContain(keys[0]?.key.toString('base64'));
  });
});
