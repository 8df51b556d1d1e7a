import { beforeAll, describe, expect, it } from 'vitest';
import type { CampaignDetail, CampaignDraft } from '../../src/cards/campaigns/contract.ts';
import type {
  FieldsPreview,
  FieldsView,
  NewField,
  PropertiesFound,
} from '../../src/cards/fields/contract.ts';
import type { SequenceDraft, SequencesView } from '../../src/cards/sequences/contract.ts';
import type { SettingsView } from '../../src/cards/settings/contract.ts';
import { firstMail, handOver } from '../world/hand-over.ts';
import { PORTAL, startLocalBatonForSuite } from '../world/local-baton.ts';
import type { LocalBaton } from '../world/local-baton.ts';
import { onDatabase } from '../world/on-database.ts';

const LONG = { timeout: 120_000 };
const SCOPES = [
  'crm.schemas.contacts.read',
  'crm.schemas.contacts.write',
  'crm.objects.contacts.read',
  'crm.objects.contacts.write',
  'crm.objects.companies.read',
  'crm.objects.companies.write',
];

describe.each(onDatabase('postgres'))('fields of an account, on %s', (kind) => {
  let baton: LocalBaton;
  let companyId: string;

  beforeAll(async () => {
    baton = await startLocalBatonForSuite({ kind });
    const property = { groupName: 'contactinformation' };
    const properties = '/crm/properties/2026-09/contacts';
    await hubspot('POST', properties, {
      ...property,
      name: 'renewal',
      label: 'Renewal',
      type: 'date',
      fieldType: 'date',
    });
    await hubspot('POST', properties, {
      ...property,
      name: 'tier',
      label: 'Tier',
      type: 'string',
      fieldType: 'text',
    });
    const company = { properties: { name: 'Isarblick Software', numberofemployees: '1250' } };
    companyId = ((await hubspot('POST', '/crm/objects/2026-09/companies', company)) as { id: string }).id;
  }, 120_000);

  const hubspot = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    const answer = await fetch(`${baton.sandbox.url}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${baton.sandbox.issueAccessToken(PORTAL, SCOPES)}`,
        'content-type': 'application/json',
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    expect([path, answer.ok, text]).toEqual([path, true, text]);
    return text === '' ? null : (JSON.parse(text) as unknown);
  };
  const ask = async <Body>(user: 'rae' | 'ada', method: string, path: string, body?: object) => {
    const uri = `${baton.url}${path}`;
    const answer = await baton.client.fetchAs(baton.people[user].userId, uri, {
      method,
      ...(body ? { body } : {}),
    });
    return { status: answer.status, body: answer.body as Body };
  };
  const ada = async <Body>(method: string, path: string, body?: object): Promise<Body> => {
    const answer = await ask<Body>('ada', method, path, body);
    expect([path, answer.status, answer.body]).toEqual([path, 200, answer.body]);
    return answer.body;
  };
  const map = (field: Partial<NewField>) =>
    ada<FieldsView>('POST', '/api/fields', { object: 'contact', fallback: '', ...field });
  const work = async (contactId: string): Promise<void> => {
    const type = [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 1 }];
    await hubspot(
      'PUT',
      `/crm/objects/2026-09/contacts/${contactId}/associations/companies/${companyId}`,
      type,
    );
  };
  const sequence = async (name: string, en: string, de = en): Promise<string> => {
    const text = (body: string) => ({ subject: 'A question', body, ps: '' });
    const email = { id: `${name}-1`, name: 'First', afterBusinessDays: 0, onlyUnanswered: false };
    const draft: SequenceDraft = {
      name,
      languages: ['en', 'de'],
      emails: [{ ...email, texts: { en: text(en), de: text(de) } }],
    };
    return (await ada<{ id: string }>('POST', '/api/sequences', draft)).id;
  };
  const follow = async (sequenceId: string): Promise<void> => {
    const { assistants } = await ada<SettingsView>('GET', '/api/settings');
    const tara = assistants.find(({ name }) => name === 'Tara');
    if (!tara) throw new Error('Tara is missing.');
    const { id, status: _s, nextStep: _n, ownerId: _o, contacts: _c, hasOwnMailbox: _m, ...profile } = tara;
    await ada('PUT', `/api/assistants/${id}`, { ...profile, sequenceId, confirmed: true });
  };
  const draftOf = async (): Promise<CampaignDraft> => {
    const { assistants } = await ada<{ assistants: { value: string }[] }>('GET', '/api/campaigns/choices');
    return {
      name: 'Renewals',
      goal: '',
      list: null,
      assistantId: assistants[0]?.value ?? '',
      sequenceId: '',
      takesOwnership: true,
      approval: 'none',
      automatic: false,
      leaving: 'keep',
      startAt: null,
      endAt: null,
      hours: null,
      dailyCap: null,
      protectedOwners: [],
    };
  };
  const mailTo = async (email: string): Promise<string> => {
    const { id } = await firstMail(baton, email);
    return ((await baton.client.call('GET', `/mail/${id}`)) as { text: string }).text.replaceAll(/\s+/g, ' ');
  };

  it('are found by search, mapped by admins only, and shown of a real contact', LONG, async () => {
    const found = await ada<PropertiesFound>('GET', '/api/fields/properties?object=contact&search=renew');
    expect(found).toMatchObject({
      properties: [{ property: 'renewal', kind: 'Date', tag: 'renewal' }],
      more: 0,
    });
    const companies = await ada<PropertiesFound>(
      'GET',
      '/api/fields/properties?object=company&search=employees',
    );
    expect(companies.properties).toMatchObject([
      { property: 'numberofemployees', tag: 'company_numberofemployees' },
    ]);
    expect(await ask('rae', 'GET', '/api/fields')).toMatchObject({ status: 403 });
    await map({ tag: 'renewal', property: 'renewal', format: 'long' });
    await map({ tag: 'tier', property: 'tier', format: 'text', fallback: 'your tier' });
    await map({ tag: 'size', object: 'company', property: 'numberofemployees', format: 'number' });
    const taken = { tag: 'size', object: 'contact', property: 'tier', format: 'text', fallback: '' };
    expect(await ask('ada', 'POST', '/api/fields', taken)).toMatchObject({ status: 409 });
    expect(await ask('ada', 'POST', '/api/fields', { ...taken, tag: 'x', format: 'long' })).toMatchObject({
      status: 400,
    });
    const contact = await baton.newContact({ hs_language: 'de', renewal: '2027-03-01' });
    await work(contact.id);
    const preview = await ada<FieldsPreview>('POST', '/api/fields/preview', {
      contact: contact.email,
      field: null,
    });
    expect(preview).toMatchObject({ contact: { id: contact.id }, language: 'German' });
    expect(Object.fromEntries(preview.values.map(({ tag, text }) => [tag, text]))).toMatchObject({
      renewal: '1. März 2027',
      tier: 'your tier',
      size: '1.250',
      company_name: 'Isarblick Software',
      owner_email: 'rae@acme.example.com',
    });
  });

  it('stand in emails in the contact’s language, the company’s with them', LONG, async () => {
    const id = await sequence(
      'Renewals',
      'Your {{ field.tier }} ends on {{ field.renewal }} for {{ field.size }} people.',
      '{{ field.tier }} endet am {{ field.renewal }} für {{ field.size }} Leute. {{ field.owner_email }}',
    );
    const { fields } = await ada<SequencesView>('GET', '/api/sequences');
    expect(fields).toContainEqual({
      name: 'field.renewal',
      label: 'Field: Renewal',
      insert: '{{ field.renewal }}',
    });
    await follow(id);
    const contact = await baton.newContact({ hs_language: 'de', renewal: '2027-03-01', tier: 'Gold' });
    await work(contact.id);
    await baton.client.update(contact.id, baton.people.rae.userId, {
      hubspot_owner_id: baton.people.tara.id,
    });
    expect(await mailTo(contact.email)).toContain(
      'Gold endet am 1. März 2027 für 1.250 Leute. rae@acme.example.com',
    );
    const view = await ada<FieldsView>('GET', '/api/fields');
    expect(view.fields.find(({ tag }) => tag === 'renewal')).toMatchObject({
      usedBy: ['Renewals'],
      trouble: null,
    });
    expect(await ask('ada', 'DELETE', '/api/fields/renewal')).toMatchObject({ status: 409 });
  });

  it('that are gone in HubSpot hold back the emails that print them, and say so', LONG, async () => {
    const printing = await sequence('Strict', 'It ends on {{ field.renewal }}.');
    const careful = await sequence('Careful', 'It ends {{ field.renewal | default: "soon" }}.');
    await hubspot('PATCH', '/crm/properties/2026-09/contacts/tier', {
      label: 'Level',
      dataSensitivity: 'sensitive',
    });
    await hubspot('DELETE', '/crm/properties/2026-09/contacts/renewal');
    const view = await ada<FieldsView>('GET', '/api/fields');
    expect(view.fields.find(({ tag }) => tag === 'renewal')).toMatchObject({
      trouble: '“Renewal” was deleted in HubSpot.',
      meanwhile: 'Emails that print it wait, unless their text has a fallback.',
    });
    expect(view.fields.find(({ tag }) => tag === 'tier')).toMatchObject({
      trouble: expect.stringContaining('made sensitive') as string,
      meanwhile: 'Emails say “your tier” instead.',
    });
    const { warnings } = await ada<SettingsView>('GET', '/api/settings');
    expect(warnings).toContainEqual({
      section: 'fields',
      text: expect.stringMatching(/Renewal.*wait/) as string,
    });
    const draft = { name: 'No', languages: ['en'], emails: [] as object[] };
    draft.emails.push({
      id: '',
      name: 'First',
      afterBusinessDays: 0,
      texts: { en: { subject: 'A', body: '{{ field.renewal }}', ps: '' } },
    });
    const { problems } = await ada<{ problems: { text: string }[] }>('POST', '/api/sequences/check', {
      draft,
    });
    expect(problems.map(({ text }) => text).join()).toContain('was deleted in HubSpot');

    const campaign = await ada<{ id: string }>('POST', '/api/campaigns', {
      requestId: 'fields',
      draft: { ...(await draftOf()), sequenceId: printing },
    });
    const { problems: open } = await ada<CampaignDetail>('GET', `/api/campaigns/${campaign.id}`);
    expect(open.join(' ')).toContain('“Strict”, email 1: “Renewal” was deleted in HubSpot.');

    await follow(careful);
    const lucky = await handOver(baton);
    expect(await mailTo(lucky.email)).toContain('It ends soon.');
    await follow(printing);
    const held = await handOver(baton);
    await baton.passTime('the pause', async () => {
      const { body } = await ask('rae', 'GET', `/api/contacts/${held.id}/card`);
      return JSON.stringify(body).includes('“Renewal” was deleted in HubSpot.');
    });
    expect(await baton.mailsTo(held.email)).toEqual([]);
    const mended = await ada<FieldsView>('PUT', '/api/fields/renewal', { format: 'long', fallback: 'soon' });
    expect(mended.fields.find(({ tag }) => tag === 'renewal')?.meanwhile).toBe('Emails say “soon” instead.');
    const { problems: none } = await ada<CampaignDetail>('GET', `/api/campaigns/${campaign.id}`);
    expect(none.join(' ')).not.toContain('Renewal');
    const next = await handOver(baton);
    expect(await mailTo(next.email)).toContain('It ends on soon.');
    expect(await mailTo(held.email), 'went on by itself').toContain('It ends on soon.');
  });

  it('let go on by themselves who waited, once the property is back', LONG, async () => {
    await ada('PUT', '/api/fields/renewal', { format: 'long', fallback: '' });
    const [contact, theirs] = [await handOver(baton), await handOver(baton)];
    await baton.passTime('the pauses', async () => {
      const cards = [contact, theirs].map(({ id }) => ask('rae', 'GET', `/api/contacts/${id}/card`));
      const said = (await Promise.all(cards)).map(({ body }) => JSON.stringify(body));
      return said.every((one) => one.includes('It goes on by itself when that is mended.'));
    });
    const pause = await ask('rae', 'POST', `/api/contacts/${theirs.id}/pause`, { requestId: 'for good' });
    expect(pause.status).toBe(200);
    await hubspot('POST', '/crm/properties/2026-09/contacts', {
      groupName: 'contactinformation',
      name: 'renewal',
      label: 'Renewal',
      type: 'date',
      fieldType: 'date',
    });
    await hubspot('PATCH', `/crm/objects/2026-09/contacts/${contact.id}`, {
      properties: { renewal: '2027-03-01' },
    });
    // Whoever opens the section has Baton look; else it looks once an hour.
    await ada('GET', '/api/fields');
    expect(await mailTo(contact.email)).toContain('It ends on March 1, 2027.');
    expect(await baton.mailsTo(theirs.email), 'a person paused it').toEqual([]);
  });

  it('come back with the property, under the label that it has now', LONG, async () => {
    await hubspot('PATCH', '/crm/properties/2026-09/contacts/tier', { dataSensitivity: 'non_sensitive' });
    const { fields } = await ada<FieldsView>('GET', '/api/fields');
    expect(fields.find(({ tag }) => tag === 'tier')).toMatchObject({
      label: 'Level',
      renamedFrom: 'Tier',
      trouble: null,
    });
  });

  it('say their fallback of whoever has no company', LONG, async () => {
    const { fields } = await ada<FieldsView>('PUT', '/api/fields/size', { format: 'whole', fallback: 'all' });
    expect(fields.find(({ tag }) => tag === 'size')).toMatchObject({ format: 'whole', fallback: 'all' });
    const alone = await baton.newContact();
    const preview = await ada<FieldsPreview>('POST', '/api/fields/preview', {
      contact: alone.id,
      field: null,
    });
    expect(preview.values.find(({ tag }) => tag === 'size')).toMatchObject({ text: 'all', fallback: true });
    const nobody = await ask('ada', 'POST', '/api/fields/preview', {
      contact: 'no@body.example',
      field: null,
    });
    expect(nobody).toMatchObject({ status: 404 });
  });
});
