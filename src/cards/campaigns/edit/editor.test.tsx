import {
  Alert,
  Button,
  DateInput,
  Input,
  LoadingButton,
  MultiSelect,
  NumberInput,
  Select,
  StepIndicator,
  Table,
  TableRow,
  Toggle,
  ToggleGroup,
} from '@hubspot/ui-extensions';
import { PageLink } from '@hubspot/ui-extensions/pages';
import { describe, expect, it } from 'vitest';
import { rep } from '../../pages/test-answers.ts';
import { settle } from '../../requests/test-backend.ts';
import type { CampaignDraft } from '../contract.ts';
import { asDraft, detail, draft, lastBody, showCampaigns } from '../test-campaigns.tsx';
import type { CampaignsTestPage } from '../test-campaigns.tsx';

const one = 'GET /api/campaigns/c1';
const put = 'PUT /api/campaigns/c1';
const created = 'POST /api/campaigns';

const type = (page: CampaignsTestPage, testId: string, text: string) =>
  page.findByTestId(Input, testId).trigger('onChange', text as never);
const choose = (page: CampaignsTestPage, testId: string, value: string) =>
  page.findByTestId(Select, testId).trigger('onChange', value as never);
const press = async (page: CampaignsTestPage, testId = 'next-step') => {
  page.findByTestId(LoadingButton, testId).trigger('onClick');
  await settle();
};
const saved = (page: CampaignsTestPage) => (lastBody(page, put) as { draft: CampaignDraft }).draft;
const editDraft = (step: string, more: Partial<CampaignDraft> = {}) =>
  showCampaigns(
    { campaign: 'c1', step },
    {
      answers: (backend) => {
        backend.on(one, asDraft({ draft: { ...draft, ...more } }));
        backend.on(put, asDraft({ version: 4 }));
      },
    },
  );

describe('a new campaign', () => {
  it('begins with list, name and goal, and is kept as a draft once one goes on', async () => {
    const page = await showCampaigns(
      { campaign: 'new', step: '1' },
      { answers: (backend) => void backend.on(created, { id: 'c1' }).on(one, asDraft()) },
    );
    await press(page);
    expect(page.findByTestId(Alert, 'list-problem').props.title).toBe('Choose a list.');
    expect(page.findByTestId(Input, 'campaign-name').props.validationMessage).toBe('Give it a name.');
    expect(page.backend.count(created)).toBe(0);
    page.findByTestId(Button, 'choose-list-12').trigger('onClick');
    // Called after the list, until somebody says otherwise.
    expect(page.findByTestId(Input, 'campaign-name').props.value).toBe('Newsletter readers');
    type(page, 'campaign-name', 'Clinics');
    await press(page);
    expect(lastBody(page, created)).toMatchObject({
      draft: { name: 'Clinics', list: { id: '12', name: 'Newsletter readers' }, assistantId: 'a1' },
    });
    expect(page.visited().at(-1)).toEqual({ to: '/campaigns', params: { campaign: 'c1', step: '2' } });
    await page.follow();
    expect(page.findByTestId(Select, 'campaign-assistant').props.value).toBe('a1');
  });

  it('is one, also when the answer to its creation got lost', async () => {
    const page = await showCampaigns(
      { campaign: 'new', step: '1' },
      { answers: (backend) => void backend.on(created, { code: 'UNREACHABLE', message: 'Try again.' }, 502) },
    );
    page.findByTestId(Button, 'choose-list-12').trigger('onClick');
    // Called after the list, until somebody says otherwise.
    expect(page.findByTestId(Input, 'campaign-name').props.value).toBe('Newsletter readers');
    type(page, 'campaign-name', 'Clinics');
    await press(page);
    expect(page.findByTestId(Alert, 'save-refused').toString()).toContain('Try again.');
    page.backend.on(created, { id: 'c1' });
    await press(page);
    const ids = page.backend.calls
      .filter(({ method, path }) => `${method} ${path}` === created)
      .map(({ body }) => (body as { requestId: string }).requestId);
    expect(ids).toHaveLength(2);
    expect(new Set(ids).size).toBe(1);
  });

  it('says why a list of companies cannot be taken, and finds lists on the server', async () => {
    const page = await showCampaigns({ campaign: 'new', step: '1' });
    const row = page.findByTestId(TableRow, 'list-13');
    expect(row.toString()).toContain('Make one of their contacts in HubSpot.');
    expect(page.maybeFindByTestId(Button, 'choose-list-13')).toBeNull();
    expect(page.findByTestId(TableRow, 'list-11').toString()).toContain('Static list, 1,240 contacts');
    page.findByTestId(Button, 'lists-after').trigger('onClick');
    await settle();
    expect(page.asked('GET /api/campaigns/lists').at(-1)).toEqual({ after: 'lists-2' });
  });

  it('says how Baton may read lists where HubSpot does not let it', async () => {
    const page = await showCampaigns(
      { campaign: 'new', step: '1' },
      {
        answers: (backend) =>
          void backend.on(
            'GET /api/campaigns/lists',
            { code: 'HUBSPOT_MISSING_SCOPE', message: 'Baton may not read lists.' },
            403,
          ),
      },
    );
    expect(page.findByTestId(Alert, 'may-not-read-lists').find(PageLink).props.params).toEqual({
      section: 'connection',
    });
  });

  it('keeps what was entered while one looks at another page', async () => {
    const page = await showCampaigns({ campaign: 'new', step: '1' });
    type(page, 'campaign-name', 'Clinics');
    page.mocks.setPageLocation({ path: '/leads', params: {} });
    await settle();
    page.mocks.setPageLocation({ path: '/campaigns', params: {} });
    await settle();
    expect(page.findByTestId(Alert, 'unsaved').props.title).toBe('A new campaign is not saved yet');
    page.findByTestId(Button, 'go-on-editing').trigger('onClick');
    await page.follow();
    expect(page.findByTestId(Input, 'campaign-name').props.value).toBe('Clinics');
  });

  it('is nothing for a rep', async () => {
    const page = await showCampaigns({ campaign: 'new', step: '1' }, { viewer: rep });
    expect(page.text()).toContain('You may not change campaigns');
  });
});

describe('a draft', () => {
  it('takes assistant, sequence, owner and approval', async () => {
    const page = await editDraft('2');
    choose(page, 'campaign-assistant', 'a2');
    expect(page.findByTestId(Alert, 'assistant-not-ready').props.title).toBe('Omar is not ready yet');
    choose(page, 'campaign-sequence', '');
    choose(page, 'campaign-approval', 'first');
    page.findByTestId(ToggleGroup, 'campaign-owner').trigger('onChange', 'stays' as never);
    await press(page);
    expect(lastBody(page, put)).toMatchObject({ from: 3 });
    expect(saved(page)).toEqual({
      ...draft,
      assistantId: 'a2',
      sequenceId: '',
      approval: 'first',
      takesOwnership: false,
    });
    expect(page.visited().at(-1)?.params).toEqual({ campaign: 'c1', step: '3' });
  });

  it('takes hours, days, a limit, and what becomes of the list', async () => {
    const page = await editDraft('3');
    page.findByTestId(ToggleGroup, 'campaign-hours').trigger('onChange', 'own' as never);
    page.findByTestId(ToggleGroup, 'weekdays').trigger('onChange', ['2', '1'] as never);
    page.findByTestId(Select, 'schedule-end').trigger('onChange', 720 as never);
    const date = (testId: string, day: object) =>
      page.findByTestId(DateInput, testId).trigger('onChange', day as never);
    date('campaign-start', { year: 2026, month: 11, date: 1 });
    date('campaign-end', { year: 2026, month: 11, date: 31 });
    page.findByTestId(Toggle, 'campaign-has-cap').trigger('onChange', true as never);
    page.findByTestId(NumberInput, 'campaign-cap').trigger('onChange', 120 as never);
    page.findByTestId(Toggle, 'campaign-automatic').trigger('onChange', true as never);
    page.findByTestId(ToggleGroup, 'campaign-leaving').trigger('onChange', 'stop' as never);
    page.findByTestId(MultiSelect, 'campaign-protected').trigger('onChange', ['72'] as never);
    await press(page);
    expect(saved(page)).toEqual({
      ...draft,
      hours: { weekdays: [1, 2], startMinute: 540, endMinute: 720 },
      // days of Berlin, up to the end of the last one
      startAt: Date.UTC(2026, 10, 30, 23),
      endAt: Date.UTC(2026, 11, 31, 23),
      dailyCap: 120,
      automatic: true,
      leaving: 'stop',
      protectedOwners: ['72'],
    });
  });

  it('is not gone on with where something is wrong', async () => {
    const page = await editDraft('3', { startAt: Date.UTC(2027, 0, 2), endAt: Date.UTC(2027, 0, 1) });
    await press(page);
    expect(page.findByTestId(DateInput, 'campaign-end').props.validationMessage).toBe(
      'The last day is before the first one.',
    );
    expect(page.backend.count(put)).toBe(0);
    const last = await editDraft('4', { assistantId: '' });
    expect(last.findByTestId(Button, 'to-missing').text).toBe('Go to Assistant');
    expect(last.backend.count('POST /api/campaigns/c1/review')).toBe(0);
  });

  it('saves nothing that did not change, and goes to any step by its name', async () => {
    const page = await editDraft('1');
    page.findByTestId(StepIndicator, 'steps').trigger('onClick', 2 as never);
    await settle();
    expect(page.visited().at(-1)?.params).toEqual({ campaign: 'c1', step: '3' });
    expect(page.backend.count(put)).toBe(0);
  });

  it('tells that somebody changed it meanwhile, and puts what was entered on top of theirs', async () => {
    const page = await editDraft('1');
    type(page, 'campaign-name', 'Mine');
    page.backend.on(put, { code: 'CONFLICT', message: 'Sam changed it at 10:02.' }, 409);
    await press(page);
    expect(page.findByTestId(Alert, 'save-refused').toString()).toContain('Sam changed it at 10:02.');
    page.backend.on(one, asDraft({ version: 5, draft: { ...draft, goal: 'Theirs' } }));
    page.backend.on(put, asDraft({ version: 6 }));
    page.findByTestId(Button, 'reload-campaign').trigger('onClick');
    await settle();
    await press(page);
    expect(lastBody(page, put)).toMatchObject({ from: 5, draft: { name: 'Mine', goal: 'Theirs' } });
  });

  it('can be left for later', async () => {
    const page = await editDraft('2');
    choose(page, 'campaign-approval', 'all');
    page.findByTestId(Button, 'save-for-later').trigger('onClick');
    await settle();
    expect(saved(page).approval).toBe('all');
    expect(page.visited().at(-1)).toEqual({ to: '/campaigns', params: {} });
  });
});

describe('a campaign under way', () => {
  const asked = 'POST /api/campaigns/c1/edit-review';
  const edited = async () => {
    const page = await showCampaigns(
      { campaign: 'c1', step: '3' },
      {
        answers: (backend) => {
          backend.on(asked, { touched: 214, changes: ['Emails wait for approval from the next one on.'] });
          backend.on(put, detail({ version: 4 }));
        },
      },
    );
    page.findByTestId(Toggle, 'campaign-has-cap').trigger('onChange', true as never);
    await press(page);
    await page.follow();
    return page;
  };

  it('says whom an edit touches before anything changes', async () => {
    const page = await edited();
    expect(page.backend.count(put)).toBe(0);
    expect(page.findByTestId(Table, 'differences').toString()).toContain('At most 50');
    const touched = page.findByTestId(Alert, 'touched');
    expect(touched.props.title).toBe('It touches 214 contacts under way');
    expect(touched.toString()).toContain('Emails wait for approval from the next one on.');
    await press(page, 'save-changes');
    expect(saved(page).dailyCap).toBe(50);
    expect(page.visited().at(-1)?.params).toEqual({ campaign: 'c1' });
  });

  it('keeps its list', async () => {
    const page = await showCampaigns({ campaign: 'c1', step: '1' });
    expect(page.text()).toContain('A clone can have another one.');
    expect(page.maybeFindByTestId(Button, 'choose-other-list')).toBeNull();
  });

  it('stays as it is when the changes are discarded', async () => {
    const page = await edited();
    page.findByTestId(Button, 'discard-changes').trigger('onClick');
    await settle();
    expect(page.backend.count(put)).toBe(0);
    expect(page.visited().at(-1)?.params).toEqual({ campaign: 'c1' });
  });
});
