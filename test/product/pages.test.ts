import { beforeAll, describe, expect, it } from 'vitest';
import type {
  ActivityView,
  BulkJob,
  BulkPlan,
  CsvView,
  LeadsView,
  OverviewView,
  ViewerView,
} from '../../src/cards/pages/contract.ts';
import { until } from '../../src/sandbox/local/client.ts';
import { startLocalBatonForSuite } from '../world/local-baton.ts';
import type { LocalBaton } from '../world/local-baton.ts';
import { onDatabase } from '../world/on-database.ts';

type Who = 'ada' | 'rae' | 'sam';

describe.each(onDatabase('sqlite'))('the pages on %s', (kind) => {
  let baton: LocalBaton;
  let mine: { id: string; email: string };
  let theirs: { id: string; email: string };

  const ask = async (who: Who, method: string, path: string, body?: object) => {
    const { status, body: said } = await baton.client.fetchAs(
      baton.people[who].userId,
      `${baton.url}/api/pages/${path}`,
      { method, ...(body ? { body } : {}) },
    );
    return { status, said };
  };
  const get = async <View>(who: Who, path: string): Promise<View> => {
    const { status, said } = await ask(who, 'GET', path);
    expect([path, status, said]).toEqual([path, 200, said]);
    return said as View;
  };
  const leads = (who: Who, query = '') => get<LeadsView>(who, `leads${query}`);
  const names = async (who: Who, query = '') => (await leads(who, query)).leads.map(({ name }) => name);

  beforeAll(async () => {
    baton = await startLocalBatonForSuite({ kind });
    expect((await get<OverviewView>('ada', 'overview')).firstSteps?.map(({ done }) => done)).toEqual([
      true,
      expect.any(Boolean),
      false,
    ]);
    mine = await baton.newContact({ firstname: 'Åsa', lastname: 'Ärlig', company: '=cmd()' });
    theirs = await baton.newContact({
      email: `info@sams-${kind}.example.com`,
      firstname: 'Sams',
      lastname: 'Contact',
      hubspot_owner_id: baton.people.sam.id,
    });
    await baton.client.update(mine.id, baton.people.rae.userId, { hubspot_owner_id: baton.people.tara.id });
    await baton.client.update(theirs.id, baton.people.sam.userId, { hubspot_owner_id: baton.people.tara.id });
    await until('both to be listed', async () => (await leads('ada')).total === 2);
  }, 120_000);

  it('show an admin all leads, and a rep those whose contacts are theirs', async () => {
    expect((await names('ada', '?sort=name')).sort()).toEqual(['Sams Contact', 'Åsa Ärlig']);
    expect(await names('rae')).toEqual(['Åsa Ärlig']);
    const notes = (await leads('ada', '?sort=name')).leads.map((lead) => [lead.name, lead.addressNote]);
    expect(Object.fromEntries(notes)).toEqual({ 'Sams Contact': 'Shared mailbox', 'Åsa Ärlig': null });
    expect(await names('sam')).toEqual(['Sams Contact']);
    expect(await leads('rae', '?search=sams')).toMatchObject({ leads: [], total: 0 });
    const { choices, role } = await get<ViewerView>('rae', 'viewer');
    expect(role).toBe('rep');
    expect(choices.priorOwners).toHaveLength(1);
    expect(JSON.stringify(await get('rae', 'activity'))).not.toContain('Sams');
    expect((await get<OverviewView>('rae', 'overview')).leads).toBe(1);
    expect(await get('rae', `activity?contact=${theirs.id}`)).toEqual({ entries: [], next: null });
  });

  it('show a rep what an admin says that HubSpot shows reps', async () => {
    const settings = async (repsSee: string) =>
      baton.client.fetchAs(baton.people.ada.userId, `${baton.url}/api/settings`, {
        method: 'PUT',
        body: { repsSee },
      });
    await settings('all');
    expect((await leads('rae')).total).toBe(2);
    await settings('own');
    expect((await leads('rae')).total).toBe(1);
  });

  it('search, filter and say what is wrong with a question', async () => {
    expect(await names('ada', '?search=arlig%20asa')).toEqual(['Åsa Ärlig']);
    expect(await names('ada', '?state=Hot,Responded')).toEqual([]);
    expect(await names('ada', `?priorOwner=${baton.people.rae.id}&with=assistant`)).toEqual(['Åsa Ärlig']);
    for (const query of ['?state=Lukewarm', '?limit=0', '?after=nonsense', '?sort=shoe-size', '?unknown=1'])
      expect(await ask('ada', 'GET', `leads${query}`)).toMatchObject({
        status: 400,
        said: { code: 'REQUEST_INVALID' },
      });
  });

  it('go on page by page', async () => {
    const first = await leads('ada', '?limit=1&sort=name');
    const second = await leads('ada', `?limit=1&sort=name&after=${first.next}`);
    expect([first.leads[0]?.name, second.leads[0]?.name, second.next]).toEqual([
      'Åsa Ärlig',
      'Sams Contact',
      null,
    ]);
  });

  it('tell what Baton did, with its why', async () => {
    const { entries } = await get<ActivityView>('rae', 'activity?kind=hand-over');
    expect(entries).toHaveLength(1);
    expect(entries[0]).toMatchObject({ contactName: 'Åsa Ärlig', kindLabel: 'Handed to an assistant' });
    expect(entries[0]?.rule).not.toBe('');
  });

  it('export what a person sees as a file that no spreadsheet runs', async () => {
    const { said } = await ask('rae', 'POST', 'leads/csv', { filter: {} });
    const { url, rows } = said as CsvView;
    expect(rows).toBe(1);
    const file = await fetch(url);
    expect(file.headers.get('content-disposition')).toContain('attachment; filename="baton-leads-');
    const text = await file.text();
    expect(text).toContain('Åsa Ärlig');
    expect(text).toContain(",'=cmd(),");
    expect(text).not.toContain('Sams');
    expect((await fetch(`${url}x`)).status).toBe(404);
    baton.sandbox.clock.advance(11 * 60_000);
    expect((await fetch(url)).status).toBe(404);
  });

  it('do to many leads what a person asks, each once, and only to those that the person sees', async () => {
    const body = { action: { kind: 'pause' }, on: { filter: {} }, requestId: 'click-1' };
    const plan = (await ask('rae', 'POST', 'bulk/plan', { action: body.action, on: body.on }))
      .said as BulkPlan;
    expect(plan).toMatchObject({ matching: 1, willChange: 1, willNot: [] });
    // In another order of words: signed alike in one millisecond, they would be one request that was replayed.
    const reworded = Object.fromEntries(Object.entries(body).reverse());
    const [one, same] = await Promise.all([
      ask('rae', 'POST', 'bulk', body),
      ask('rae', 'POST', 'bulk', reworded),
    ]);
    const { id } = one.said as BulkJob;
    expect((same.said as BulkJob).id).toBe(id);
    const done = await until('the job to end', async () => {
      const job = await get<BulkJob>('rae', `bulk/${id}`);
      return job.state === 'done' ? job : undefined;
    });
    expect(done).toMatchObject({ title: 'Pause 1 lead', total: 1, done: 1, refused: 0, mayCancel: false });
    const paused = (who: Who) => leads(who).then((view) => view.leads.map(({ stage }) => stage));
    expect((await paused('ada')).sort()).toEqual(['nurturing', 'paused']);
    expect(await ask('sam', 'GET', `bulk/${id}`)).toMatchObject({ status: 404 });
    expect((await get<{ jobs: BulkJob[] }>('sam', 'bulk')).jobs).toEqual([]);
    expect((await get<{ jobs: BulkJob[] }>('ada', 'bulk')).jobs).toHaveLength(1);
  });

  it('say of which leads an action made nothing, and why', async () => {
    const on = { contactIds: [mine.id, theirs.id] };
    const asked = await ask('ada', 'POST', 'bulk', { action: { kind: 'pause' }, on, requestId: 'click-2' });
    const { id } = asked.said as BulkJob;
    await until('the job to end', async () => (await get<BulkJob>('ada', `bulk/${id}`)).state === 'done');
    expect(await get('ada', `bulk/${id}/refused`)).toEqual({
      refused: [{ contactId: mine.id, name: 'Åsa Ärlig', reason: 'It is paused already.' }],
      next: null,
    });
  });

  it('count what happened, and lead to exactly that', async () => {
    // Emails leave meanwhile: counted and listed at one moment they are the same.
    const view = await until('counts and lists of one moment', async () => {
      const one = await get<OverviewView>('ada', 'overview?span=week');
      const lists = await Promise.all(totals.map((name) => listed(one, name)));
      return lists.every((count, at) => count === one.totals[totals[at] ?? 'sent'].count) && one;
    });
    expect(view.firstSteps).toBeNull();
    expect(view.points).toHaveLength(13);
    expect(view.states).toEqual([{ state: 'Cold', label: 'Cold', count: 2, leads: { state: ['Cold'] } }]);
  });

  const totals = ['sent', 'answers', 'handBacks'] as const;
  const listed = async (view: OverviewView, name: (typeof totals)[number]): Promise<number> => {
    const { kind, from, to } = view.totals[name].activity;
    const query = `activity?kind=${kind?.join(',')}&from=${from}&to=${to}`;
    return (await get<ActivityView>('ada', query)).entries.length;
  };

  it('answer from what is known while HubSpot is away, and ask it nothing for a page', async () => {
    const calls = async () =>
      ((await baton.client.call('GET', `/calls?portalId=4242`)) as { total: number }).total;
    await get('rae', 'viewer');
    // Baton's other work asks HubSpot at times: the pages by themselves have to be without a call.
    await until('pages without a call', async () => {
      const before = await calls();
      for (const path of ['viewer', 'overview', 'leads', 'activity', 'bulk']) await get('rae', path);
      return (await calls()) === before;
    });
  });
});
