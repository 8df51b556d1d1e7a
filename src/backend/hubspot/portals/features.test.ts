import { describe, expect, it } from 'vitest';
import { featureStates, isAvailable, requireFeature } from './features.ts';
import { askedScopes, optionalScopes, requiredScopes } from './scopes.ts';

describe('features that need an optional permission', () => {
  it('are on with it, and switched off with a reason without it', () => {
    const on = featureStates([...requiredScopes, ...optionalScopes]);
    expect(on.map(({ reason }) => reason)).toEqual(on.map(() => null));
    const off = featureStates(requiredScopes);
    expect(off.map(({ name }) => name)).toEqual(on.map(({ name }) => name));
    for (const { reason } of off) expect(reason).toMatch(/permission [\w.]+ was not granted\. Connect again/);
  });

  it('refuse to begin without it, naming the permission', () => {
    expect(() => requireFeature({ scopes: ['settings.users.write'] }, 'invite')).not.toThrow();
    expect(() => requireFeature({ scopes: requiredScopes }, 'invite')).toThrow(
      expect.objectContaining({
        code: 'HUBSPOT_MISSING_SCOPE',
        message: expect.stringContaining('settings.users.write'),
      }),
    );
  });

  it('stand for every optional permission, but for those of a switch: it speaks for itself', () => {
    const named = featureStates([]).map(({ reason }) =>
      optionalScopes.find((scope) => reason?.includes(scope)),
    );
    expect(new Set(named)).toEqual(new Set(askedScopes(false)));
    expect(askedScopes(true)).toEqual(optionalScopes);
    expect(optionalScopes).not.toEqual(askedScopes(false));
    expect(isAvailable(askedScopes(true), 'opt-outs')).toBe(true);
  });
});
