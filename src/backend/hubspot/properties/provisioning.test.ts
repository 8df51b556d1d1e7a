import { afterEach, describe, expect, it } from 'vitest';
import { MINUTE } from '../../ground/clock.ts';
import { portalId } from '../../ground/identifiers.ts';
import { batonProperties } from './baton-properties.ts';
import { createHubSpotClient } from '../calls/client.ts';
import { createContactProperties } from './contact-properties.ts';
import { createLeadStatusOptions } from './lead-status.ts';
import { provision } from './provisioning.ts';
import { collectingLogger, standingClock, startFakeHubSpot } from '../test-hubspot.ts';
import type { FakeAnswer, FakeHubSpot, FakeRequest } from '../test-hubspot.ts';
import { createTransport } from '../calls/transport.ts';

const PORTAL = portalId(4242);
const BASE = '/crm/properties/2026-09/contacts';

interface StoredOption {
  value: string;
  label: string;
  [more: string]: unknown;
}
interface StoredProperty {
  name: string;
  type: string;
  fieldType: string;
  options: StoredOption[];
  [more: string]: unknown;
}

const option = (value: string): StoredOption => ({
  value,
  label: value,
  displayOrder: 0,
  hidden: false,
  description: `about ${value}`,
});
const leadStatus = (values: string[], more: object = {}): StoredProperty => ({
  name: 'hs_lead_status',
  type: 'enumeration',
  fieldType: 'radio',
  options: values.map(option),
  modificationMetadata: {
    archivable: true,
    readOnlyDefinition: true,
    readOnlyValue: false,
    readOnlyOptions: false,
  },
  ...more,
});

let fake: FakeHubSpot | undefined;
afterEach(() => fake?.close());

/** HubSpot's property endpoints as the reference describes them; `before` may answer first or change the store. */
async function account(
  initial: StoredProperty[] = [],
  before?: (request: FakeRequest, account: Store) => FakeAnswer | undefined,
) {
  const store = new Map(initial.map((property) => [property.name, property]));
  const archived = new Map<string, StoredProperty>();
  const groups = new Set(['contactinformation']);
  const kept = { store, archived, groups };
  fake = await startFakeHubSpot((request) => before?.(request, kept) ?? answer(request, kept));
  const clock = standingClock();
  const { logger, lines } = collectingLogger();
  const client = createHubSpotClient({
    clock,
    logger,
    limiter: { acquire: async () => undefined, pause: async () => undefined },
    tokens: { accessToken: async () => 't', renew: async () => 't' },
    transport: createTransport({ apiUrl: fake.url }),
  });
  const properties = createContactProperties(client);
  const provisioned: string[] = [];
  const portals = { markProvisioned: async (id: string) => void provisioned.push(id) };
  return {
    store,
    archived,
    groups,
    clock,
    lines,
    provisioned,
    provision: () => provision({ properties, portals, logger }, PORTAL),
    leadStatus: createLeadStatusOptions(properties, clock),
    calls: () =>
      (fake?.requests ?? []).map(({ method, path }) => `${method} ${path.slice(BASE.length)}`.trim()),
    forgetCalls: () => fake?.requests.splice(0),
  };
}

interface Store {
  store: Map<string, StoredProperty>;
  archived: Map<string, StoredProperty>;
  groups: Set<string>;
}

function answer({ method, path, body }: FakeRequest, { store, archived, groups }: Store): FakeAnswer {
  const name = path.slice(BASE.length + 1);
  const sent = body === '' ? undefined : (JSON.parse(body) as StoredProperty & { groupName?: string });
  if (name === 'groups')
    return method === 'GET'
      ? { json: { results: [...groups].map((group) => ({ name: group, label: group })) } }
      : createGroup(groups, sent?.name ?? '');
  if (method === 'GET' && name === '') return { json: { results: [...store.values()] } };
  if (method === 'POST' && sent) return create(sent, { store, archived, groups });
  const found = store.get(name);
  if (!found) return { status: 404, json: { category: 'OBJECT_NOT_FOUND' } };
  if (method === 'PATCH') Object.assign(found, sent);
  return { json: found };
}

function createGroup(groups: Set<string>, name: string): FakeAnswer {
  if (groups.has(name)) return { status: 409, json: { category: 'CONFLICT' } };
  groups.add(name);
  return { status: 201, json: { name } };
}

function create(
  sent: StoredProperty & { groupName?: string },
  { store, archived, groups }: Store,
): FakeAnswer {
  if (store.has(sent.name))
    return {
      status: 409,
      json: { category: 'OBJECT_ALREADY_EXISTS', subCategory: 'Properties.PROPERTY_WITH_NAME_EXISTS' },
    };
  if (!groups.has(sent.groupName ?? ''))
    return { status: 400, json: { category: 'VALIDATION_ERROR', message: 'no such group' } };
  const kept = archived.get(sent.name) ?? { ...sent, options: sent.options ?? [] };
  store.set(sent.name, kept);
  return { status: 201, json: kept };
}

const valuesOf = (property: StoredProperty | undefined): string[] =>
  (property?.options ?? []).map(({ value }) => value);

describe('provision', () => {
  it('creates the group and all properties with labels, descriptions and options', async () => {
    const { store, groups, provision, provisioned } = await account();
    await provision();
    expect(groups).toContain('baton');
    expect(store.get('baton_context')).toMatchObject({
      label: 'Context',
      type: 'string',
      fieldType: 'textarea',
      groupName: 'baton',
      formField: false,
    });
    expect(store.get('baton_lead_connection_status')).toMatchObject({
      label: 'Lead Connection Status',
      type: 'enumeration',
      fieldType: 'select',
    });
    expect(valuesOf(store.get('baton_lead_connection_status')).toSorted()).toEqual([
      'Cold',
      'DeActivated',
      'Engaged',
      'Hot',
      'LeadAtRisk',
      'New',
      'OutOfOffice',
      'Pending',
      'Processed',
      'Responded',
      'UnSubscribed',
      'Warm',
    ]);
    expect(valuesOf(store.get('baton_status'))).toHaveLength(12);
    expect([...store.keys()].toSorted()).toEqual(batonProperties.map(({ name }) => name).toSorted());
    for (const property of store.values()) expect(String(property['description']).length).toBeGreaterThan(20);
    expect(provisioned).toEqual([PORTAL]);
  });

  it('asks once and writes nothing when all is there', async () => {
    const { provision, calls, forgetCalls, provisioned } = await account();
    await provision();
    forgetCalls();
    await provision();
    expect(calls()).toEqual(['GET']);
    expect(provisioned).toHaveLength(2);
  });

  it("creates only what is missing and keeps an admin's labels and options", async () => {
    const { store, provision, calls, forgetCalls } = await account();
    await provision();
    store.delete('baton_assistant');
    const status = store.get('baton_lead_connection_status');
    Object.assign(status ?? {}, {
      label: 'Our status',
      options: [option('Ours'), ...(status?.options ?? []).filter(({ value }) => value !== 'Hot')],
    });
    forgetCalls();
    await provision();
    expect(calls()).toEqual(['GET', 'GET /groups', 'POST', 'PATCH /baton_lead_connection_status']);
    expect(status?.['label']).toBe('Our status');
    expect(valuesOf(status)).toHaveLength(13);
    expect(status?.options[0]).toEqual(option('Ours'));
    expect(valuesOf(status)).toContain('Hot');
  });

  it('restores an archived property and repairs its options', async () => {
    const { store, archived, provision } = await account();
    archived.set('baton_status', {
      name: 'baton_status',
      type: 'enumeration',
      fieldType: 'select',
      options: [option('in_progress')],
    });
    await provision();
    expect(valuesOf(store.get('baton_status'))).toHaveLength(12);
  });

  it('reads and compares what somebody else created at the same moment', async () => {
    const { store, provision, provisioned } = await account([], ({ method, body }, theirs) => {
      if (method === 'POST' && body.includes('"label":"Baton"')) theirs.groups.add('baton');
      if (method === 'POST' && body.includes('"baton_context"'))
        theirs.store.set('baton_context', {
          name: 'baton_context',
          type: 'string',
          fieldType: 'text',
          options: [],
        });
      return undefined;
    });
    await provision();
    expect(store.size).toBe(batonProperties.length);
    expect(provisioned).toHaveLength(1);
  });

  it('names a property of another type, and is not done', async () => {
    const { provision, provisioned } = await account([
      { name: 'baton_context', type: 'number', fieldType: 'number', options: [] },
    ]);
    await expect(provision()).rejects.toMatchObject({
      code: 'HUBSPOT_CONFLICT',
      retry: 'never',
      message: expect.stringContaining('baton_context of type number'),
    });
    expect(provisioned).toEqual([]);
  });

  it('goes on where it was interrupted', async () => {
    let failures = 2;
    const { store, provision, provisioned } = await account([], ({ method, body }) =>
      method === 'POST' && body.includes('baton_prior_owner') && failures-- > 0 ? { status: 502 } : undefined,
    );
    await expect(provision()).rejects.toMatchObject({ code: 'HUBSPOT_UNAVAILABLE', retry: 'backoff' });
    await expect(provision()).rejects.toMatchObject({ code: 'HUBSPOT_UNAVAILABLE' });
    await provision();
    expect(store.size).toBe(batonProperties.length);
    expect(provisioned).toHaveLength(1);
  });

  it('tells when the connection lacks the permission', async () => {
    const { provision } = await account([], ({ method }) =>
      method === 'POST'
        ? {
            status: 403,
            json: {
              category: 'MISSING_SCOPES',
              errors: [{ context: { requiredGranularScopes: ['crm.schemas.contacts.write'] } }],
            },
          }
        : undefined,
    );
    await expect(provision()).rejects.toMatchObject({
      code: 'HUBSPOT_MISSING_SCOPE',
      context: { requiredScopes: ['crm.schemas.contacts.write'] },
    });
  });
});

describe('lead status options', () => {
  it('are read once in five minutes, and again when asked for fresh', async () => {
    const { leadStatus: options, calls, clock, store } = await account([leadStatus(['NEW', 'OPEN'])]);
    expect(await options.list(PORTAL)).toEqual([
      { value: 'NEW', label: 'NEW', hidden: false },
      { value: 'OPEN', label: 'OPEN', hidden: false },
    ]);
    store.set('hs_lead_status', leadStatus(['NEW']));
    expect(await options.list(PORTAL)).toHaveLength(2);
    expect(calls()).toHaveLength(1);
    expect(await options.list(PORTAL, { fresh: true })).toHaveLength(1);
    clock.advance(5 * MINUTE);
    await options.list(PORTAL);
    expect(calls()).toHaveLength(3);
  });

  it('gain QUALIFIED once, keeping every other option as it is', async () => {
    const { leadStatus: options, store, calls, forgetCalls } = await account([leadStatus(['NEW', 'OURS'])]);
    await options.list(PORTAL);
    expect((await options.addQualified(PORTAL)).map(({ value }) => value)).toEqual([
      'NEW',
      'OURS',
      'QUALIFIED',
    ]);
    expect(store.get('hs_lead_status')?.options.slice(0, 2)).toEqual([option('NEW'), option('OURS')]);
    expect(await options.list(PORTAL)).toHaveLength(3);
    forgetCalls();
    await options.addQualified(PORTAL);
    expect(calls()).toEqual(['GET /hs_lead_status']);
  });

  it.each([
    ['none has a place', [null, undefined, null], [0, 1, 2]],
    ['one has none', [3, null, 1], [3, -1, 1]],
  ])(
    'are written back each with a place, none of the account’s own lost (%s)',
    async (_what, places, written) => {
      const own = places.map((displayOrder, index) => ({
        value: `OWN_${index}`,
        label: `Own ${index}`,
        displayOrder,
        hidden: index === 1 ? null : true,
        description: index === 2 ? undefined : 'about it',
        readOnly: null,
      }));
      let sent: unknown;
      const { leadStatus: options } = await account(
        [leadStatus([], { options: own })],
        ({ method, body }) => {
          if (method === 'PATCH') sent = JSON.parse(body);
          return undefined;
        },
      );
      await options.addQualified(PORTAL);
      const about = { description: 'about it' };
      expect(sent).toEqual({
        options: [
          { value: 'OWN_0', label: 'Own 0', displayOrder: written[0], hidden: true, ...about },
          { value: 'OWN_1', label: 'Own 1', displayOrder: written[1], hidden: false, ...about },
          { value: 'OWN_2', label: 'Own 2', displayOrder: written[2], hidden: true },
          { value: 'QUALIFIED', label: 'Qualified', displayOrder: -1, hidden: false },
        ],
      });
    },
  );

  it('survive an admin who edits them at the same moment', async () => {
    let edits = 1;
    const { leadStatus: options } = await account([leadStatus(['NEW', 'OURS'])], ({ method }, { store }) => {
      if (method !== 'PATCH' || edits-- <= 0) return undefined;
      store.set('hs_lead_status', leadStatus(['NEW', 'THEIRS']));
      return { json: store.get('hs_lead_status') };
    });
    expect((await options.addQualified(PORTAL)).map(({ value }) => value)).toEqual([
      'NEW',
      'OURS',
      'QUALIFIED',
      'THEIRS',
    ]);
  });

  it('end in a conflict when every write is lost', async () => {
    const { leadStatus: options, calls } = await account([leadStatus(['NEW'])], ({ method }) =>
      method === 'PATCH' ? { json: {} } : undefined,
    );
    await expect(options.addQualified(PORTAL)).rejects.toMatchObject({ code: 'CONFLICT' });
    expect(calls().filter((call) => call.startsWith('PATCH'))).toHaveLength(3);
  });

  it('stay as they are when the account does not let them be changed', async () => {
    const { leadStatus: options, calls } = await account([
      leadStatus(['NEW'], { modificationMetadata: { readOnlyOptions: true } }),
    ]);
    await expect(options.addQualified(PORTAL)).rejects.toMatchObject({
      code: 'HUBSPOT_VALIDATION',
      context: { properties: [{ name: 'hs_lead_status' }] },
    });
    expect(calls()).toEqual(['GET /hs_lead_status']);
  });
});
