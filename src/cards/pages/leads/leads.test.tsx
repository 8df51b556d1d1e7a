import {
  Alert,
  Button,
  Checkbox,
  Link,
  LoadingButton,
  MultiSelect,
  SearchInput,
  Select,
  TableHeader,
  TableRow,
  Tag,
  Text,
} from '@hubspot/ui-extensions';
import { PageLink } from '@hubspot/ui-extensions/pages';
import { describe, expect, it } from 'vitest';
import { advance, settle } from '../../requests/test-backend.ts';
import { lead, leads, now, rep } from '../test-answers.ts';
import { showPage } from '../test-pages.tsx';

const listed = 'GET /api/pages/leads';
const showLeads = (params: Record<string, string> = {}, more: Parameters<typeof showPage>[0] = {}) =>
  showPage({ path: '/leads', params, ...more });

describe('the list of leads', () => {
  it('asks for what the address says, and for nothing else', async () => {
    const page = await showLeads({
      state: 'Hot,Warm',
      sort: 'name',
      after: 'c2',
      page: '2',
      columns: 'step',
    });
    expect(page.asked(listed)).toEqual([
      { state: 'Hot,Warm', sort: 'name', direction: 'ascending', after: 'c2', limit: '50' },
    ]);
  });

  it('tags an address that several people may read, or nobody', async () => {
    const page = await showLeads(
      {},
      {
        answers: (backend) =>
          void backend.on(listed, {
            ...leads,
            leads: [lead('601', 'Sales', { addressNote: 'Shared mailbox' }), lead('602', 'Theo Visser')],
          }),
      },
    );
    expect(page.findByTestId(TableRow, 'lead-601').find(Tag).text).toBe('Shared mailbox');
    expect(page.findByTestId(TableRow, 'lead-602').findAll(Tag)).toEqual([]);
  });

  it('tells of each lead where it is, and opens its record in HubSpot', async () => {
    const page = await showLeads();
    const row = page.findByTestId(TableRow, 'lead-501');
    expect(row.toString()).toContain('Needs you');
    expect(row.toString()).toContain('Agrees to meet');
    expect(row.find(Link).props.href).toEqual({
      url: 'https://app.hubspot.com/contacts/123/record/0-1/501',
      external: true,
    });
    const next = page.findByTestId(TableRow, 'lead-502').toString();
    expect(next).toContain('Mon 30 Nov, 10:00');
    expect(next).toContain('New York time');
    expect(page.findByTestId(TableRow, 'lead-504').toString()).toContain('Paused');
    expect(page.findByTestId(Text, 'how-many').text).toBe('1,234 leads');
    expect(page.text()).toContain('You see every lead of this account.');
  });

  it('puts each filter into the address, and starts again at the first page', async () => {
    const page = await showLeads({ after: 'c3', page: '3', sort: 'name' });
    page.findByTestId(MultiSelect, 'filter-state').trigger('onChange', ['Hot', 'Warm'] as never);
    page.findByTestId(Select, 'filter-with').trigger('onChange', 'person' as never);
    page.findByTestId(MultiSelect, 'filter-priorOwner').trigger('onChange', ['none'] as never);
    expect(page.visited()).toEqual([
      { to: '/leads', params: { sort: 'name', state: 'Hot,Warm' } },
      { to: '/leads', params: { sort: 'name', with: 'person' } },
      { to: '/leads', params: { sort: 'name', priorOwner: 'none' } },
    ]);
  });

  it('takes a filter away, and all of them at once without touching the order', async () => {
    const page = await showLeads({ attention: 'any', sort: 'since', direction: 'descending' });
    page.findByTestId(Select, 'filter-attention').trigger('onChange', '' as never);
    expect(page.visited().at(-1)?.params).toEqual({ sort: 'since', direction: 'descending' });
    expect(page.findByTestId(PageLink, 'clear-filters').props).toMatchObject({
      to: '/leads',
      params: { sort: 'since', direction: 'descending' },
    });
  });

  it('searches when typing rests, from two letters on', async () => {
    const page = await showLeads();
    for (const text of ['k', 'ki', 'kim'])
      page.findByTestId(SearchInput, 'search').trigger('onInput', text as never);
    await advance(400);
    expect(page.visited()).toEqual([{ to: '/leads', params: { search: 'kim' } }]);
    await page.follow();
    expect(page.asked(listed).at(-1)).toMatchObject({ search: 'kim' });
    page.findByTestId(SearchInput, 'search').trigger('onInput', 'k' as never);
    await advance(400);
    expect(page.visited().at(-1)).toEqual({ to: '/leads', params: {} });
  });

  it('shows the search of an address that was gone back to', async () => {
    const page = await showLeads({ search: 'kim' });
    page.mocks.setPageLocation({ path: '/leads', params: {} });
    await settle();
    expect(page.findByTestId(SearchInput, 'search').props.value).toBe('');
  });

  it('sorts on the server', async () => {
    const page = await showLeads({ sort: 'name' });
    expect(page.findByTestId(TableHeader, 'sort-name').props.sortDirection).toBe('ascending');
    expect(page.findByTestId(TableHeader, 'sort-since').props.sortDirection).toBe('none');
    page.findByTestId(TableHeader, 'sort-since').trigger('onSortChange' as never, 'descending' as never);
    expect(page.visited()).toEqual([{ to: '/leads', params: { sort: 'since', direction: 'descending' } }]);
    await page.follow();
    expect(page.asked(listed).at(-1)).toMatchObject({ sort: 'since', direction: 'descending' });
  });

  it('goes to the next page and back, and shows what it had until the new one comes', async () => {
    const page = await showLeads();
    expect(page.text()).toContain('1–5 of 1,234');
    page.findByTestId(Button, 'next-page').trigger('onClick');
    expect(page.visited().at(-1)).toEqual({ to: '/leads', params: { after: 'cursor-2', page: '2' } });
    const held = page.backend.hold(listed);
    await page.follow();
    expect(page.text()).toContain('asking');
    expect(page.text()).toContain('Maria Lindqvist');
    held[0]?.answer(200, { leads: [lead('601', 'Zoe Last')], total: 51, next: null });
    await settle();
    expect(page.text()).toContain('51–51 of 51');
    expect(page.findByTestId(Button, 'next-page').props.disabled).toBe(true);
    page.findByTestId(Button, 'previous-page').trigger('onClick');
    expect(page.visited().at(-1)).toEqual({ to: '/leads', params: {} });
  });

  it('shows the columns that the address asks for', async () => {
    const page = await showLeads({ columns: 'company,step' });
    const headers = page.findAll(TableHeader).map((header) => header.text);
    expect(headers).toEqual([null, 'Name', 'Company', 'Step']);
    page.findByTestId(MultiSelect, 'columns').trigger('onChange', ['step'] as never);
    expect(page.visited()).toEqual([{ to: '/leads', params: { columns: 'step' } }]);
  });

  it('helps when nothing matches, and when there is nothing yet', async () => {
    const none = { leads: [], total: 0, next: null };
    const filtered = await showLeads({ state: 'Hot' }, { answers: (b) => void b.on(listed, none) });
    expect(filtered.text()).toContain('No lead matches');
    const empty = await showLeads({}, { answers: (b) => void b.on(listed, none) });
    expect(empty.text()).toContain('No leads yet');
  });

  it('says what is wrong with an address, and lets it be mended', async () => {
    const page = await showLeads(
      { state: 'Lukewarm' },
      {
        answers: (b) =>
          void b.on(listed, { code: 'BAD_REQUEST', message: 'There is no state Lukewarm.' }, 400),
      },
    );
    expect(page.text()).toContain('There is no state Lukewarm.');
    expect(page.findByTestId(MultiSelect, 'filter-state').props.value).toEqual(['Lukewarm']);
  });

  it('makes a file of everything that matches', async () => {
    const page = await showLeads(
      { state: 'Hot', sort: 'name' },
      {
        answers: (b) =>
          void b.on('POST /api/pages/leads/csv', {
            url: 'https://baton.example.com/files/1',
            fileName: 'leads.csv',
            rows: 71,
            expiresAt: now,
          }),
      },
    );
    page.findByTestId(LoadingButton, 'export-csv').trigger('onClick');
    await settle();
    expect(page.backend.last()?.body).toEqual({ filter: { state: ['Hot'] } });
    const ready = page.findByTestId(Alert, 'csv-ready');
    expect(ready.props.title).toBe('leads.csv is ready: 71 leads');
    expect(ready.find(Link).props.href).toEqual({ url: 'https://baton.example.com/files/1', external: true });
  });

  it('offers a rep without the right no bulk action', async () => {
    const page = await showLeads({}, { viewer: rep });
    page.findAll(Checkbox)[1]?.trigger('onChange', true as never);
    expect(page.maybeFindByTestId(Button, 'bulk-hand-back')).toBeNull();
    expect(page.text()).toContain('You see the leads whose contacts are yours.');
    expect(page.findAll(TableRow)).toHaveLength(leads.leads.length + 1);
  });
});
