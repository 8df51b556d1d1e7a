import { beforeAll, describe, expect, it } from 'vitest';
import type {
  CampaignDetail,
  CampaignDraft,
  CampaignReport,
  CampaignReview,
  CampaignVersion,
  LeftOutView,
  MembersView,
} from '../../src/cards/campaigns/contract.ts';
import type { CsvView } from '../../src/cards/pages/contract.ts';
import { countCalls, resetCalls } from '../../bench/call-counts.ts';
import { PORTAL, startLocalBatonForSuite } from '../world/local-baton.ts';
import type { LocalBaton } from '../world/local-baton.ts';

const LISTS = '/crm/lists/2026-09';

describe.each(['sqlite', 'postgres'] as const)('a campaign, on %s', (kind) => {
  let baton: LocalBaton;
  let click = 0;

  beforeAll(async () => {
    baton = await startLocalBatonForSuite({ kind });
  }, 120_000);

  const ada = async <Answer>(method: string, path: string, body?: unknown): Promise<Answer> => {
    const uri = `${baton.url}/api/campaigns${path}`;
    const answer = await baton.client.fetchAs(baton.people.ada.userId, uri, { method, body });
    expect([path, answer.status, answer.body]).toEqual([path, 200, answer.body]);
    return answer.body as Answer;
  };
  const act = (id: string, what: string, body: object = {}): Promise<CampaignDetail> =>
    ada('POST', `/${id}/${what}`, { requestId: `click-${++click}`, ...body });
  const card = async (contact: string): Promise<unknown> => {
    const uri = `${baton.url}/api/contacts/${contact}/card`;
    return (await baton.client.fetchAs(baton.people.rae.userId, uri)).body;
  };
  const see = (id: string, what: string, seen: (campaign: CampaignDetail) => boolean) =>
    baton.see(what, async () => {
      const campaign = await ada<CampaignDetail>('GET', `/${id}`);
      return seen(campaign) && campaign;
    });
  const hubspot = async (method: string, path: string, body: unknown): Promise<unknown> => {
    const token = baton.sandbox.issueAccessToken(PORTAL, ['crm.lists.read', 'crm.lists.write']);
    const answer = await fetch(`${baton.sandbox.url}${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return answer.json();
  };
  const newList = async (name: string, ids: readonly string[]): Promise<{ id: string; name: string }> => {
    const made = await hubspot('POST', LISTS, { name, objectTypeId: '0-1', processingType: 'MANUAL' });
    const { list } = made as { list: { listId: string } };
    if (ids.length > 0) await hubspot('PUT', `${LISTS}/${list.listId}/memberships/add`, ids);
    return { id: list.listId, name };
  };
  const draftOf = async (name: string, list: CampaignDraft['list'], change: Partial<CampaignDraft> = {}) => {
    const { assistants } = await ada<{ assistants: { value: string }[] }>('GET', '/choices');
    const draft: CampaignDraft = {
      name,
      goal: 'Meetings',
      list,
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
      ...change,
    };
    return (await ada<{ id: string }>('POST', '', { draft, requestId: `new-${++click}` })).id;
  };
  const newContacts = (count: number, properties: Record<string, string> = {}) =>
    Promise.all(Array.from({ length: count }, () => baton.newContact(properties)));

  it('enrolls the contacts of a list, writes to them, and says on each what it is', async () => {
    const contacts = await newContacts(3);
    const id = await draftOf(
      'Webinar',
      await newList(
        'Webinar',
        contacts.map((one) => one.id),
      ),
    );
    await act(id, 'start', { first: 'all' });
    const campaign = await see(id, 'all enrolled', ({ figures }) => figures.enrolled === 3);
    expect(campaign).toMatchObject({ status: 'running', figures: { leftOut: 0, waiting: 0 } });
    const [first] = contacts;
    const seen = await baton.seeContact(
      first?.id ?? '',
      'the campaign',
      ({ properties }) => properties['baton_campaign_name'] === 'Webinar',
    );
    expect(seen.properties).toMatchObject({
      hubspot_owner_id: baton.people.tara.id,
      baton_campaign_status: 'running',
      baton_campaign_creator: 'Ada Admin',
      baton_status: 'in_progress',
    });
    expect(seen.properties['baton_campaign_url']).toContain(`campaigns?campaign=${id}`);
    await baton.passTime(
      'the first email',
      async () => (await baton.mailsTo(first?.email ?? '')).length > 0,
      3,
    );
    // All of them, so that none leaves between the two looks.
    const { figures, underWay } = await see(id, 'figures', ({ figures: { reached } }) => reached === 3);
    expect(underWay).toBe(3);
    const report = await ada<CampaignReport>('GET', `/${id}/report?span=week`);
    expect(report.steps[0]).toMatchObject({ step: 0, sent: figures.sent });
    expect(report.days.reduce((sum, { sent }) => sum + sent, 0)).toBe(figures.sent);
    expect(report.comparison).toBeNull();
    const link = await ada<CsvView>('POST', `/${id}/csv`, { what: 'members' });
    expect(link.rows).toBe(3);
    const lines = (await (await fetch(link.url)).text()).trim().split('\r\n');
    expect(lines.slice(1).map((one) => one.split(',')[0])).toEqual(contacts.map((one) => one.id).sort());
    const { versions } = await ada<{ versions: CampaignVersion[] }>('GET', `/${id}/versions`);
    expect(versions.map(({ version, contacts: many }) => [version, many])).toEqual([[1, 3]]);
  });

  it('leaves the owner where it is told so, and a person’s change of it wins', async () => {
    const [contact] = await newContacts(1);
    if (!contact) throw new Error('no contact');
    const id = await draftOf('Kept', await newList('Kept', [contact.id]), { takesOwnership: false });
    await act(id, 'start', { first: 'all' });
    await see(id, 'enrolled', ({ figures }) => figures.enrolled === 1);
    const { properties } = await baton.seeContact(
      contact.id,
      'the campaign',
      (one) => one.properties['baton_campaign_name'] === 'Kept',
    );
    expect(properties['hubspot_owner_id']).toBe(baton.people.rae.id);
    expect(await card(contact.id)).toMatchObject({ lead: { campaign: { name: 'Kept', keepsOwner: true } } });
    await baton.passTime('the first email', async () => (await baton.mailsTo(contact.email)).length > 0, 3);
    await baton.client.update(contact.id, baton.people.sam.userId, {
      hubspot_owner_id: baton.people.sam.id,
    });
    await see(id, 'taken', ({ states }) => states.every(({ value }) => value !== 'nurturing'));
    const after = await baton.client.contact(contact.id);
    expect(after.properties['hubspot_owner_id']).toBe(baton.people.sam.id);
  });

  it('leaves out whom it must not write to, and tells why of each', async () => {
    const [good, taken] = await newContacts(2);
    const [optedOut] = await newContacts(1, { baton_do_not_contact: 'true' });
    const other = await draftOf('First', await newList('First', [taken?.id ?? '']));
    await act(other, 'start', { first: 'all' });
    await see(other, 'enrolled', ({ figures }) => figures.enrolled === 1);
    const ids = [good, taken, optedOut].map((one) => one?.id ?? '');
    const id = await draftOf('Second', await newList('Second', ids));
    await act(id, 'start', { first: 'all' });
    const { leftOut } = await see(id, 'decided', ({ figures }) => figures.enrolled + figures.leftOut === 3);
    expect(Object.fromEntries(leftOut.map(({ value, count }) => [value, count]))).toEqual({
      with_assistant: 1,
      do_not_contact: 1,
    });
    const { members } = await ada<MembersView>('GET', `/${id}/members?reason=do_not_contact`);
    expect(members).toMatchObject([{ contactId: optedOut?.id, standing: 'Left out: marked Do Not Contact' }]);
  });

  it('is tried before: whom it would enroll, what they would get and what it costs, without a write', async () => {
    const contacts = await newContacts(3);
    const [taken] = await newContacts(1, { baton_do_not_contact: 'true' });
    const ids = [...contacts, taken].map((one) => one?.id ?? '');
    const id = await draftOf('Tried', await newList('Tried', ids));
    const before = await Promise.all(ids.map((one) => baton.client.contact(one)));
    // What others before it still have to write is written by then.
    baton.sandbox.clock.advance(600_000);
    await baton.rest();
    await resetCalls(baton.client);
    await act(id, 'review');
    const review = await baton.see('the dry run', async () => {
      const seen = await ada<CampaignReview>('GET', `/${id}/review`);
      return seen.state === 'done' && seen;
    });
    expect(review).toMatchObject({ looked: 4, total: 4, enrolled: 3, queued: 0 });
    expect(review.leftOut).toMatchObject([{ value: 'do_not_contact', count: 1 }]);
    expect(review.mails).toHaveLength(3);
    for (const mail of review.mails) expect(mail).toMatchObject({ problem: null, marked: [] });
    const emails = review.calendar.reduce((sum, day) => sum + day.emails, 0);
    expect(review.storage.emails).toBe(emails);
    expect(review.calls.now).toBeGreaterThan(0);
    const { contacts: out, next } = await ada<LeftOutView>(
      'GET',
      `/${id}/review/left-out?reason=do_not_contact`,
    );
    expect(out).toMatchObject([{ contactId: taken?.id, email: taken?.email, why: 'marked Do Not Contact' }]);
    expect(next).toBeNull();
    expect((await ada<LeftOutView>('GET', `/${id}/review/left-out?reason=gone`)).contacts).toEqual([]);
    await baton.rest();
    // Searches and batch reads are asked with POST; nothing else was.
    const { byPath } = await countCalls(baton.client);
    const asked = Object.keys(byPath).filter((call) => !/^GET |\/(search|read|oauth)\b/.test(call));
    expect(asked).toEqual([]);
    expect(await baton.mailsTo(contacts[0]?.email ?? '')).toEqual([]);
    const after = await Promise.all(ids.map((one) => baton.client.contact(one)));
    expect(after).toEqual(before);
    expect((await ada<CampaignDetail>('GET', `/${id}`)).figures.members).toBe(0);
  });

  it('pauses, resumes and stops all its contacts, and takes out again whom nothing reached', async () => {
    const contacts = await newContacts(3);
    const id = await draftOf(
      'Turns',
      await newList(
        'Turns',
        contacts.map((one) => one.id),
      ),
    );
    await act(id, 'start', { first: 'all' });
    await see(id, 'enrolled', ({ figures }) => figures.enrolled === 3);
    await act(id, 'pause');
    await see(id, 'paused', ({ states }) => states[0]?.value === 'paused' && states[0].count === 3);
    await baton.seeContact(
      contacts[0]?.id ?? '',
      'paused',
      ({ properties }) =>
        properties['baton_status'] === 'paused' && properties['baton_campaign_status'] === 'paused',
    );
    expect(await card(contacts[0]?.id ?? '')).toMatchObject({
      kind: 'paused',
      why: expect.stringContaining('Campaign “Turns” was paused by Ada Admin'),
    });
    await act(id, 'resume');
    await see(id, 'resumed', ({ states }) => states[0]?.value === 'nurturing' && states[0].count === 3);
    await act(id, 'undo');
    await see(id, 'undone', ({ figures }) => figures.enrolled === 0);
    const back = await baton.seeContact(
      contacts[1]?.id ?? '',
      'handed back',
      ({ properties }) => properties['hubspot_owner_id'] === baton.people.rae.id,
    );
    expect(back.properties['baton_campaign_name'] ?? '').toBe('');
  });

  it('looks again at whom it left out, moves all that match, and takes out some', async () => {
    const [first, second, third] = await newContacts(3);
    const [out] = await newContacts(1, { baton_do_not_contact: 'true' });
    if (!first || !second || !third || !out) throw new Error('no contacts');
    const other = await draftOf('Goal', await newList('Goal', [third.id]));
    await act(other, 'start', { first: 'all' });
    const id = await draftOf('Some', await newList('Some', [first.id, second.id, out.id]));
    await act(id, 'start', { first: 'all' });
    await see(id, 'decided', ({ figures }) => figures.enrolled + figures.leftOut === 3);
    // HubSpot does not take the owner back at once: who is enrolled again right now waits for that.
    const away = {
      match: { path: '/crm/objects/2026-09/contacts/batch/update' },
      kind: 'status',
      status: 503,
      times: 2,
    };
    await baton.client.call('PUT', '/faults', [away]);
    await act(id, 'undo', { on: { contactIds: [first.id] } });
    const taken = await see(id, 'one taken out', ({ figures }) => figures.enrolled === 1);
    expect(taken.apart).toContainEqual(expect.objectContaining({ value: 'undone', count: 1 }));
    await baton.client.update(out.id, baton.people.ada.userId, { baton_do_not_contact: '' });
    await act(id, 'again', { on: { filter: { state: 'left_out' } } });
    await act(id, 'again', { on: { contactIds: [first.id, second.id] } });
    const again = await see(
      id,
      'all in',
      ({ figures, runs }) => figures.enrolled === 3 && runs.every(({ state }) => state === 'done'),
    );
    // The second was in it, and stays.
    expect(
      again.runs.filter(({ kind }) => kind === 'again').map(({ done, refused }) => [done, refused]),
    ).toEqual(
      expect.arrayContaining([
        [1, 0],
        [1, 1],
      ]),
    );
    await act(id, 'move', { on: { filter: { state: 'nurturing' } }, to: other });
    await see(other, 'all moved', ({ figures }) => figures.enrolled === 4);
    expect((await see(id, 'nobody left', ({ figures }) => figures.enrolled === 0)).apart).toMatchObject([
      { value: 'moved', count: 3 },
    ]);
  });

  it('starts a tenth first, and the rest when a person says so', async () => {
    const contacts = await newContacts(12);
    const id = await draftOf(
      'Ramp',
      await newList(
        'Ramp',
        contacts.map((one) => one.id),
      ),
    );
    await act(id, 'start', { first: 'tenth' });
    const first = await see(id, 'a tenth', ({ tenth }) => tenth !== null);
    expect(first.tenth).toEqual({ enrolled: 2, rest: 10 });
    await act(id, 'enroll');
    await see(id, 'the rest', ({ figures }) => figures.enrolled === 12);
  });

  it('enrolls who joins the list later, and stops who leaves it', { timeout: 120_000 }, async () => {
    const [first, second] = await newContacts(2);
    if (!first || !second) throw new Error('no contacts');
    const list = await newList('Joins', [first.id]);
    const id = await draftOf('Joins', list, { automatic: true, leaving: 'stop' });
    await act(id, 'start', { first: 'all' });
    await see(id, 'the first', ({ figures }) => figures.enrolled === 1);
    await hubspot('PUT', `${LISTS}/${list.id}/memberships/add`, [second.id]);
    await baton.passTime(
      'the second',
      async () => (await ada<CampaignDetail>('GET', `/${id}`)).figures.enrolled === 2,
      1,
    );
    await hubspot('PUT', `${LISTS}/${list.id}/memberships/remove`, [first.id]);
    await baton.passTime(
      'the first is back',
      async () =>
        (await baton.client.contact(first.id)).properties['hubspot_owner_id'] === baton.people.rae.id,
      2,
    );
  });
});
