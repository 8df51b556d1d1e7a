import { Accordion, Alert, Button, Checkbox, LoadingButton, TextArea } from '@hubspot/ui-extensions';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { settle, useFakeTime } from '../requests/test-backend.ts';
import type { CardView, ClaimView, DraftView } from './contract.ts';
import { base, cardPath, lead, nurturing, showCard } from './test-card.tsx';

const sourced: ClaimView = {
  part: 'body',
  words: '40 reps',
  kind: 'Number',
  source: { label: 'Context', excerpt: 'Interested in faster onboarding for 40 reps.' },
  reason: '',
};
const marked: ClaimView = {
  part: 'body',
  words: '37 %',
  kind: 'Percentage',
  source: null,
  reason: 'This number stands in no source.',
};
const draft: DraftView = {
  id: '123-1-step-1',
  version: 3,
  state: 'waiting',
  subject: 'Onboarding',
  letter: 'Hi Kim,\n\nfaster onboarding for 40 reps.\n\nTara',
  text: 'Hi Kim,\n\nfaster onboarding for 40 reps.\n\nTara\n\n--\nunsubscribe',
  step: 2,
  stepName: 'First follow-up',
  why: 'Every email of this assistant waits for approval.',
  claims: [sourced],
  changes: [],
  since: Date.UTC(2026, 10, 23, 9),
  expiresAt: Date.UTC(2026, 11, 2, 9),
};
const waiting = (change: Partial<DraftView> = {}): CardView => ({
  ...base,
  kind: 'waiting-approval',
  lead,
  draft: { ...draft, ...change },
});
const approvePath = `POST ${cardPath}/draft/approve`;

beforeEach(() => useFakeTime());
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

describe('an email that waits', () => {
  it('shows the whole email, why it waits, and where each claim comes from', async () => {
    const card = await showCard(waiting());
    const why = card.findByTestId(Alert, 'draft-why');
    expect(why.props).toMatchObject({ variant: 'info', title: 'Email 2 waits for approval' });
    expect(card.text()).toContain('unsubscribe');
    expect(card.findByTestId(Accordion, 'sources').toString()).toContain('for 40 reps.');
  });

  it('is approved as it was seen', async () => {
    const card = await showCard(waiting());
    card.backend.on(approvePath, nurturing);
    card.findByTestId(LoadingButton, 'approve').trigger('onClick');
    await settle();
    expect(card.backend.last()).toMatchObject({ body: { id: draft.id, version: 3 } });
    expect(card.alerts()).toMatchObject([{ type: 'success' }]);
  });

  it('needs somebody’s word where a claim stands in no source', async () => {
    const card = await showCard(waiting({ claims: [sourced, marked] }));
    expect(card.findByTestId(Alert, 'draft-why').props.variant).toBe('warning');
    expect(card.findByTestId(Alert, 'marked').toString()).toContain('“37 %”');
    expect(card.findByTestId(LoadingButton, 'approve').props.disabled).toBe(true);
    card.findByTestId(Checkbox, 'stands-by').trigger('onChange', true as never);
    card.backend.on(approvePath, nurturing);
    card.findByTestId(LoadingButton, 'approve').trigger('onClick');
    await settle();
    expect(card.backend.last()).toMatchObject({ body: { standsBy: true } });
  });

  it('checks other words before they leave', async () => {
    const card = await showCard(waiting());
    card.findByTestId(Button, 'edit-draft').trigger('onClick');
    card.findByTestId(TextArea, 'edit-letter').trigger('onInput', 'You save 37 %.' as never);
    card.backend.on(`POST ${cardPath}/draft/check`, { claims: [marked] });
    card.findByTestId(LoadingButton, 'send-words').trigger('onClick');
    await settle();
    expect(card.backend.last()).toMatchObject({
      path: `${cardPath}/draft/check`,
      body: { id: draft.id, letter: 'You save 37 %.' },
    });
    expect(card.findByTestId(LoadingButton, 'send-words').props.disabled).toBe(true);
    card.findByTestId(TextArea, 'edit-letter').trigger('onInput', 'A call?' as never);
    card.backend.on(`POST ${cardPath}/draft/check`, { claims: [] });
    card.backend.on(approvePath, nurturing);
    card.findByTestId(LoadingButton, 'send-words').trigger('onClick');
    await settle();
    expect(card.backend.calls.find(({ path }) => path.endsWith('/approve'))).toMatchObject({
      body: { version: 3, letter: 'A call?' },
    });
  });

  it('says what changed since somebody approved it', async () => {
    const changes = [{ what: 'The Context', from: 'Met in Cologne.', to: '' }];
    const card = await showCard(waiting({ changes }));
    const text = card.findByTestId(Alert, 'draft-changes').toString();
    expect(text).toContain('Then: Met in Cologne.');
    expect(text).toContain('Now: nothing');
  });

  it('cannot be approved any more when nobody decided in time', async () => {
    const card = await showCard(waiting({ state: 'expired', expiresAt: null }));
    expect(card.findByTestId(Alert, 'draft-expired').props.title).toBe('Nobody decided in time');
    expect(card.text()).not.toContain('Approve');
    expect(card.findByTestId(LoadingButton, 'write-again').props.variant).toBe('primary');
    expect(card.findByTestId(LoadingButton, 'skip').props.disabled).toBe(false);
  });

  it('tells who was first', async () => {
    const card = await showCard(waiting());
    const message = 'Rae Rep approved it on Monday 23 November 2026, 10:02, Berlin time.';
    card.backend.on(`POST ${cardPath}/draft/skip`, { code: 'CONFLICT', message }, 409);
    card.findByTestId(LoadingButton, 'skip').trigger('onClick');
    await settle();
    expect(card.alerts()).toMatchObject([{ type: 'warning', message }]);
  });
});
