import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestSandbox, type TestSandbox } from '../testing.ts';

const contacts = '/crm/objects/2026-09/contacts';
const notes = '/crm/objects/2026-09/notes';
const emails = '/crm/objects/2026-09/emails';

let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await startTestSandbox();
});
afterAll(() => sandbox.stop());

let counter = 0;
const uniqueEmail = () => `person${++counter}@objects.example`;

async function newContact(properties: Record<string, string> = {}): Promise<string> {
  const { status, body } = await sandbox.api('POST', contacts, {
    properties: { email: uniqueEmail(), ...properties },
  });
  expect(status).toBe(201);
  return body.id;
}

/** The details that HubSpot hides as JSON inside `message`. */
function problems(body: { message: string }): { name: string; error: string; message: string }[] {
  return JSON.parse(body.message.replace('Property values were not valid: ', ''));
}

describe('a single record', () => {
  it('is created with HubSpot’s own values and read back with the properties asked for', async () => {
    const id = await newContact({ email: 'Mixed.Case@Objects.example', firstname: 'Mia' });
    const { status, body } = await sandbox.api('GET', `${contacts}/${id}?properties=email,jobtitle,nonsense`);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      id,
      archived: false,
      properties: { email: 'mixed.case@objects.example', jobtitle: null, hs_object_id: id },
    });
    expect(body.properties).toHaveProperty('nonsense', null);
    expect(body.properties).not.toHaveProperty('firstname');
  });

  it('is found by a unique property, and by no other', async () => {
    const email = uniqueEmail();
    const id = await newContact({ email });
    expect((await sandbox.api('GET', `${contacts}/${email}?idProperty=email`)).body.id).toBe(id);
    expect((await sandbox.api('GET', `${contacts}/Mia?idProperty=firstname`)).status).toBe(400);
  });

  it('keeps a history that says who wrote what, newest first', async () => {
    const id = await newContact({ hubspot_owner_id: '41600001' });
    await sandbox.control('PATCH', `/portals/4242/contacts/${id}`, {
      properties: { hubspot_owner_id: '41600004' },
      userId: 61000002,
    });
    const { body } = await sandbox.api('GET', `${contacts}/${id}?propertiesWithHistory=hubspot_owner_id`);
    expect(body.propertiesWithHistory.hubspot_owner_id).toEqual([
      {
        value: '41600004',
        timestamp: expect.any(String),
        sourceType: 'CRM_UI',
        sourceId: 'userId:61000002',
        updatedByUserId: 61000002,
      },
      { value: '41600001', timestamp: expect.any(String), sourceType: 'INTEGRATION', sourceId: '7001' },
    ]);
  });

  it('leaves no trace of a value that does not change', async () => {
    const id = await newContact({ jobtitle: 'Buyer' });
    await sandbox.api('PATCH', `${contacts}/${id}`, { properties: { jobtitle: 'Buyer' } });
    const { body } = await sandbox.api('GET', `${contacts}/${id}?propertiesWithHistory=jobtitle`);
    expect(body.propertiesWithHistory.jobtitle).toHaveLength(1);
  });

  it('loses a value that is set to ""', async () => {
    const id = await newContact({ jobtitle: 'Buyer' });
    await sandbox.api('PATCH', `${contacts}/${id}`, { properties: { jobtitle: '' } });
    const { body } = await sandbox.api(
      'GET',
      `${contacts}/${id}?properties=jobtitle&propertiesWithHistory=jobtitle`,
    );
    expect(body.properties.jobtitle).toBeNull();
    expect(body.propertiesWithHistory.jobtitle[0].value).toBe('');
  });

  it('is gone after deleting, and readable as archived', async () => {
    const id = await newContact();
    expect((await sandbox.api('DELETE', `${contacts}/${id}`)).status).toBe(204);
    const missing = await sandbox.api('GET', `${contacts}/${id}`);
    expect([missing.status, missing.body.category]).toEqual([404, 'OBJECT_NOT_FOUND']);
    expect((await sandbox.api('PATCH', `${contacts}/${id}`, { properties: { firstname: 'X' } })).status).toBe(
      404,
    );
    expect((await sandbox.api('GET', `${contacts}/${id}?archived=true`)).body.archived).toBe(true);
  });

  it('leaves its email free for another contact when deleted', async () => {
    const email = uniqueEmail();
    await sandbox.api('DELETE', `${contacts}/${await newContact({ email })}`);
    expect((await sandbox.api('POST', contacts, { properties: { email } })).status).toBe(201);
  });

  it('is erased for good by a privacy deletion', async () => {
    const id = await newContact();
    expect((await sandbox.api('POST', `${contacts}/gdpr-delete`, { objectId: id })).status).toBe(204);
    expect((await sandbox.api('GET', `${contacts}/${id}?archived=true`)).status).toBe(404);
  });

  it('is listed page by page', async () => {
    const first = await sandbox.api('GET', `${contacts}?limit=3`);
    const second = await sandbox.api('GET', `${contacts}?limit=3&after=${first.body.paging.next.after}`);
    const ids = [...first.body.results, ...second.body.results].map((one: { id: string }) => one.id);
    expect(new Set(ids).size).toBe(6);
    expect((await sandbox.api('GET', `${contacts}?limit=101`)).status).toBe(400);
  });
});

describe('property values', () => {
  const cases: [name: string, value: string, error: string][] = [
    ['hs_lead_status', 'QUALIFIED', 'INVALID_OPTION'],
    ['email', 'not an address', 'INVALID_EMAIL'],
    ['no_such_property', 'x', 'PROPERTY_DOESNT_EXIST'],
    ['hs_object_id', '5', 'READ_ONLY_VALUE'],
    ['hs_email_optout', 'true', 'READ_ONLY_VALUE'],
    ['hubspot_owner_id', '61000001', 'INVALID_OWNER_ID'],
    ['hubspot_owner_id', '41600005', 'INVALID_OWNER_ID'],
    ['firstname', 'x'.repeat(65_537), 'PROPERTY_VALUE_TOO_LONG'],
  ];
  it.each(cases)('%s = %.20s is refused with %s, as JSON inside message', async (name, value, error) => {
    const id = await newContact();
    const { status, body } = await sandbox.api('PATCH', `${contacts}/${id}`, {
      properties: { [name]: value, jobtitle: 'kept out' },
    });
    expect([status, body.category]).toEqual([400, 'VALIDATION_ERROR']);
    expect(problems(body)).toEqual([{ isValid: false, message: expect.any(String), error, name }]);
    expect(body.errors[0]).toMatchObject({ code: error, context: { propertyName: [name] } });
    expect(
      (await sandbox.api('GET', `${contacts}/${id}?properties=jobtitle`)).body.properties.jobtitle,
    ).toBeNull();
  });

  it('are refused all at once', async () => {
    const { body } = await sandbox.api('POST', contacts, {
      properties: { email: 'x', hs_lead_status: 'y', zzz: 'z' },
    });
    expect(problems(body).map((problem) => problem.error)).toEqual([
      'INVALID_EMAIL',
      'INVALID_OPTION',
      'PROPERTY_DOESNT_EXIST',
    ]);
  });

  it.each([[5], [true], [null], [{ nested: 'x' }]])('must be strings, not %j', async (value) => {
    const { status, body } = await sandbox.api('POST', contacts, { properties: { firstname: value } });
    expect([status, body.message]).toEqual([400, expect.stringContaining('Invalid input JSON')]);
  });

  it('take instants as milliseconds or ISO and dates at midnight UTC', async () => {
    const property = { label: 'Seen', type: 'datetime', fieldType: 'date', groupName: 'contactinformation' };
    await sandbox.api('POST', '/crm/properties/2026-09/contacts', { ...property, name: 'seen_at' });
    await sandbox.api('POST', '/crm/properties/2026-09/contacts', {
      ...property,
      name: 'born_on',
      label: 'Born',
      type: 'date',
    });
    const write = async (properties: Record<string, string>) => sandbox.api('POST', contacts, { properties });
    const fine = await write({ seen_at: '1790000000000', born_on: '1789948800000' });
    expect(fine.body.properties).toMatchObject({
      seen_at: '2026-09-21T14:13:20.000Z',
      born_on: '2026-09-21',
    });
    expect((await write({ seen_at: '2026-09-21T14:13:20Z', born_on: '2026-09-21' })).status).toBe(201);
    expect(problems((await write({ seen_at: 'tomorrow' })).body)[0]?.error).toBe('INVALID_DATE');
    expect(problems((await write({ born_on: '1790000000000' })).body)[0]?.error).toBe('INVALID_DATE');
  });

  it('append to several options with a leading ;', async () => {
    const options = ['a', 'b', 'c'].map((value, displayOrder) => ({
      label: value.toUpperCase(),
      value,
      displayOrder,
    }));
    const definition = {
      name: 'picks',
      label: 'Picks',
      type: 'enumeration',
      fieldType: 'checkbox',
      groupName: 'contactinformation',
      options,
    };
    await sandbox.api('POST', '/crm/properties/2026-09/contacts', definition);
    const id = await newContact({ picks: 'a;b' });
    const { body } = await sandbox.api('PATCH', `${contacts}/${id}`, { properties: { picks: ';c' } });
    expect(body.properties.picks).toBe('a;b;c');
  });
});

describe('uniqueness', () => {
  it('answers 409 with the id of the contact that has the email', async () => {
    const email = uniqueEmail();
    const id = await newContact({ email });
    const { status, body } = await sandbox.api('POST', contacts, {
      properties: { email: email.toUpperCase() },
    });
    expect(status).toBe(409);
    expect(body).toMatchObject({
      category: 'CONFLICT',
      message: `Contact already exists. Existing ID: ${id}`,
    });
  });

  it('refuses a unique custom value that another record has', async () => {
    const definition = {
      name: 'crm_key',
      label: 'Key',
      type: 'string',
      fieldType: 'text',
      groupName: 'contactinformation',
      hasUniqueValue: true,
    };
    await sandbox.api('POST', '/crm/properties/2026-09/contacts', definition);
    const id = await newContact({ crm_key: 'k-1' });
    const { status, body } = await sandbox.api('PATCH', `${contacts}/${await newContact()}`, {
      properties: { crm_key: 'k-1' },
    });
    expect([status, body.message]).toEqual([400, expect.stringContaining(`${id} already has that value`)]);
  });
});

describe('rules of an admin', () => {
  it('require properties on creation and under conditions, on every write path', async () => {
    const own = await startTestSandbox();
    const writeRules = [
      { kind: 'required', property: 'lastname' },
      {
        kind: 'conditional',
        when: { property: 'hs_lead_status', value: 'UNQUALIFIED' },
        required: 'message',
      },
    ];
    await own.control('PATCH', '/portals/4242', { writeRules });
    const created = await own.api('POST', contacts, { properties: { email: 'rule@objects.example' } });
    expect([created.status, created.body.errors[0].code]).toEqual([400, 'MISSING_REQUIRED_PROPERTY']);
    const { body } = await own.api('POST', contacts, { properties: { lastname: 'Rule' } });
    const update = (properties: Record<string, string>) =>
      own.api('PATCH', `${contacts}/${body.id}`, { properties });
    expect((await update({ hs_lead_status: 'UNQUALIFIED' })).body.errors[0].code).toBe(
      'MISSING_CONDITIONAL_REQUIRED_PROPERTY',
    );
    expect((await update({ hs_lead_status: 'UNQUALIFIED', message: 'no budget' })).status).toBe(200);
    expect((await update({ hs_lead_status: 'OPEN' })).status).toBe(200);
    await own.stop();
  });
});

describe('activities', () => {
  const when = '2026-11-21T10:00:00Z';
  const toContact = (id: string, associationTypeId: number) => [
    { to: { id }, types: [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId }] },
  ];

  it('need hs_timestamp, and emails a direction', async () => {
    const note = await sandbox.api('POST', notes, { properties: { hs_note_body: 'x' } });
    expect([note.status, note.body.errors[0].code, note.body.context.properties]).toEqual([
      400,
      'MISSING_REQUIRED_PROPERTY',
      ['hs_timestamp'],
    ]);
    const email = await sandbox.api('POST', emails, { properties: { hs_timestamp: when } });
    expect(email.body.context.properties).toEqual(['hs_email_direction']);
  });

  it('silently ignore unknown and read-only properties', async () => {
    const { status, body } = await sandbox.api('POST', notes, {
      properties: { hs_timestamp: when, wrong_name: 'x', hs_object_id: '1' },
    });
    expect(status).toBe(201);
    expect(body.properties).not.toHaveProperty('wrong_name');
    expect(body.properties.hs_object_id).toBe(body.id);
  });

  it('still refuse wrong values of properties they know', async () => {
    const { body } = await sandbox.api('POST', emails, {
      properties: { hs_timestamp: when, hs_email_direction: 'OUT' },
    });
    expect(problems(body)[0]).toMatchObject({ error: 'INVALID_OPTION', name: 'hs_email_direction' });
  });

  it('are linked by the activity’s type id only, and only to records that exist', async () => {
    const id = await newContact();
    const create = (associations: unknown) =>
      sandbox.api('POST', notes, { properties: { hs_timestamp: when }, associations });
    expect((await create(toContact(id, 202))).status).toBe(201);
    expect((await create(toContact(id, 201))).status).toBe(400);
    expect((await create(toContact('999', 202))).status).toBe(400);
    const { body } = await sandbox.api('GET', `${contacts}/${id}?associations=notes`);
    expect(body.associations.notes.results).toHaveLength(1);
  });

  it('fill the sender and recipients of an email from its headers', async () => {
    const headers = JSON.stringify({
      from: { email: 'tara@acme.example.com', firstName: 'Tara' },
      to: [{ email: 'c@y.example' }, { email: 'd@y.example' }],
    });
    const properties = { hs_timestamp: when, hs_email_direction: 'EMAIL', hs_email_headers: headers };
    const { body } = await sandbox.api('POST', emails, { properties });
    expect(body.properties).toMatchObject({
      hs_email_from_email: 'tara@acme.example.com',
      hs_email_from_firstname: 'Tara',
      hs_email_to_email: 'c@y.example;d@y.example',
    });
  });

  it('hide what emails say without sales-email-read, and may not be written then', async () => {
    const properties = {
      hs_timestamp: when,
      hs_email_direction: 'EMAIL',
      hs_email_subject: 'Hello',
      hs_email_text: 'secret',
    };
    const { body } = await sandbox.api('POST', emails, { properties });
    const poor = sandbox.issueAccessToken(4242, ['crm.objects.contacts.read', 'crm.objects.contacts.write']);
    const read = await sandbox.api(
      'GET',
      `${emails}/${body.id}?properties=hs_email_text,hs_email_direction`,
      undefined,
      poor,
    );
    expect(read.body.properties.hs_email_text).toMatch(/redacted/);
    expect(read.body.properties.hs_email_direction).toBe('EMAIL');
    expect((await sandbox.api('POST', emails, { properties }, poor)).status).toBe(403);
  });

  it('are gone for good when they are emails', async () => {
    const { body } = await sandbox.api('POST', emails, {
      properties: { hs_timestamp: when, hs_email_direction: 'EMAIL' },
    });
    await sandbox.api('DELETE', `${emails}/${body.id}`);
    expect((await sandbox.api('GET', `${emails}/${body.id}?archived=true`)).status).toBe(404);
  });
});
