import {
  Alert,
  Button,
  Dropdown,
  Input,
  LineChart,
  LoadingButton,
  Modal,
  ProgressBar,
  StatusTag,
  Tabs,
  Text,
  ToggleGroup,
} from '@hubspot/ui-extensions';
import { PageLink } from '@hubspot/ui-extensions/pages';
import { describe, expect, it } from 'vitest';
import { now, rep } from '../../pages/test-answers.ts';
import { advance, settle } from '../../requests/test-backend.ts';
import type { CampaignDetail } from '../contract.ts';
import { asDraft, detail, figures, lastBody, run, showCampaigns } from '../test-campaigns.tsx';
import type { CampaignsTestPage } from '../test-campaigns.tsx';
import { contactIn } from './one-contact.tsx';

const one = 'GET /api/campaigns/c1';
const post = (step: string) => `POST /api/campaigns/c1/${step}`;

const open = (campaign: CampaignDetail = detail(), params: Record<string, string> = {}, more = {}) =>
  showCampaigns(
    { campaign: 'c1', ...params },
    { answers: (backend) => void backend.on(one, campaign), ...more },
  );
const confirm = async (page: CampaignsTestPage, action: string) => {
  page.findByTestId(Button, `confirm-${action}`).trigger('onClick');
  await settle();
};
const offered = (page: CampaignsTestPage) =>
  page.findAll(Dropdown.ButtonItem).map((item) => item.props.testId);

describe('one campaign', () => {
  it('tells from the list to meetings how many came how far', async () => {
    const page = await open();
    const text = page.text();
    expect(page.findByTestId(StatusTag, 'campaign-status').text).toBe('Running');
    for (const words of ['1,240', '12 not decided yet', '81% of the list', '64% of those enrolled'])
      expect(text).toContain(words);
    expect(text).toContain('15% of those reached');
    expect(text).toContain('9 opted out');
  });

  it('divides by nobody where nobody is in it', async () => {
    const none = { ...figures };
    for (const name of Object.keys(none)) none[name as keyof typeof none] = 0;
    const page = await open(detail({ figures: none, states: [], leftOut: [] }));
    expect(page.text()).not.toContain('NaN');
    expect(page.text()).toContain('Nobody was left out.');
  });

  it('opens the contacts behind each number', async () => {
    const page = await open();
    expect(page.findByTestId(PageLink, 'state-Hot').props.params).toEqual({
      campaign: 'c1',
      tab: 'contacts',
      state: 'Hot',
    });
    expect(page.findByTestId(PageLink, 'reason-no-email').props.params).toMatchObject({ reason: 'no-email' });
  });

  it('draws what happened over time, by days, weeks or months as the address says', async () => {
    const page = await open();
    expect(page.find(LineChart).props.data).toContainEqual({ when: '27 Nov', what: 'Meetings', count: 3 });
    page.findByTestId(ToggleGroup, 'span').trigger('onChange', 'week' as never);
    await page.follow();
    expect(page.asked('GET /api/campaigns/c1/report').at(-1)).toEqual({ span: 'week' });
    expect(page.find(LineChart).props.data).toContainEqual({
      when: 'Week of 27 Nov',
      what: 'Meetings',
      count: 3,
    });
  });

  it('gives each part an address', async () => {
    const page = await open();
    page.findByTestId(Tabs, 'campaign-tabs').trigger('onSelectedChange', 'report' as never);
    expect(page.visited().at(-1)?.params).toEqual({ campaign: 'c1', tab: 'report' });
  });

  it('says first what keeps it from going on', async () => {
    const page = await open(detail({ problems: ['The list is gone. Choose another one.'], note: 'Waits.' }));
    expect(page.findByTestId(Alert, 'campaign-problem').props.title).toContain('The list is gone.');
    expect(page.findByTestId(Text, 'campaign-note').text).toBe('Waits.');
    const same = await open(detail({ problems: ['The list is gone.'], note: 'The list is gone.' }));
    expect(same.maybeFindByTestId(Text, 'campaign-note')).toBeNull();
  });

  it('shows a rep everything, and offers nothing', async () => {
    const page = await open(detail({ tenth: { enrolled: 1, rest: 9 }, runs: [run()] }), {}, { viewer: rep });
    expect(page.text()).toContain('1,240');
    expect(offered(page)).toEqual([]);
    expect(page.maybeFindByTestId(Button, 'enroll-rest')).toBeNull();
    expect(page.maybeFindByTestId(LoadingButton, 'cancel-run-r1')).toBeNull();
    expect(page.text()).toContain('You see the leads whose contacts are yours.');
  });

  it('says so where there is none of this name', async () => {
    const page = await showCampaigns(
      { campaign: 'gone' },
      {
        answers: (backend) =>
          void backend.on(
            'GET /api/campaigns/gone',
            { code: 'NOT_FOUND', message: 'There is no such campaign.' },
            404,
          ),
      },
    );
    expect(page.text()).toContain('There is no such campaign.');
  });
});

describe('what can be asked of a campaign', () => {
  it('is what fits now', async () => {
    expect(offered(await open())).toEqual([
      'edit', 'enroll', 'test', 'pause', 'complete', 'stop', 'undo', 'clone',
    ]); // prettier-ignore
    const page = await open(asDraft());
    page.findByTestId(Button, 'edit').trigger('onClick');
    expect(page.visited().at(-1)?.params).toEqual({ campaign: 'c1', step: '1' });
  });

  it('says in numbers what happens and what the way back is, before it does', async () => {
    const page = await open();
    page.backend.on(post('pause'), detail({ status: 'paused', may: ['resume'] }));
    const modal = page.find(Modal, { id: 'pause-modal' }).toString();
    expect(modal).toContain('700 contacts are under way: no email leaves to them');
    expect(modal).toContain('Resume goes on where it was.');
    expect(page.backend.count(post('pause'))).toBe(0);
    await confirm(page, 'pause');
    expect(page.backend.count(post('pause'))).toBe(1);
    expect(lastBody(page, post('pause'))).toHaveProperty('requestId');
    expect(page.findByTestId(StatusTag, 'campaign-status').text).toBe('Paused');
    expect(page.findByTestId(Button, 'resume').props.variant).toBe('primary');
    expect(page.alerts().at(-1)).toMatchObject({ type: 'success', message: 'The campaign is paused.' });
  });

  it('names those that undo takes out, and those that stay', async () => {
    const modal = (await open()).find(Modal, { id: 'undo-modal' }).toString();
    expect(modal).toContain('360 contacts are taken out again');
    expect(modal).toContain('640 contacts that got an email stay.');
  });

  it('starts one again that was completed', async () => {
    const page = await open(detail({ status: 'completed', may: ['start', 'stop', 'archive', 'clone'] }));
    expect(offered(page)).toEqual(['start', 'stop', 'clone', 'archive']);
    page.backend.on(post('start'), detail());
    await confirm(page, 'start');
    expect(lastBody(page, post('start'))).toMatchObject({ first: 'all' });
    expect(page.findByTestId(StatusTag, 'campaign-status').text).toBe('Running');
  });

  it('says why it was refused, and shows what is', async () => {
    const page = await open();
    page.backend.on(post('stop'), { code: 'CONFLICT', message: 'It is stopped already.' }, 409);
    page.backend.on(one, detail({ status: 'completed', may: ['clone', 'archive'] }));
    await confirm(page, 'stop');
    expect(page.alerts().at(-1)).toMatchObject({ type: 'warning', message: 'It is stopped already.' });
    expect(page.findByTestId(StatusTag, 'campaign-status').text).toBe('Completed');
  });

  it('enrolls the rest after a tenth', async () => {
    const page = await open(detail({ tenth: { enrolled: 101, rest: 911 } }));
    expect(page.findByTestId(Alert, 'tenth').props.title).toBe('A tenth is on its way: 101 contacts');
    page.backend.on(post('enroll'), detail({ runs: [run()] }));
    page.findByTestId(Button, 'enroll-rest').trigger('onClick');
    await settle();
    expect(page.maybeFindByTestId(Alert, 'tenth')).toBeNull();
    expect(page.find(ProgressBar).props).toMatchObject({ value: 340, maxValue: 1_240 });
  });

  it('clones it under a name, and opens the new one', async () => {
    const page = await open();
    page.backend.on(post('clone'), { id: 'c2' });
    page.find(Modal, { id: 'clone-modal' }).trigger('onOpen');
    await settle();
    expect(page.findByTestId(Input, 'clone-name').props.value).toBe('Copy of Hospitals, spring');
    page.findByTestId(Input, 'clone-name').trigger('onInput', ' Clinics ' as never);
    page.findByTestId(LoadingButton, 'confirm-clone').trigger('onClick');
    await settle();
    expect(lastBody(page, post('clone'))).toMatchObject({ name: 'Clinics' });
    expect(page.visited().at(-1)?.params).toEqual({ campaign: 'c2', step: '1' });
  });

  it('tests it on the contact that an id or an address names', async () => {
    const page = await open();
    page.backend.on(post('test'), detail());
    const field = () => page.findByTestId(Input, 'test-contact');
    field().trigger('onInput', 'Maria' as never);
    expect(field().props.error).toBe(true);
    expect(page.findByTestId(LoadingButton, 'confirm-test').props.disabled).toBe(true);
    field().trigger('onInput', 'https://app.hubspot.com/contacts/123/record/0-1/501?x=1' as never);
    page.findByTestId(LoadingButton, 'confirm-test').trigger('onClick');
    await settle();
    expect(lastBody(page, post('test'))).toMatchObject({ contactId: '501' });
  });

  it.each([
    ['501', '501'],
    [' https://app.hubspot.com/contacts/123/record/0-1/501/ ', '501'],
    ['https://app.hubspot.com/contacts/123/record/0-2/501', null],
    ['https://app.hubspot.com/contacts/123/contact/501', '501'],
    ['Maria', null],
    ['', null],
  ])('reads a contact from %s', (text, id) => expect(contactIn(text)).toBe(id));
});

describe('long work', () => {
  it('is followed on every tab, and cancelled', async () => {
    const page = await open(detail({ runs: [run({ state: 'waiting', total: null })] }), { tab: 'report' });
    expect(page.find(ProgressBar).props.valueDescription).toBe('Waiting for its turn');
    page.backend.on(one, detail({ runs: [run({ total: null })] }));
    await advance(2_000);
    expect(page.find(ProgressBar).props.valueDescription).toBe('340 contacts');
    page.backend.on(
      post('runs/r1/cancel'),
      detail({ runs: [run({ state: 'cancelled', endedAt: now, mayCancel: false })] }),
    );
    page.findByTestId(LoadingButton, 'cancel-run-r1').trigger('onClick');
    await settle();
    expect(page.maybeFind(ProgressBar)).toBeNull();
  });

  it('is told afterwards, with who asked for it and what did not work', async () => {
    const page = await open(
      detail({
        runs: [
          run({ id: 'r2', state: 'failed', problem: 'HubSpot took the app away.', endedAt: now }),
          run({ state: 'done', endedAt: now }),
        ],
      }),
      { tab: 'runs' },
    );
    expect(page.findByTestId(Alert, 'run-r2').props.variant).toBe('danger');
    expect(page.findByTestId(Alert, 'run-r2').toString()).toContain('HubSpot took the app away.');
    expect(page.findByTestId(Alert, 'run-r1').props.title).toBe(
      'Enroll from Hospitals: 300 contacts enrolled, 40 left out',
    );
    expect((await open(detail(), { tab: 'runs' })).text()).toContain('Nothing has run to its end yet');
  });
});
