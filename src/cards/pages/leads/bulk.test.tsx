import {
  Accordion,
  Alert,
  Button,
  Checkbox,
  LoadingButton,
  Modal,
  ProgressBar,
  Select,
  Text,
} from '@hubspot/ui-extensions';
import { describe, expect, it } from 'vitest';
import { advance, settle } from '../../requests/test-backend.ts';
import type { BulkJob, BulkPlan } from '../contract.ts';
import { job, now } from '../test-answers.ts';
import { showPage } from '../test-pages.tsx';

const plan: BulkPlan = {
  matching: 2,
  willChange: 2,
  willNot: [],
  wayBack: 'To undo it, hand the contacts over again.',
};
const planned = 'POST /api/pages/bulk/plan';
const started = 'POST /api/pages/bulk';
const jobs = 'GET /api/pages/bulk';

type Page = Awaited<ReturnType<typeof showPage>>;

const open = (list: readonly BulkJob[] = [], params: Record<string, string> = {}) =>
  showPage({
    path: '/leads',
    params,
    answers: (backend) => void backend.on(jobs, { jobs: list }).on(planned, plan).on(started, job()),
  });

const tick = (page: Page, name: string) =>
  page.find(Checkbox, { 'aria-label': name }).trigger('onChange', true as never);
const modal = (page: Page, kind: string) => page.find(Modal, { id: `bulk-${kind}-modal` });
const confirm = (page: Page, kind = 'hand-back') => page.findByTestId(LoadingButton, `confirm-${kind}`);
const lastBody = (page: Page, route: string) =>
  page.backend.calls.filter(({ method, path }) => `${method} ${path}` === route).at(-1)?.body;

async function plannedHandBack(page: Page) {
  modal(page, 'hand-back').trigger('onOpen');
  await settle();
  return modal(page, 'hand-back');
}

describe('a bulk action', () => {
  it('says in numbers what will happen before anything does', async () => {
    const page = await open();
    tick(page, 'Select Theo Visser');
    tick(page, 'Select Aiko Tanaka');
    expect(page.findByTestId(Text, 'selected').text).toBe('2 leads selected');
    page.backend.on(planned, {
      ...plan,
      willChange: 1,
      willNot: [{ reason: 'it is with a person already', count: 1 }],
    });
    const dialog = await plannedHandBack(page);
    expect(dialog.toString()).toContain('1 of 2 leads will change.');
    expect(dialog.toString()).toContain('1 lead stays as it is: it is with a person already');
    expect(dialog.toString()).toContain('hand the contacts over again');
    expect(page.backend.count(started)).toBe(0);
    expect(lastBody(page, planned)).toMatchObject({
      action: { kind: 'hand-back' },
      on: { contactIds: ['502', '504'] },
    });
  });

  it('starts what was shown, under the same id, and follows it', async () => {
    const page = await open();
    tick(page, 'Select Theo Visser');
    await plannedHandBack(page);
    page.backend.on(jobs, { jobs: [job({ total: 1, done: 0 })] });
    confirm(page).trigger('onClick');
    await settle();
    expect(lastBody(page, started)).toEqual(lastBody(page, planned));
    expect(page.mocks.actions.closeOverlay.calls).toEqual([['bulk-hand-back-modal']]);
    expect(page.alerts()[0]?.message).toContain('You can leave this page.');
    expect(page.maybeFindByTestId(Button, 'bulk-hand-back')).toBeNull();
    expect(page.find(ProgressBar).props).toMatchObject({ value: 0, maxValue: 1 });
  });

  it('takes in all that match, also on other pages', async () => {
    const page = await open([], { state: 'Cold', search: 'acme' });
    tick(page, 'Select all on this page');
    page.findByTestId(Button, 'select-all').trigger('onClick');
    expect(page.findByTestId(Text, 'selected').text).toBe('1,234 leads selected');
    await plannedHandBack(page);
    expect(lastBody(page, planned)).toMatchObject({ on: { filter: { state: ['Cold'], search: 'acme' } } });
  });

  it('begins a new selection where another list begins', async () => {
    const page = await open();
    tick(page, 'Select Theo Visser');
    page.mocks.setPageLocation({ path: '/leads', params: { state: 'Cold' } });
    await settle();
    expect(page.maybeFindByTestId(Text, 'selected')).toBeNull();
  });

  it('asks which assistant goes on', async () => {
    const page = await open();
    tick(page, 'Select Theo Visser');
    modal(page, 'change-assistant').trigger('onOpen');
    await settle();
    expect(confirm(page, 'change-assistant').props.disabled).toBe(true);
    page.findByTestId(Select, 'new-assistant').trigger('onChange', 'a2' as never);
    await settle();
    expect(lastBody(page, planned)).toMatchObject({
      action: { kind: 'change-assistant', assistantId: 'a2' },
    });
    expect(confirm(page, 'change-assistant').props.disabled).toBe(false);
  });

  it('offers nothing to confirm when nothing would change, or when that is not known', async () => {
    const page = await open();
    tick(page, 'Select Theo Visser');
    page.backend.on(planned, { ...plan, willChange: 0 });
    await plannedHandBack(page);
    expect(confirm(page).props.disabled).toBe(true);
    page.backend.on(planned, { code: 'DOWN', message: 'Down.' }, 503);
    const dialog = await plannedHandBack(page);
    expect(dialog.toString()).toContain('Down.');
    expect(confirm(page).props.disabled).toBe(true);
  });

  it('says so when it cannot be started, and keeps the selection', async () => {
    const page = await open();
    tick(page, 'Select Theo Visser');
    page.backend.on(started, { code: 'CONFLICT', message: 'None of them matches any more.' }, 409);
    await plannedHandBack(page);
    confirm(page).trigger('onClick');
    await settle();
    expect(page.alerts()).toEqual([{ type: 'danger', message: 'None of them matches any more.' }]);
    expect(page.findByTestId(Text, 'selected').text).toBe('1 lead selected');
  });
});

describe('bulk actions under way and ended', () => {
  it('are seen by who comes back, with progress, until they end', async () => {
    const page = await open([job()]);
    expect(page.find(ProgressBar).props).toMatchObject({
      title: 'Hand back 200 leads',
      value: 80,
      maxValue: 200,
      valueDescription: '80 of 200',
    });
    const before = page.backend.count('GET /api/pages/leads');
    page.backend.on(jobs, { jobs: [job({ id: 'ended', state: 'done', done: 200, endedAt: now })] });
    await advance(2_000);
    expect(page.findAll(ProgressBar)).toHaveLength(0);
    expect(page.findByTestId(Alert, 'job-ended').props).toMatchObject({
      variant: 'success',
      title: 'Hand back 200 leads: 200 done',
    });
    expect(page.backend.count('GET /api/pages/leads')).toBe(before + 1);
    await advance(6_000);
    expect(page.backend.count('GET /api/pages/leads')).toBeGreaterThan(before + 4);
    page.findByTestId(Button, 'put-away').trigger('onClick');
    expect(page.maybeFindByTestId(Button, 'put-away')).toBeNull();
    expect(page.find(Accordion, { testId: 'earlier-jobs' }).props.title).toBe('Earlier bulk actions (1)');
  });

  it('can be cancelled', async () => {
    const page = await open([job()]);
    page.backend.on('POST /api/pages/bulk/j1/cancel', job({ state: 'cancelled' }));
    page.backend.on(jobs, { jobs: [job({ state: 'cancelled', endedAt: now })] });
    page.findByTestId(LoadingButton, 'cancel-job').trigger('onClick');
    await settle();
    expect(page.backend.count('POST /api/pages/bulk/j1/cancel')).toBe(1);
    expect(page.findByTestId(Alert, 'job-j1').props.title).toBe(
      'Hand back 200 leads: cancelled after 80 leads, 120 left as they were',
    );
  });

  it('name what was not done, page by page', async () => {
    const ended = job({ id: 'j2', state: 'done', done: 197, refused: 3, endedAt: now });
    const page = await open([ended]);
    expect(page.findByTestId(Alert, 'job-j2').props).toMatchObject({
      variant: 'warning',
      title: 'Hand back 200 leads: 197 done, 3 not done',
    });
    const refused = 'GET /api/pages/bulk/j2/refused';
    page.backend.on(refused, {
      refused: [{ contactId: '7', name: 'Kim Long', reason: 'HubSpot refused the owner' }],
      next: 'r2',
    });
    page.findByTestId(Button, 'show-refused').trigger('onClick');
    await settle();
    page.backend.on(refused, { refused: [{ contactId: '8', name: 'Ben', reason: 'is gone' }], next: null });
    page.findByTestId(Button, 'show-refused').trigger('onClick');
    await settle();
    expect(page.asked(refused)).toEqual([{}, { after: 'r2' }]);
    for (const text of ['Kim Long', ': HubSpot refused the owner', 'Ben'])
      expect(page.findByTestId(Alert, 'job-j2').toString()).toContain(text);
    expect(page.maybeFindByTestId(Button, 'show-refused')).toBeNull();
  });

  it('say why they stopped', async () => {
    const failed = job({
      id: 'j3',
      state: 'failed',
      problem: 'The account was disconnected.',
      endedAt: now,
    });
    const page = await open([failed]);
    expect(page.findByTestId(Alert, 'job-j3').props.variant).toBe('danger');
    expect(page.text()).toContain('The account was disconnected.');
  });
});
