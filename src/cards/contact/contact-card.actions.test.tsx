import {
  Alert,
  Button,
  Dropdown,
  Flex,
  LoadingButton,
  LoadingSpinner,
  Modal,
  StatusTag,
  Text,
  Tile,
} from '@hubspot/ui-extensions';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { advance, settle, useFakeTime } from '../requests/test-backend.ts';
import type { CardView } from './contract.ts';
import {
  available,
  base,
  cardPath,
  closed,
  contextLine,
  fitting,
  lead,
  nurturing,
  showCard,
} from './test-card.tsx';

const paused: CardView = {
  ...base,
  kind: 'paused',
  lead,
  why: 'Paused by Rae Rep.',
  actions: fitting('resume', 'hand-back'),
};
const handingBack: CardView = { ...base, kind: 'handing-back', lead: closed };
const draft = {
  subject: 'Spring prices',
  text: 'Dear Kim,\nshall we talk?',
  step: 2,
  stepName: 'First follow-up',
  sendAt: null,
  context: {
    of: 'own',
    lines: [contextLine({ use: 'opening', label: 'why', steps: [2], reason: null, inThisEmail: true })],
  },
};

beforeEach(() => useFakeTime());
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

describe('hand over', () => {
  it('shows that it runs, then the new state, an alert, and the new owner in HubSpot', async () => {
    const card = await showCard(available);
    const held = card.backend.hold(`POST ${cardPath}/hand-over`);
    card.findByTestId(LoadingButton, 'hand-over').trigger('onClick');
    await settle();
    expect(card.findByTestId(LoadingButton, 'hand-over').props).toMatchObject({
      loading: true,
      disabled: true,
    });
    expect(held[0]?.call.body).toEqual({ assistantId: 'a1' });
    held[0]?.answer(200, nurturing);
    await settle();
    expect(card.findByTestId(StatusTag, 'lead-state').text).toBe('Cold');
    expect(card.alerts()).toEqual([{ type: 'success', message: 'Tara takes over this contact.' }]);
    expect(card.mocks.actions.refreshObjectProperties.callCount).toBe(1);
  });

  it('says why it failed and lets the rep try again', async () => {
    const card = await showCard(available);
    card.backend.on(
      `POST ${cardPath}/hand-over`,
      { code: 'HUBSPOT_UNAVAILABLE', message: 'HubSpot did not answer.' },
      503,
    );
    card.findByTestId(LoadingButton, 'hand-over').trigger('onClick');
    await settle();
    expect(card.alerts()).toEqual([{ type: 'danger', message: 'HubSpot did not answer.' }]);
    expect(card.findByTestId(LoadingButton, 'hand-over').props).toMatchObject({
      loading: false,
      disabled: false,
    });
    expect(card.mocks.actions.refreshObjectProperties.callCount).toBe(0);
  });

  it('sends one request however often the button is pressed', async () => {
    const card = await showCard(available);
    const held = card.backend.hold(`POST ${cardPath}/hand-over`);
    const button = card.findByTestId(LoadingButton, 'hand-over');
    button.trigger('onClick');
    button.trigger('onClick');
    await settle();
    expect(held).toHaveLength(1);
  });
});

describe('hand over again', () => {
  const again = {
    said: {
      text: 'No, thank you.',
      at: Date.UTC(2026, 10, 20, 9),
      understood: 'Understood: not interested (surely), from “No, thank you”.',
    },
    against: true,
    sent: [{ subject: 'Pumps for Novak', at: Date.UTC(2026, 10, 19, 9) }],
    next: { a1: 'Email 2 of 6: One more thought' },
  };
  const done = { ...base, kind: 'done', lead: { ...closed, state: 'DeActivated' as const }, again } as const;

  it('does not show an answer twice', async () => {
    const reply = { ...again.said, from: 'contact' as const };
    const card = await showCard({ ...done, lead: { ...done.lead, reply } });
    card.findByTestId(LoadingButton, 'hand-over').trigger('onClick');
    await settle();
    expect(card.maybeFindByTestId(Tile, 'said-before')).toBeNull();
    expect(card.findByTestId(Flex, 'seen-before').toString()).toContain('Read it once more above');
  });

  it('shows what was said and sent, and asks before anything is sent', async () => {
    const card = await showCard(done);
    card.findByTestId(LoadingButton, 'hand-over').trigger('onClick');
    await settle();
    expect(card.findByTestId(Flex, 'seen-before').toString()).toContain('not interested (surely)');
    expect(card.findByTestId(Flex, 'sent-before').toString()).toContain('Pumps for Novak');
    expect(card.findByTestId(Text, 'next-again').text).toContain('Email 2 of 6');
    expect(card.findByTestId(Tile, 'said-before').toString()).toContain('No, thank you.');
    const held = card.backend.hold(`POST ${cardPath}/hand-over`);
    card.findByTestId(Button, 'confirm-hand-over').trigger('onClick');
    await settle();
    expect(held[0]?.call.body).toEqual({ assistantId: 'a1', confirmed: true });
  });

  it('can be left, and is not offered where nothing new is left to send', async () => {
    const card = await showCard({ ...done, again: { ...again, said: null, next: { a1: null } } });
    card.findByTestId(LoadingButton, 'hand-over').trigger('onClick');
    await settle();
    expect(card.findByTestId(Button, 'confirm-hand-over').props.disabled).toBe(true);
    expect(card.findByTestId(Text, 'next-again').text).toContain('Nothing is left in Tara’s sequence');
    card.findByTestId(Button, 'cancel-hand-over').trigger('onClick');
    await settle();
    expect(card.findByTestId(LoadingButton, 'hand-over').text).toBe('Hand to Tara again');
  });
});

describe('a legal matter', () => {
  it('says by when to answer, and tells who may lift the stop', async () => {
    const card = await showCard({
      ...base,
      kind: 'do-not-contact',
      lead: { ...closed, state: 'UnSubscribed' },
      reason: 'Speaks of the law: “I call my lawyer”.',
      legal: '20 December 2026',
      hubspotMail: null,
    });
    expect(card.findByTestId(Alert, 'do-not-contact').props.title).toBe('Legal: answer by 20 December 2026');
    const refused = { code: 'FORBIDDEN', message: 'Only ana@acme.example.com may change this.' };
    card.backend.on(`POST ${cardPath}/lift-legal`, refused, 403);
    card.findByTestId(LoadingButton, 'lift-legal').trigger('onClick');
    await settle();
    expect(card.alerts()).toEqual([
      { type: 'danger', message: 'Only ana@acme.example.com may change this.' },
    ]);
  });
});

describe('actions of a rep', () => {
  it('asks before handing back; keeping closes the question', async () => {
    const card = await showCard(nurturing);
    const modal = card.findByTestId(Dropdown.ButtonItem, 'hand-back').props.overlay?.find(Modal);
    expect(modal?.props).toMatchObject({ variant: 'danger', id: 'hand-back' });
    expect(modal?.toString()).toContain('Rae Rep becomes the contact owner');
    card.findByTestId(Button, 'cancel-hand-back').trigger('onClick');
    expect(card.mocks.actions.closeOverlay.calls).toEqual([['hand-back']]);
    expect(card.backend.count(`POST ${cardPath}/hand-back`)).toBe(0);
  });

  it('hands back once it is confirmed', async () => {
    const card = await showCard(nurturing);
    const held = card.backend.hold(`POST ${cardPath}/hand-back`);
    card.findByTestId(LoadingButton, 'confirm-hand-back').trigger('onClick');
    await settle();
    expect(card.findByTestId(LoadingSpinner, 'working').props.label).toBe('Handing back');
    held[0]?.answer(200, { ...handingBack, said: 'Tara hands this contact back to Rae Rep.' });
    await settle();
    card.findByTestId(LoadingSpinner, 'handing-back');
    expect(card.alerts()).toEqual([{ type: 'success', message: 'Tara hands this contact back to Rae Rep.' }]);
  });

  it('pauses and resumes', async () => {
    const card = await showCard(nurturing);
    card.backend.on(`POST ${cardPath}/pause`, paused).on(`POST ${cardPath}/resume`, nurturing);
    expect(card.maybeFindByTestId(LoadingButton, 'resume')).toBeNull();
    card.findByTestId(Dropdown.ButtonItem, 'pause').trigger('onClick');
    await settle();
    card.findByTestId(Alert, 'paused');
    card.findByTestId(LoadingButton, 'resume').trigger('onClick');
    await settle();
    expect(card.maybeFindByTestId(Alert, 'paused')).toBeNull();
    expect(card.alerts().map(({ type }) => type)).toEqual(['success', 'success']);
  });

  it('warns without blame when somebody was faster', async () => {
    const card = await showCard(nurturing);
    card.backend.on(
      `POST ${cardPath}/pause`,
      { code: 'CONFLICT', message: 'The contact was handed back meanwhile.' },
      409,
    );
    card.backend.on(`GET ${cardPath}/card`, { ...base, kind: 'done', lead: closed });
    card.findByTestId(Dropdown.ButtonItem, 'pause').trigger('onClick');
    await settle();
    expect(card.alerts()).toEqual([{ type: 'warning', message: 'The contact was handed back meanwhile.' }]);
    card.findByTestId(Alert, 'needs-you');
  });
});

describe('staying current', () => {
  it('follows the backend by itself', async () => {
    const card = await showCard(nurturing);
    card.backend.on(`GET ${cardPath}/card`, { ...base, kind: 'done', lead: closed });
    await advance(4_000);
    card.findByTestId(Alert, 'needs-you');
  });

  it('looks at once and often after the owner changed in HubSpot', async () => {
    const card = await showCard(available);
    const [properties, changed] = card.mocks.actions.onCrmPropertiesUpdate.calls[0] ?? [];
    expect(properties).toEqual(expect.arrayContaining(['hubspot_owner_id', 'baton_context']));
    changed?.({ hubspot_owner_id: '7' });
    await settle();
    expect(card.backend.count(`GET ${cardPath}/card`)).toBe(2);
    card.backend.on(`GET ${cardPath}/card`, nurturing);
    await advance(1_000);
    card.findByTestId(StatusTag, 'lead-state');
  });

  it('drops an answer that was overtaken by an action', async () => {
    const card = await showCard(nurturing);
    const looks = card.backend.hold(`GET ${cardPath}/card`);
    await advance(4_000);
    card.backend.on(`POST ${cardPath}/pause`, paused);
    card.findByTestId(Dropdown.ButtonItem, 'pause').trigger('onClick');
    await settle();
    looks[0]?.answer(200, nurturing);
    await settle();
    card.findByTestId(Alert, 'paused');
  });

  it('does not look while an action runs', async () => {
    const card = await showCard(nurturing);
    card.backend.hold(`POST ${cardPath}/pause`);
    card.findByTestId(Dropdown.ButtonItem, 'pause').trigger('onClick');
    await advance(10_000);
    expect(card.backend.count(`GET ${cardPath}/card`)).toBe(1);
  });
});

describe('next email', () => {
  it('shows the draft on demand and hides it again', async () => {
    const card = await showCard(nurturing);
    const held = card.backend.hold(`GET ${cardPath}/next-email`);
    expect(held).toHaveLength(0);
    card.findByTestId(Button, 'preview').trigger('onClick');
    await settle();
    card.findByTestId(LoadingSpinner, 'draft-loading');
    held[0]?.answer(200, draft);
    await settle();
    const shown = card.findByTestId(Tile, 'draft').toString();
    expect(shown).toContain('Spring prices');
    expect(shown).toContain('shall we talk?');
    expect(shown).toContain('Written with this contact’s Context: line 1 (why).');
    card.findByTestId(Button, 'preview').trigger('onClick');
    expect(card.maybeFindByTestId(Tile, 'draft')).toBeNull();
  });

  it('says when the draft cannot be written, with a retry', async () => {
    const card = await showCard(nurturing);
    card.backend.on(
      `GET ${cardPath}/next-email`,
      { code: 'TEMPLATE_INVALID', message: 'The template has a fault.' },
      422,
    );
    card.findByTestId(Button, 'preview').trigger('onClick');
    await settle();
    expect(card.findByTestId(Alert, 'draft-failed').toString()).toContain('The template has a fault.');
    card.backend.on(`GET ${cardPath}/next-email`, draft);
    card.findByTestId(Button, 'draft-retry').trigger('onClick');
    await settle();
    card.findByTestId(Tile, 'draft');
  });

  it('writes the draft anew when the next step is another', async () => {
    const card = await showCard(nurturing);
    card.backend.on(`GET ${cardPath}/next-email`, draft);
    card.findByTestId(Button, 'preview').trigger('onClick');
    await settle();
    card.backend.on(`GET ${cardPath}/next-email`, { ...draft, subject: 'Second follow-up' });
    card.backend.on(`GET ${cardPath}/card`, { ...base, kind: 'nurturing', lead: { ...lead, step: 3 } });
    await advance(4_000);
    expect(card.findByTestId(Tile, 'draft').toString()).toContain('Second follow-up');
  });
});
