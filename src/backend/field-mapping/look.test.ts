import { beforeEach, expect, it } from 'vitest';
import { describeOnBothDatabases } from '../database/test-database.ts';
import type { TestDatabase } from '../database/test-database.ts';
import { HOUR } from '../ground/clock.ts';
import { BatonError } from '../ground/errors.ts';
import { contactId, ownerId, portalId } from '../ground/identifiers.ts';
import type { Definition } from '../hubspot/properties/definitions.ts';
import { MappedFieldEntity } from './field-entity.ts';
import type { MappedFieldRow } from './field-entity.ts';
import { createSlot } from '../room/slot.ts';
import { look, lookAgain } from './look.ts';
import type { LookDeps } from './look.ts';
import { allFields, companyValues, printTags } from './values.ts';
import type { ValuesDeps } from './values.ts';

const PORTAL = portalId(4242);
const NOW = Date.UTC(2026, 10, 24, 9);
const COMPANY_SCOPES = ['crm.objects.companies.read', 'crm.schemas.companies.read'];

const row = (tag: string, change: Partial<MappedFieldRow> = {}): MappedFieldRow => ({
  portalId: PORTAL,
  tag,
  object: 'contact',
  property: tag,
  label: tag,
  renamedFrom: null,
  kind: 'text',
  options: {},
  format: 'text',
  fallback: '',
  trouble: null,
  changedBy: 'Ada Admin',
  changedAt: NOW,
  lookedAt: NOW,
  ...change,
});
const definition = (name: string, change: Partial<Definition> = {}): Definition => ({
  name,
  label: name,
  type: 'string',
  fieldType: 'text',
  options: [],
  sensitive: false,
  ofOwners: false,
  hidden: false,
  ...change,
});

describeOnBothDatabases('a look at mapped properties', [MappedFieldEntity], (open) => {
  let database: TestDatabase;
  let now: number;
  let scopes: string[];
  let calls: string[];
  let defined: Definition[];
  let refuse: BatonError | null;
  /** How often it was told that emails may go on. */
  let mended: number;
  let deps: LookDeps & ValuesDeps;

  beforeEach(async () => {
    database = await open();
    now = NOW;
    scopes = COMPANY_SCOPES;
    calls = [];
    defined = [];
    refuse = null;
    const answer = <Value>(call: string, value: Value): Promise<Value> => {
      calls.push(call);
      return refuse ? Promise.reject(refuse) : Promise.resolve(value);
    };
    // Nothing else of HubSpot is used.
    const hubspot = {
      portals: { get: async () => ({ scopes }) },
      definitions: {
        all: (_portal: unknown, object: string) => answer(`all ${object}`, defined),
        archived: (_portal: unknown, object: string) => answer(`archived ${object}`, [definition('old')]),
      },
      companies: { primaryOf: () => answer('companies', new Map([[contactId(1), { size: '12' }]])) },
      owners: {
        byId: async (_portal: unknown, id: string) => ({
          email: `${id}@x.example`,
          firstName: 'R',
          lastName: 'R',
        }),
      },
    } as unknown as (LookDeps & ValuesDeps)['hubspot'];
    mended = 0;
    const told: LookDeps['mended'] = createSlot('mended');
    told.fill(async () => void (mended += 1));
    deps = { database, clock: { now: () => now }, hubspot, mended: told };
  });

  const put = (...rows: MappedFieldRow[]) => database.manager.insert(MappedFieldEntity, rows);
  const troubles = async () =>
    Object.fromEntries(
      (await database.manager.find(MappedFieldEntity)).map(({ tag, trouble }) => [tag, trouble]),
    );

  it('tells who waits that a property is there again, once', async () => {
    await put(row('back', { trouble: 'archived' }), row('fine'), row('old', { trouble: 'gone' }));
    defined = [definition('back'), definition('fine')];
    await look(deps, PORTAL, 'interactive');
    expect(mended).toBe(1);
    await look(deps, PORTAL, 'interactive');
    expect(mended).toBe(1);
  });

  it('tells what became of each', async () => {
    await put(
      row('fine'),
      row('old'),
      row('gone'),
      row('secret'),
      row('date', { kind: 'date', format: 'long' }),
    );
    defined = [
      definition('fine', { label: 'Finer' }),
      definition('secret', { sensitive: true }),
      definition('date'),
    ];
    await look(deps, PORTAL, 'interactive');
    expect(await troubles()).toEqual({
      fine: null,
      old: 'archived',
      gone: 'gone',
      secret: 'sensitive',
      date: 'changed',
    });
    const [fine] = await database.manager.findBy(MappedFieldEntity, { tag: 'fine' });
    expect(fine).toMatchObject({ label: 'Finer', renamedFrom: 'fine' });
    expect(calls).toEqual(['all contact', 'archived contact']);
    defined = ['fine', 'old', 'gone', 'secret'].map((name) => definition(name));
    await look(deps, PORTAL, 'interactive');
    expect(await troubles()).toEqual({ fine: null, old: null, gone: null, secret: null, date: 'gone' });
  });

  it('is made once an hour for emails, and again after the clock was set back', async () => {
    await lookAgain(deps, PORTAL);
    expect(calls).toEqual([]);
    await put(row('plan', { lookedAt: NOW - HOUR }));
    defined = [definition('plan')];
    await lookAgain(deps, PORTAL);
    await lookAgain(deps, PORTAL);
    expect(calls).toEqual(['all contact']);
    now -= 2 * HOUR;
    await lookAgain(deps, PORTAL);
    expect(calls).toHaveLength(2);
  });

  it('that HubSpot refuses keeps nothing from its way', async () => {
    await put(row('plan', { lookedAt: 0 }));
    refuse = new BatonError('HUBSPOT_UNAVAILABLE');
    await lookAgain(deps, PORTAL);
    expect(await troubles()).toEqual({ plan: null });
  });

  it('asks nothing of companies without the permission, and knows nothing against them', async () => {
    await put(row('size', { object: 'company', lookedAt: 0, fallback: 'all' }));
    scopes = [];
    await look(deps, PORTAL, 'interactive');
    await lookAgain(deps, PORTAL);
    const options = { properties: ['size'], lane: 'assignment' } as const;
    expect(await companyValues(deps, PORTAL, [contactId(1)], options)).toEqual(new Map());
    expect(calls).toEqual([]);
    expect(await troubles()).toEqual({ size: null });
    scopes = COMPANY_SCOPES;
    refuse = new BatonError('HUBSPOT_MISSING_SCOPE');
    expect(await companyValues(deps, PORTAL, [contactId(1)], options)).toEqual(new Map());
  });

  it('leaves what emails print: the value, the fallback, or nothing', async () => {
    await put(row('plan'), row('tier', { fallback: 'your tier' }), row('lost', { trouble: 'gone' }));
    const sources = {
      contact: { plan: 'Gold', tier: null, lost: 'still there', hubspot_owner_id: '1' },
      company: null,
    };
    const addressee = { locale: 'en', timeZone: 'UTC', owner: ownerId('71') };
    const tags = ['plan', 'tier', 'lost', 'company_name', 'owner_email', 'unknown'];
    expect(await printTags(deps, PORTAL, tags, sources, addressee)).toEqual({
      plan: 'Gold',
      tier: 'your tier',
      lost: null,
      company_name: null,
      owner_email: '71@x.example',
      unknown: null,
    });
    expect((await allFields(deps, PORTAL)).length).toBeGreaterThan(3);
  });
});
