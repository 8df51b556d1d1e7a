import {
  Accordion,
  Alert,
  Button,
  Checkbox,
  Link,
  LoadingButton,
  Modal,
  Select,
  StatusTag,
  Table,
  TableRow,
  Text,
  Tile,
} from '@hubspot/ui-extensions';
import { describe, expect, it } from 'vitest';
import { now, rep } from '../../pages/test-answers.ts';
import { settle } from '../../requests/test-backend.ts';
import type { CampaignsTestPage } from '../test-campaigns.tsx';
import { detail, lastBody, line, members, report, showCampaigns } from '../test-campaigns.tsx';

const listed = 'GET /api/campaigns/c1/members';
const moved = 'POST /api/campaigns/c1/move';
const at = (tab: string, params: Record<string, string> = {}, more = {}) =>
  showCampaigns({ campaign: 'c1', tab, ...params }, more);
const tick = (page: CampaignsTestPage, name: string) =>
  page.find(Checkbox, { 'aria-label': name }).trigger('onChange', true as never);

describe('the contacts of a campaign', () => {
  it('tell how each stands, and open the record', async () => {
    const page = await at('contacts', {
      state: 'nurturing',
      reason: 'x',
      search: 'ma',
      after: 'm1',
      span: 'day',
    });
    expect(page.asked(listed)).toEqual([
      { state: 'nurturing', reason: 'x', search: 'ma', after: 'm1', limit: '50' },
    ]);
    const row = page.findByTestId(TableRow, 'member-501');
    expect(row.find(StatusTag).text).toBe('Hot');
    expect(row.find(Link).props.href).toMatchObject({
      url: 'https://app.hubspot.com/contacts/123/record/0-1/501',
    });
    expect(page.findByTestId(TableRow, 'member-502').toString()).toContain('Email 2 of 4 sent');
    expect(page.findByTestId(Text, 'how-many').text).toBe('1,000 contacts');
    page.findByTestId(Select, 'filter-reason').trigger('onChange', 'no-email' as never);
    expect(page.visited().at(-1)?.params).toMatchObject({ campaign: 'c1', reason: 'no-email' });
  });

  it('are moved to another campaign, also those of another page', async () => {
    const page = await at(
      'contacts',
      {},
      {
        answers: (backend: CampaignsTestPage['backend']) =>
          void backend.on(moved, detail()).on('GET /api/campaigns', {
            campaigns: [line('c1'), line('c2', { name: 'Clinics' })],
            next: null,
          }),
      },
    );
    tick(page, 'Select Maria Lindqvist');
    page.backend.on(listed, {
      members: [{ ...members.members[1], contactId: '601', name: 'Zoe Last' }],
      total: 51,
      next: null,
    });
    page.findByTestId(Button, 'next-page').trigger('onClick');
    await page.follow();
    tick(page, 'Select Zoe Last');
    expect(page.findByTestId(Text, 'selected').text).toBe('2 contacts selected');
    page.find(Modal, { id: 'move-modal' }).trigger('onOpen');
    await settle();
    expect(page.asked('GET /api/campaigns')).toEqual([{ status: 'running' }]);
    expect(page.findByTestId(Select, 'move-to').props.options).toEqual([{ value: 'c2', label: 'Clinics' }]);
    page.findByTestId(Select, 'move-to').trigger('onChange', 'c2' as never);
    page.findByTestId(Button, 'confirm-move').trigger('onClick');
    await settle();
    expect(lastBody(page, moved)).toMatchObject({ on: { contactIds: ['501', '601'] }, to: 'c2' });
    expect(page.maybeFindByTestId(Text, 'selected')).toBeNull();
  });

  it('are looked at again, all that match the filter', async () => {
    const again = 'POST /api/campaigns/c1/again';
    const page = await at(
      'contacts',
      { reason: 'unsubscribed' },
      { answers: (backend: CampaignsTestPage['backend']) => void backend.on(again, detail()) },
    );
    tick(page, 'Select all on this page');
    page.findByTestId(Button, 'select-all').trigger('onClick');
    expect(page.findByTestId(Text, 'selected').text).toBe('1,000 contacts selected');
    expect(page.find(Modal, { id: 'again-some-modal' }).toString()).toContain('stays out, with the reason');
    page.findByTestId(Button, 'confirm-again-some').trigger('onClick');
    await settle();
    expect(lastBody(page, again)).toMatchObject({ on: { filter: { reason: 'unsubscribed' } } });
    expect(page.maybeFindByTestId(Text, 'selected')).toBeNull();
  });

  it('cannot be ticked by a rep', async () => {
    const asRep = await at('contacts', {}, { viewer: rep });
    expect(asRep.findAll(Checkbox)).toEqual([]);
    expect(asRep.text()).toContain('You see the leads whose contacts are yours.');
  });

  it('become a file', async () => {
    const page = await at('contacts');
    page.backend.on('POST /api/campaigns/c1/csv', {
      url: 'https://baton.example.com/files/1',
      fileName: 'hospitals.csv',
      rows: 1_000,
      expiresAt: now,
    });
    page.findByTestId(LoadingButton, 'export-csv').trigger('onClick');
    await settle();
    expect(lastBody(page, 'POST /api/campaigns/c1/csv')).toEqual({ what: 'members' });
    expect(page.findByTestId(Alert, 'csv-ready').props.title).toBe('hospitals.csv is ready: 1,000 contacts');
  });

  it('says why nobody is shown', async () => {
    const none = {
      answers: (backend: CampaignsTestPage['backend']) =>
        void backend.on(listed, { members: [], total: 0, next: null }),
    };
    expect((await at('contacts', {}, none)).text()).toContain('once the campaign is started');
    expect((await at('contacts', { state: 'Hot' }, none)).text()).toContain('No contact matches');
  });
});

describe('the report', () => {
  it('counts by email and version, and says whether a difference may be chance', async () => {
    const page = await at('report');
    const row = page.findByTestId(TableRow, 'step-0-3').toString();
    expect(row).toContain('Version 3 of the sequence');
    expect(row).toContain('13.1%');
    expect(page.findByTestId(Table, 'report-steps').toString()).not.toContain('Opened');
    expect(page.text()).toContain('Opens are not tracked in this account.');
    const words = page.findByTestId(Alert, 'comparison-words');
    expect(words.props.title).toBe('The difference may be chance.');
    expect(words.toString()).toContain('between -2.1 and 8.4 percentage points');
    expect(page.text()).toContain('Version 2: 10% replied (40 of 400 contacts)');
  });

  it('shows opens where they are tracked, and nothing where nothing was sent', async () => {
    const on = (view: typeof report) => ({
      answers: (backend: CampaignsTestPage['backend']) =>
        void backend.on('GET /api/campaigns/c1/report', view),
    });
    const tracked = await at(
      'report',
      {},
      on({ ...report, steps: report.steps.map((one) => ({ ...one, opened: 100 })) }),
    );
    expect(tracked.findByTestId(Table, 'report-steps').toString()).toContain('Opened');
    const none = { steps: [], answers: [], days: [], comparison: null };
    expect((await at('report', {}, on(none))).text()).toContain('Nothing was sent yet.');
  });
});

describe('the versions', () => {
  it('tell what each changed, and who is in it', async () => {
    const page = await at('versions');
    const newest = page.findByTestId(Accordion, 'version-3');
    expect(newest.props.title).toContain('Version 3: Ada Admin');
    expect(newest.toString()).toContain('As many as the mailbox may');
    expect(newest.toString()).toContain('At most 80');
    expect(newest.toString()).not.toContain('Hospitals, spring');
    const first = page.findByTestId(Accordion, 'version-2').toString();
    expect(first).toContain('400 contacts enrolled with it');
    expect(first).toContain('The first one.');
    expect(page.findByTestId(Tile, 'as-it-is').toString()).toContain('Mon–Fri 09:00–17:00');
  });
});
