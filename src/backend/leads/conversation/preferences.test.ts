import { expect, it } from 'vitest';
import { BatonError } from '../../ground/errors.ts';
import { contactId, portalId } from '../../ground/identifiers.ts';
import { portalSettingsSchema } from '../../settings/portal-settings.ts';
import { readOptedOut, withOptOut } from './preferences.ts';

const PORTAL = portalId(4242);
const SCOPE = 'communication_preferences.read_write';
const records = ['ada@example.com', 'ben@example.com'].map((email, index) => ({
  id: contactId(index + 1),
  properties: { email },
  ownerHistory: [],
  archived: false,
}));
const [ada, ben] = records.map(({ id }) => id) as [
  ReturnType<typeof contactId>,
  ReturnType<typeof contactId>,
];

/** HubSpot, where `answers` tells who opted out, in an account that granted these permissions. */
async function read(
  set: { shareOptOuts: boolean; subscriptionType?: string | null },
  answer: (email: string) => boolean | Error = () => false,
  scopes: readonly string[] = [SCOPE],
) {
  const asked: string[] = [];
  const hubspot = {
    portals: { find: async () => ({ scopes }) },
    preferences: {
      optedOut: async (_portal: unknown, email: string, type: string | null) => {
        asked.push(`${email} ${type}`);
        const said = answer(email);
        if (said instanceof Error) throw said;
        return said;
      },
    },
  };
  const settings = { get: async () => portalSettingsSchema.parse(set) };
  // It uses no more of HubSpot than this.
  const optedOut = await readOptedOut({ hubspot, settings } as never, PORTAL, records);
  return { asked: asked.toSorted(), optedOut };
}

it('asks for nothing before an admin switched it on and the permission was granted', async () => {
  expect(await read({ shareOptOuts: false })).toEqual({ asked: [], optedOut: new Map() });
  expect((await read({ shareOptOuts: true }, undefined, [])).asked).toEqual([]);
});

it('asks for the type of Baton’s emails, and who opted out of it is not written to', async () => {
  const set = { shareOptOuts: true, subscriptionType: '1001' };
  const { asked, optedOut } = await read(set, (email) => email.startsWith('ada'));
  expect(asked).toEqual(['ada@example.com 1001', 'ben@example.com 1001']);
  expect(withOptOut(optedOut, ada, null)).toBe('opted_out');
  expect(withOptOut(optedOut, ben, null)).toBeNull();
  expect(withOptOut(optedOut, ben, 'bounced_before')).toBe('bounced_before');
});

it('says who cannot be asked about, so that nothing is sent to them; the others are not held up', async () => {
  const away = new BatonError('HUBSPOT_UNAVAILABLE');
  const { optedOut } = await read({ shareOptOuts: true }, (email) =>
    email.startsWith('ada') ? away : false,
  );
  expect(withOptOut(optedOut, ada, null)).toBe(away);
  expect(withOptOut(optedOut, ben, null)).toBeNull();
});
