import {
  Accordion,
  Alert,
  BarChart,
  Button,
  LoadingButton,
  Modal,
  ProgressBar,
  Text,
  Link,
  Table,
} from '@hubspot/ui-extensions';
import { describe, expect, it } from 'vitest';
import { now } from '../../pages/test-answers.ts';
import { advance, settle } from '../../requests/test-backend.ts';
import type { TestBackend } from '../../requests/test-backend.ts';
import { asDraft, detail, lastBody, review, showCampaigns } from '../test-campaigns.tsx';
import { calendarBars, daysUntil } from './calendar.ts';

const latest = 'GET /api/campaigns/c1/review';
const begun = 'POST /api/campaigns/c1/review';
const started = 'POST /api/campaigns/c1/start';
const missing = { code: 'NOT_FOUND', message: 'There is none.' };

const open = (answers: (backend: TestBackend) => void = () => undefined) =>
  showCampaigns(
    { campaign: 'c1', step: '4' },
    {
      answers: (backend) => {
        backend.on('GET /api/campaigns/c1', asDraft());
        answers(backend);
      },
    },
  );

describe('the dry run', () => {
  it('begins by itself where there is none, and is followed to its end', async () => {
    const page = await open((backend) => {
      backend.on(latest, missing, 404);
      backend.on(begun, review({ state: 'waiting', looked: 0, endedAt: null }));
    });
    expect(page.backend.count(begun)).toBe(1);
    expect(page.find(ProgressBar).props.valueDescription).toBe('Waiting for its turn');
    expect(page.findByTestId(Button, 'start-all').props.disabled).toBe(true);
    page.backend.on(latest, review({ state: 'running', looked: 400, enrolled: 350, endedAt: null }));
    await advance(2_000);
    expect(page.find(ProgressBar).props.valueDescription).toBe('400 of 1,240 contacts');
    expect(page.text()).toContain('350');
    page.backend.on(latest, review());
    await advance(2_000);
    expect(page.findByTestId(Text, 'review-done').text).toContain('1,240 contacts looked at');
    expect(page.findByTestId(Button, 'start-all').props.disabled).toBe(false);
    expect(page.backend.count(begun)).toBe(1);
  });

  it('says why it could not begin, and tries again', async () => {
    const page = await open((backend) => {
      backend.on(latest, missing, 404).on(begun, { code: 'CONFLICT', message: 'Choose a list.' }, 409);
    });
    expect(page.findByTestId(Alert, 'review-refused').toString()).toContain('Choose a list.');
    page.backend.on(begun, review()).on(latest, review());
    page.findByTestId(Button, 'begin-review').trigger('onClick');
    await settle();
    expect(page.maybeFindByTestId(Alert, 'review-refused')).toBeNull();
    expect(page.findByTestId(Button, 'start-all').props.disabled).toBe(false);
  });

  it('begins again where the campaign was changed since', async () => {
    const page = await open((backend) => {
      backend.on(latest, review({ startedAt: now - 86_400_000 }));
      backend.on(begun, review({ state: 'running', looked: 3, startedAt: now }));
    });
    expect(page.backend.count(begun)).toBe(1);
    expect(page.find(ProgressBar).props.value).toBe(3);
  });

  it('is cancelled, and run again', async () => {
    const page = await open((backend) => {
      backend.on(latest, review({ state: 'running', looked: 400, endedAt: null }));
      backend.on('POST /api/campaigns/c1/review/cancel', review({ state: 'cancelled', looked: 420 }));
      backend.on(begun, review({ state: 'running', looked: 0 }));
    });
    page.findByTestId(LoadingButton, 'cancel-review').trigger('onClick');
    await settle();
    expect(page.findByTestId(Alert, 'review-ended').props.title).toBe('The dry run was cancelled');
    page.findByTestId(LoadingButton, 'review-again').trigger('onClick');
    await settle();
    expect(page.backend.count(begun)).toBe(1);
  });

  it('says why it could not go on', async () => {
    const page = await open(
      (backend) => void backend.on(latest, review({ state: 'failed', problem: 'The list is gone.' })),
    );
    expect(page.findByTestId(Alert, 'review-ended').toString()).toContain('The list is gone.');
  });

  it('tells who is in, who waits, and who is left out and why', async () => {
    const page = await open((backend) => void backend.on(latest, review()));
    const text = page.text();
    for (const words of ['1,012', '212 wait for a free place', 'of 1,240 contacts'])
      expect(text).toContain(words);
    expect(page.findByTestId(Table, 'left-out-reasons').toString()).toContain('Unsubscribed');
    expect(page.findByTestId(Button, 'left-out-of-unsubscribed').text).toBe('130 contacts');
  });

  it('opens the contacts behind each reason, a page at a time', async () => {
    const page = await open();
    const listed = 'GET /api/campaigns/c1/review/left-out';
    const contact = { email: 'kim@clinic.example.com', company: 'Clinic', why: 'unsubscribed' };
    page.backend.on(listed, { contacts: [{ ...contact, contactId: '701', name: 'Kim Lee' }], next: '701' });
    const modal = () => page.find(Modal, { id: 'left-out-unsubscribed-modal' });
    modal().trigger('onOpen');
    await settle();
    expect(modal().find(Link).props.href).toMatchObject({
      url: 'https://app.hubspot.com/contacts/123/record/0-1/701',
    });
    page.findByTestId(Button, 'next-page').trigger('onClick');
    await settle();
    expect(page.asked(listed)).toEqual([
      { reason: 'unsubscribed' },
      { reason: 'unsubscribed', after: '701' },
    ]);
  });

  it('shows the first emails, with what stands in no source and what cannot be written', async () => {
    const page = await open();
    const first = page.findByTestId(Accordion, 'mail-501');
    expect(first.props.title).toBe('Maria Lindqvist: A short call (to be approved)');
    expect(first.toString()).toContain('“ten clinics”: No source says so.');
    const second = page.findByTestId(Accordion, 'mail-502');
    expect(second.props.title).toBe('Theo Visser: no email (cannot be written)');
    expect(second.toString()).toContain('The field company is not known');
  });

  it('says what it takes: days, calls, storage, budget', async () => {
    const page = await open();
    expect(page.findByTestId(BarChart, 'calendar-chart').props.data).toHaveLength(4);
    const text = page.text();
    expect(text).toContain('Mon 28 Dec, in 30 days');
    expect(text).toContain('2,600 to enroll, 9,400 later');
    expect(text).toContain('About 4,048 KB for 4,048 emails');
    expect(page.maybeFindByTestId(Alert, 'beyond-budget')).toBeNull();
    const tight = await open((backend) => void backend.on(latest, review({ budgetLeft: 100 })));
    expect(tight.findByTestId(Alert, 'beyond-budget').toString()).toContain('100 left today');
  });
});

describe('starting', () => {
  it('says in numbers what begins, asks once, and opens the campaign', async () => {
    const page = await open((backend) => void backend.on(started, detail()));
    expect(page.find(Modal, { id: 'start-tenth-modal' }).toString()).toContain(
      'About 102 contacts of 1,012 contacts are enrolled now.',
    );
    page.findByTestId(LoadingButton, 'confirm-start-tenth').trigger('onClick');
    await settle();
    expect(lastBody(page, started)).toMatchObject({ first: 'tenth' });
    expect(page.visited().at(-1)).toEqual({ to: '/campaigns', params: { campaign: 'c1' } });
  });

  it('says why it was refused, and stays', async () => {
    const page = await open(
      (backend) => void backend.on(started, { code: 'CONFLICT', message: 'Tara is not ready.' }, 409),
    );
    page.findByTestId(LoadingButton, 'confirm-start-all').trigger('onClick');
    await settle();
    expect(page.alerts().at(-1)).toMatchObject({ type: 'danger', message: 'Tara is not ready.' });
    expect(page.visited()).toEqual([]);
  });

  it('says why it cannot be started', async () => {
    const page = await open(
      (backend) =>
        void backend.on(
          'GET /api/campaigns/c1',
          asDraft({ may: ['edit'], problems: ['Omar is not ready.'] }),
        ),
    );
    expect(page.findByTestId(Text, 'not-startable').text).toBe('Omar is not ready.');
    expect(page.findByTestId(Button, 'start-all').props.disabled).toBe(true);
  });
});

describe('the calendar', () => {
  it('shows days, those without emails as well, and weeks where there are many', () => {
    const { unit, bars } = calendarBars(
      [
        { day: '2026-11-27', emails: 4 },
        { day: '2026-11-30', emails: 5 },
      ],
      'en-gb',
    );
    expect([unit, bars.map(({ emails }) => emails)]).toEqual(['by day', [4, 0, 0, 5]]);
    const long = calendarBars(
      [
        { day: '2026-11-27', emails: 4 },
        { day: '2026-11-30', emails: 5 },
        { day: '2027-01-03', emails: 6 },
        { day: '2027-01-04', emails: 7 },
      ],
      'en-gb',
    );
    expect(long.unit).toBe('by week');
    expect(long.bars.map(({ emails }) => emails)).toEqual([4, 5, 0, 0, 0, 6, 7]);
    expect(long.bars[1]?.label).toBe('Mon 30 Nov');
    expect(calendarBars([], 'en-gb').bars).toEqual([]);
  });

  it('counts days in the account’s zone', () => {
    // 00:30 of 29 November in Berlin
    expect(daysUntil('2026-12-01', Date.UTC(2026, 10, 28, 23, 30), 'Europe/Berlin')).toBe(2);
    expect(daysUntil('2026-11-01', Date.UTC(2026, 10, 28), 'Europe/Berlin')).toBe(0);
  });
});
