import { expect, it } from 'vitest';
import { portalId } from '../../ground/identifiers.ts';
import type { HubSpotCall } from '../calls/client-types.ts';
import { createPreferences } from './preferences.ts';

const PORTAL = portalId(4242);
const ALL = '/communication-preferences/2026-09/statuses/ada%2B1%40example.com/unsubscribe-all?channel=EMAIL';
const TYPES = '/communication-preferences/2026-09/statuses/ada%2B1%40example.com?channel=EMAIL';
const DEFINITIONS = '/communication-preferences/2026-09/definitions';

function answering(answers: Record<string, unknown>) {
  const asked: string[] = [];
  const call = async <Answer>(_portal: unknown, { path, answer }: HubSpotCall<Answer>): Promise<Answer> => {
    asked.push(path);
    return answer.parse(answers[path]);
  };
  return { asked, preferences: createPreferences({ client: { call } }) };
}

const status = (subscriptionId: number, said: string) => ({ results: [{ subscriptionId, status: said }] });
const optedOut = (answers: Record<string, unknown>, type: string | null) =>
  answering(answers).preferences.optedOut(PORTAL, 'ada+1@example.com', type);

it('no entry means that the address did not unsubscribe from all; the type is asked for only where one is chosen', async () => {
  const { asked, preferences } = answering({ [ALL]: { results: [] } });
  expect(await preferences.optedOut(PORTAL, 'ada+1@example.com', null)).toBe(false);
  expect(asked).toEqual([ALL]);
});

it.each([
  ['UNSUBSCRIBED', true],
  ['SUBSCRIBED', false],
  ['NOT_SPECIFIED', false],
])('the type of Baton’s emails: %s', async (said, out) => {
  expect(await optedOut({ [ALL]: {}, [TYPES]: status(1001, said) }, '1001')).toBe(out);
});

it('an opt-out from all email counts whatever the type says', async () => {
  const all = { results: [{ status: 'UNSUBSCRIBED', wideStatusType: 'PORTAL_WIDE' }] };
  expect(await optedOut({ [ALL]: all, [TYPES]: status(1001, 'SUBSCRIBED') }, '1001')).toBe(true);
});

it('a type that HubSpot does not have says nothing about the person: it is an error, and nothing is sent', async () => {
  await expect(optedOut({ [ALL]: {}, [TYPES]: status(1002, 'SUBSCRIBED') }, '1001')).rejects.toThrow(
    /chooses another one/,
  );
});

it('lists the active types of email', async () => {
  const results = [
    { id: '1', name: 'One to One', isActive: true, communicationMethod: 'Email' },
    { id: 2, name: 'Old', isActive: false, communicationMethod: 'Email' },
    { id: 3, name: 'Calls', isActive: true, communicationMethod: 'Phone' },
  ];
  const { preferences } = answering({ [DEFINITIONS]: { results } });
  expect(await preferences.types(PORTAL)).toEqual([{ id: '1', name: 'One to One' }]);
});
