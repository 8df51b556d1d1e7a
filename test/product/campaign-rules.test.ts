import { beforeAll, describe, expect, it } from 'vitest';
import type { CampaignDetail, CampaignDraft, CampaignRules } from '../../src/cards/campaigns/contract.ts';
import type { RuleFiring, RuleTrial } from '../../src/cards/campaigns/rules/contract.ts';
import type { CardView } from '../../src/cards/contact/contract.ts';
import type { ReviewsView } from '../../src/cards/pages/contract.ts';
import { PORTAL, startLocalBatonForSuite } from '../world/local-baton.ts';
import type { LocalBaton } from '../world/local-baton.ts';
import { onDatabase } from '../world/on-database.ts';

const LONG = { timeout: 180_000 };
const DAY = 86_400_000;
const none: CampaignRules = {
  review: [],
  properties: [],
  meetingEndsCompany: false,
  quietUntil: null,
  reEnroll: null,
  handOver: null,
};

describe.each(onDatabase('postgres'))('rules of a campaign, on %s', (kind) => {
  let baton: LocalBaton;
  let click = 0;

  beforeAll(async () => {
    baton = await startLocalBatonForSuite({ kind });
  }, 120_000);

  const ada = async <Answer>(method: string, path: string, body?: unknown): Promise<Answer> => {
    const answer = await baton.client.fetchAs(baton.people.ada.userId, `${baton.url}/api/${path}`, {
      method,
      body,
    });
    expect([path, answer.status, answer.body]).toEqual([path, 200, answer.body]);
    return answer.body as Answer;
  };
  const hubspot = async (method: string, path: string, body?: unknown): Promise<{ id: string }> => {
    const scopes = ['crm.lists.read', 'crm.lists.write', 'crm.objects.companies.read'];
    const more = ['crm.objects.companies.write', 'crm.objects.contacts.read', 'crm.objects.contacts.write'];
    const token = baton.sandbox.issueAccessToken(PORTAL, [...scopes, ...more]);
    const answer = await fetch(`${baton.sandbox.url}${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    expect([path, answer.ok]).toEqual([path, true]);
    return answer.json() as Promise<{ id: string }>;
  };
  const colleagues = async (count: number) => {
    const company = await hubspot('POST', '/crm/objects/2026-09/companies', { properties: { name: 'Acme' } });
    const contacts = await Promise.all(Array.from({ length: count }, () => baton.newContact()));
    const primary = [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 1 }];
    for (const { id } of contacts)
      await hubspot(
        'PUT',
        `/crm/objects/2026-09/contacts/${id}/associations/companies/${company.id}`,
        primary,
      );
    return contacts;
  };
  const oneEmail = async (name: string): Promise<string> => {
    const body = `Hello,\n\nthis is ${name}.`;
    const texts = { en: { subject: `About ${name}`, body, ps: '' } };
    const emails = [{ id: '', name, afterBusinessDays: 0, onlyUnanswered: false, texts }];
    return (await ada<{ id: string }>('POST', 'sequences', { name, languages: ['en'], emails })).id;
  };
  const emptyList = async () => {
    click += 1;
    const name = `List ${click}`;
    const body = { name, objectTypeId: '0-1', processingType: 'MANUAL' };
    const { list } = (await hubspot('POST', '/crm/lists/2026-09', body)) as unknown as {
      list: { listId: string };
    };
    return { id: list.listId, name };
  };
  /** Sam’s user, as an assistant named Sven. */
  const secondAssistant = async () => {
    const owner = (await baton.client.owners()).find(({ id }) => id === baton.people.sam.id);
    const email = owner?.email ?? '';
    await ada('POST', 'assistants', {
      name: 'Sven',
      email,
      role: '',
      signature: '',
      companyDescription: '',
      defaultContext: '',
      sequenceId: 'recommended',
      brochureUrl: null,
      calendarUrl: null,
      confirmed: true,
    });
    return { email, firstName: 'Sven' };
  };
  /** A campaign with all of these contacts enrolled. */
  const running = async (
    contacts: readonly { id: string }[],
    rules: Partial<CampaignRules>,
    more: Partial<CampaignDraft> = {},
  ) => {
    const { assistants } = await ada<{ assistants: { value: string }[] }>('GET', 'campaigns/choices');
    click += 1;
    const draft: CampaignDraft = {
      name: `Rules ${click}`,
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
      rules: { ...none, ...rules },
      ...more,
    };
    const { id } = await ada<{ id: string }>('POST', 'campaigns', { draft, requestId: `new-${click}` });
    for (const contact of contacts)
      await ada('POST', `campaigns/${id}/test`, {
        requestId: `test-${contact.id}`,
        contactId: contact.id,
      });
    await baton.see('all enrolled', async () => (await campaign(id)).figures.enrolled === contacts.length);
    return id;
  };
  const campaign = (id: string) => ada<CampaignDetail>('GET', `campaigns/${id}`);
  const firings = async (id: string) =>
    (await ada<{ firings: RuleFiring[] }>('GET', `campaign-rules/${id}/firings`)).firings;
  const titles = async (id: string): Promise<string[]> => {
    const card = await ada<CardView>('GET', `contacts/${id}/card`);
    return 'timeline' in card ? card.timeline.map(({ title, detail }) => `${title}: ${detail ?? ''}`) : [];
  };
  const set = (id: string, properties: Record<string, string>) =>
    baton.client.update(id, baton.people.rae.userId, properties);
  const firstMail = (email: string) =>
    baton.passTime('the first mail', async () => (await baton.mailsTo(email))[0]);
  const ownerOf = async (id: string) => (await baton.client.contact(id)).properties['hubspot_owner_id'];

  it('a word in an answer brings it to Reviews, whatever it was understood as', LONG, async () => {
    const [contact, other] = await Promise.all([baton.newContact(), baton.newContact()]);
    await running([contact, other], { review: [{ language: 'en', words: ['Non-Disclosure'] }] });
    const mail = await firstMail(contact.email);
    await baton.client.reply(mail.id, 'Yes, let us meet on Thursday. We need a non-disclosure first.');
    const review = await baton.see('the review', async () =>
      (await ada<ReviewsView>('GET', 'pages/reviews')).reviews.find((row) => row.contactId === contact.id),
    );
    expect(review.kind).toBe('answer');
    expect((await titles(contact.id)).join()).toContain('Says “Non-Disclosure”');
    const second = await firstMail(other.email);
    await baton.client.reply(second.id, 'Yes, let us meet on Thursday.');
    await baton.see('handed back', async () => (await ownerOf(other.id)) === baton.people.rae.id);
    const { reviews } = await ada<ReviewsView>('GET', 'pages/reviews');
    expect(reviews.map((row) => row.contactId)).not.toContain(other.id);
  });

  it('a property that changes stops the contact, and pauses those of its company', LONG, async () => {
    const [one, two, three] = await colleagues(3);
    if (!one || !two || !three) throw new Error('no contacts');
    await set(two.id, { jobtitle: 'Customer' });
    const id = await running([one, two, three], {
      properties: [
        { property: 'lifecyclestage', change: 'to', value: 'customer', act: 'stop', reach: 'contact' },
        { property: 'jobtitle', change: 'from', value: 'customer', act: 'pause', reach: 'company' },
      ],
    });
    await set(one.id, { lifecyclestage: 'customer' });
    await baton.see('the first is stopped', async () =>
      (await titles(one.id)).join().includes('“lifecyclestage” changed to “customer” in HubSpot'),
    );
    await baton.see('the first is back', async () => (await ownerOf(one.id)) === baton.people.rae.id);
    await set(two.id, { jobtitle: 'Former customer' });
    await baton.passTime('paused', async () => {
      const { states } = await campaign(id);
      return states.some(({ value, count }) => value === 'paused' && count === 2);
    });
    expect((await titles(three.id)).join()).toContain('Paused by a rule of its campaign');
    const fired = await firings(id);
    expect(fired).toMatchObject([
      { contactId: two.id, told: 2, goesOn: false },
      { contactId: one.id, told: 1, goesOn: false },
    ]);
    // A person's decision stands, also when everything is looked at again by another process.
    await ada('POST', `contacts/${three.id}/resume`, { requestId: 'resume' });
    await baton.restart();
    await baton.days(1);
    expect((await campaign(id)).states.find(({ value }) => value === 'paused')?.count).toBe(1);
    expect(await firings(id)).toEqual(fired);
  });

  it('who agrees to meet ends the campaign for the others of the company', LONG, async () => {
    const [one, two] = await colleagues(2);
    const [stranger] = await colleagues(1);
    if (!one || !two || !stranger) throw new Error('no contacts');
    const id = await running([one, two, stranger], { meetingEndsCompany: true });
    const mail = await firstMail(one.email);
    await baton.client.reply(mail.id, 'Yes, let us meet on Thursday.');
    await baton.see('the other is back', async () => (await ownerOf(two.id)) === baton.people.rae.id);
    expect((await titles(two.id)).join()).toContain('Another contact of its company agreed to meet');
    await baton.rest();
    expect(await ownerOf(stranger.id)).toBe(baton.people.tara.id);
    expect(await firings(id)).toMatchObject([{ contactId: one.id, told: 1 }]);
  });

  it('no email leaves before the quiet is over, or is lifted', LONG, async () => {
    const contacts = await Promise.all([baton.newContact(), baton.newContact()]);
    const quietUntil = baton.sandbox.clock.now() + 20 * DAY;
    const id = await running(contacts, { quietUntil });
    await baton.days(10);
    const email = contacts[0]?.email ?? '';
    expect(await baton.mailsTo(email)).toEqual([]);
    expect((await titles(contacts[0]?.id ?? '')).join()).toContain('is quiet until');
    const { draft, version } = await campaign(id);
    await ada('PUT', `campaigns/${id}`, { draft: { ...draft, rules: none }, from: version });
    await baton.passTime('the first email', async () => (await baton.mailsTo(email)).length > 0, 4);
    expect(baton.sandbox.clock.now()).toBeLessThan(quietUntil);
  });

  it('another assistant goes on after some emails without an answer, once', LONG, async () => {
    const { email, firstName } = await secondAssistant();
    const { assistants } = await ada<{ assistants: { value: string; label: string }[] }>(
      'GET',
      'campaigns/choices',
    );
    const sven = assistants.find(({ label }) => label === firstName)?.value ?? '';
    const contact = await baton.newContact();
    const id = await running([contact], { handOver: { assistantId: sven, emails: 1 } });
    await firstMail(contact.email);
    await baton.passTime(
      'the other assistant',
      async () => (await ownerOf(contact.id)) === baton.people.sam.id,
      // At the second email, two business days later: from a Thursday on there is a weekend between.
      7,
    );
    expect(await firings(id)).toMatchObject([{ contactId: contact.id, told: 1 }]);
    expect((await campaign(id)).states).toMatchObject([{ value: 'nurturing', count: 1 }]);
    // A person gives it back to the first one: the rule has had its say.
    await set(contact.id, { hubspot_owner_id: baton.people.tara.id });
    await baton.restart();
    await baton.days(1);
    expect(await ownerOf(contact.id)).toBe(baton.people.tara.id);
    expect(await firings(id)).toHaveLength(1);
    expect(email).toContain('sam');
  });

  it('who does not answer goes on in another campaign, and no loop goes on for ever', LONG, async () => {
    const [one, two] = [await oneEmail('One'), await oneEmail('Two')];
    const contact = await baton.newContact();
    const other = await running([], {}, { sequenceId: two, list: await emptyList() });
    await ada('POST', `campaigns/${other}/start`, { requestId: 'start-other', first: 'all' });
    const reEnroll = { campaignId: other, days: 3, most: 1 };
    const id = await running([contact], { reEnroll }, { sequenceId: one, list: await emptyList() });
    await ada('POST', `campaigns/${id}/start`, { requestId: 'start-this', first: 'all' });
    const { draft, version } = await campaign(other);
    const back = { ...none, reEnroll: { ...reEnroll, campaignId: id } };
    await ada('PUT', `campaigns/${other}`, {
      draft: { ...draft, automatic: true, rules: back },
      from: version,
    });
    await baton.passTime(
      'it is in the other campaign',
      async () => (await campaign(other)).figures.enrolled === 1,
      60,
    );
    expect(await firings(id)).toMatchObject([{ contactId: contact.id, told: 1 }]);
    await baton.see(
      'it is the assistant’s',
      async () => (await ownerOf(contact.id)) === baton.people.tara.id,
    );
    await baton.passTime('it is back', async () => (await ownerOf(contact.id)) === baton.people.rae.id, 60);
    await baton.days(5);
    expect(await firings(other)).toEqual([]);
    expect(await ownerOf(contact.id)).toBe(baton.people.rae.id);
  });

  it('is tried against the last 30 days before it is switched on', LONG, async () => {
    const rules: CampaignRules = {
      review: [
        { language: '', words: ['thursday'] },
        { language: '', words: ['thurs'] },
      ],
      properties: [
        { property: 'lifecyclestage', change: 'to', value: 'opportunity', act: 'stop', reach: 'company' },
        { property: 'no_such_property', change: 'to', value: '1', act: 'stop', reach: 'contact' },
      ],
      meetingEndsCompany: true,
      quietUntil: null,
      reEnroll: null,
      handOver: { assistantId: 'somebody', emails: 1 },
    };
    const trial = async () =>
      Object.fromEntries(
        (
          await ada<{ trials: RuleTrial[] }>('POST', 'campaign-rules/trial', { rules, campaignId: null })
        ).trials.map((one) => [one.rule, one]),
      );
    const before = await trial();
    const [one, two] = await colleagues(2);
    if (!one || !two) throw new Error('no contacts');
    const id = await running([one, two], {});
    const mail = await firstMail(one.email);
    await set(two.id, { lifecyclestage: 'opportunity' });
    await baton.client.reply(mail.id, 'Yes, let us meet on Thursday.');
    await baton.see('handed back', async () => (await ownerOf(one.id)) === baton.people.rae.id);
    const after = await trial();
    const more = (rule: string) => (after[rule]?.count ?? 0) - (before[rule]?.count ?? 0);
    expect(more('review-0')).toBe(1);
    expect(after['review-1']?.count).toBe(0);
    expect(more('property-0')).toBe(2);
    expect(more('meeting')).toBe(1);
    expect(more('hand-over')).toBeGreaterThan(0);
    expect(after['property-1']?.words).toContain('internal name');
    expect(await firings(id)).toEqual([]);
  });
});
