import { beforeEach, expect, it } from 'vitest';
import { describeOnBothDatabases } from '../../database/test-database.ts';
import type { TestDatabase } from '../../database/test-database.ts';
import { BatonError } from '../../ground/errors.ts';
import { contactId, portalId } from '../../ground/identifiers.ts';
import { mailEntities } from '../../mail/mail-entity.ts';
import { LeadAddressEntity } from '../contact/address-entity.ts';
import { LeadEntity } from '../lead/lead-entity.ts';
import type { Lead } from '../lead/lead-entity.ts';
import { lead, reply, TUESDAY } from '../test-leads.ts';
import { shownElsewhere } from './elsewhere.ts';

const PORTAL = portalId(4242);
const [HERE, OLD, OLDER] = [contactId(501), contactId(502), contactId(503)];
const ADA = 'ada@lovelace.example.com';
const DAY = 86_400_000;
const entities = [...mailEntities, LeadEntity, LeadAddressEntity];

describeOnBothDatabases('the card of a person who has another contact', entities, (open) => {
  let database: TestDatabase;
  const absent = new Set<string>();
  beforeEach(async () => {
    database = await open();
  });
  const put = (...changes: Partial<Lead>[]) =>
    database.manager.insert(
      LeadEntity,
      changes.map((change) =>
        lead({ contactId: OLD, stage: 'closed', closedAt: TUESDAY, step: 2, ...change }),
      ),
    );
  const shown = (addresses: readonly string[] | null = [ADA], own: Lead | null = null) =>
    shownElsewhere(
      {
        database,
        snapshots: {
          get: async (_portal: unknown, id: string) => {
            if (absent.has(id)) throw new BatonError('HUBSPOT_NOT_FOUND');
          },
        },
        hubspot: { portals: { get: async () => ({ uiDomain: 'app.hubspot.com' }) } } as never,
        config: { hubspot: { appUrl: 'https://app.hubspot.com' } },
      } as never,
      { portalId: PORTAL, contactId: HERE },
      own,
      [{ assistantId: 'tara', name: 'Tara' }] as never,
      { context: null, obstacle: null, hint: null, ...(addresses ? { addresses } : {}) },
    );

  it('tells of the latest, whatever address they share', async () => {
    const said = { ...reply('Deactivated'), at: TUESDAY + DAY };
    await put({ answer: said, email: 'old@lovelace.example.com' }, { contactId: OLDER });
    await database.manager.insert(LeadAddressEntity, { portalId: PORTAL, contactId: OLD, address: ADA });
    expect(await shown()).toMatchObject({
      name: 'Ada Lovelace',
      url: expect.stringContaining('/contacts/4242/record/0-1/502') as string,
      assistantName: 'Tara',
      sent: 2,
      against: true,
      said: { at: TUESDAY + DAY },
    });
    expect(await shown(['nobody@lovelace.example.com'])).toBeNull();
  });

  it('knows the address of its own lead while HubSpot is away, and links to no deleted contact', async () => {
    await put({});
    expect(await shown()).toMatchObject({ url: expect.any(String) as string });
    absent.add(OLD);
    expect(await shown(null, lead({ contactId: HERE }))).toMatchObject({ url: null, sent: 2, said: null });
  });

  it('tells nothing of what went into this contact, was erased, or never began', async () => {
    await put(
      { mergedInto: HERE, subState: 'merged' },
      { contactId: OLDER, subState: 'erased' },
      { contactId: contactId(504), step: 0, stage: 'closed' },
    );
    expect(await shown()).toBeNull();
  });
});
