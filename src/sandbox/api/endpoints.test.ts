import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { accountEndpoint } from './endpoint.ts';
import { routesOf } from './routes.ts';

const endpoint = (method: 'GET' | 'PUT', path: string) =>
  accountEndpoint({ method, path, answers: 200, scopes: [], body: z.unknown(), run: () => path });
const [byId, list, named] = [
  endpoint('GET', '/things/V/:id'),
  endpoint('GET', '/things/V'),
  endpoint('GET', '/things/V/roles'),
];
const find = routesOf([byId, list, named, endpoint('PUT', '/pairs/V/:from/:fromId/with/:to')]);

describe('the endpoint of a request', () => {
  it('is found by method and path, a fixed part before a value, in whatever order they are listed', () => {
    expect(find('GET', '/things/2026-09')?.endpoint).toBe(list);
    expect(find('GET', '/things/2026-09/')?.endpoint).toBe(list);
    expect(find('GET', '/things/2026-09/roles')?.endpoint).toBe(named);
    expect(find('GET', '/things/2026-09/7')?.endpoint).toBe(byId);
    for (const [method, path] of [
      ['POST', '/things/2026-09'],
      ['GET', '/things/v3'],
      ['GET', '/things/2026-09/7/8'],
    ] as const)
      expect(find(method, path)).toBeNull();
  });

  it('learns the values of its path, and counts by what it is about, not by which', () => {
    const route = find('PUT', '/pairs/2026-09/contacts/7/with/no%20tes');
    expect([route?.path('from'), route?.path('fromId'), route?.path('to')]).toEqual([
      'contacts',
      '7',
      'no tes',
    ]);
    expect(route?.countedAs).toBe('/pairs/2026-09/contacts/{id}/with/no%20tes');
    expect(find('GET', '/things/2026-09/a@b.co')?.countedAs).toBe('/things/2026-09/{email}');
    expect(() => find('GET', '/things/2026-09/%E0%A4%A')?.path('id')).toThrow('not URL-encoded');
  });

  it('is one: two of a kind are refused before anything starts', () => {
    expect(() => routesOf([byId, endpoint('GET', '/things/V/:name')])).toThrow('Two endpoints answer GET');
  });
});
