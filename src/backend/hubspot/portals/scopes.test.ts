import { expect, it } from 'vitest';
import definition from '../../../app/app-hsmeta.json' with { type: 'json' };
import { missingScopes, optionalScopes, requiredScopes } from './scopes.ts';

it('are those of the app definition: HubSpot blocks an install link that asks for others', () => {
  expect(requiredScopes.toSorted()).toEqual(definition.config.auth.requiredScopes.toSorted());
  expect(optionalScopes.toSorted()).toEqual(definition.config.auth.optionalScopes.toSorted());
});

it('are missing only when required and not granted', () => {
  expect(missingScopes(requiredScopes.filter((name) => name !== 'oauth'))).toEqual([]);
  expect(missingScopes([...optionalScopes])).toEqual(requiredScopes.filter((name) => name !== 'oauth'));
});
