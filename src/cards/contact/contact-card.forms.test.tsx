import {
  Alert,
  Button,
  Checkbox,
  DateInput,
  Dropdown,
  LoadingButton,
  Modal,
  Select,
  TextArea,
  Tile,
} from '@hubspot/ui-extensions';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { advance, settle, useFakeTime } from '../requests/test-backend.ts';
import type { CardView } from './contract.ts';
import { base, cardPath, closed, fitting, nurturing, omar, showCard, tara } from './test-card.tsx';

beforeEach(() => useFakeTime());
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

describe('actions that need more than a click', () => {
  const open = async (action: string, view: CardView = nurturing) => {
    const card = await showCard(view);
    card.backend.on(`GET ${cardPath}/letter`, {
      subject: 'Re: Pumps',
      letter: 'Hi Kim,',
      below: 'unsubscribe',
    });
    card.backend.on(`GET ${cardPath}/sequences`, {
      sequences: [
        { id: 'r', name: 'Recommended', left: 0, usual: true },
        { id: 's', name: 'Short', left: 3, usual: false },
      ],
    });
    card.findByTestId(Dropdown.ButtonItem, action).trigger('onClick');
    await settle();
    return card;
  };

  it('a reply begins in the contact’s language, is checked, and leaves in the rep’s words', async () => {
    const card = await open('reply');
    expect(card.findByTestId(Tile, 'form-reply').toString()).toContain('unsubscribe');
    card.findByTestId(TextArea, 'edit-letter').trigger('onInput', 'Hi Kim, 20 %.' as never);
    const marked = { part: 'body', words: '20 %', kind: 'Percentage', source: null, reason: 'No source.' };
    card.backend.on(`POST ${cardPath}/letter/check`, { claims: [marked] });
    card.findByTestId(LoadingButton, 'send-words').trigger('onClick');
    await settle();
    expect(card.backend.count(`POST ${cardPath}/reply`)).toBe(0);
    card.findByTestId(Checkbox, 'stands-by').trigger('onChange', true as never);
    const held = card.backend.hold(`POST ${cardPath}/reply`);
    card.findByTestId(LoadingButton, 'send-words').trigger('onClick');
    await settle();
    expect(held[0]?.call.body).toMatchObject({
      subject: 'Re: Pumps',
      letter: 'Hi Kim, 20 %.',
      standsBy: true,
      requestId: expect.any(String),
    });
    held[0]?.answer(200, { ...nurturing, said: 'Your answer leaves now.' });
    await settle();
    expect(card.maybeFindByTestId(Tile, 'form-reply')).toBeNull();
    expect(card.alerts()).toEqual([{ type: 'success', message: 'Your answer leaves now.' }]);
  });

  it('a note that could not be saved stays to be sent again', async () => {
    const card = await open('note');
    expect(card.findByTestId(LoadingButton, 'send-note').props.disabled).toBe(true);
    card.findByTestId(TextArea, 'note-text').trigger('onInput', 'Call her.' as never);
    const failed = { code: 'HUBSPOT_UNAVAILABLE', message: 'HubSpot did not answer.' };
    card.backend.on(`POST ${cardPath}/note`, failed, 503);
    card.findByTestId(LoadingButton, 'send-note').trigger('onClick');
    await settle();
    card.findByTestId(Tile, 'form-note');
    expect(card.alerts()).toEqual([{ type: 'danger', message: 'HubSpot did not answer.' }]);
  });

  it('a reminder names day and hour as the account has them', async () => {
    const card = await open('remind');
    card
      .findByTestId(DateInput, 'remind-day')
      .trigger('onChange', { year: 2026, month: 11, date: 4 } as never);
    const held = card.backend.hold(`POST ${cardPath}/remind`);
    card.findByTestId(LoadingButton, 'send-remind').trigger('onClick');
    await settle();
    expect(held[0]?.call.body).toMatchObject({ at: '2026-12-04T09:00', about: '' });
  });

  it('a restart offers the sequences that have something new', async () => {
    const card = await open('restart');
    const { options, value } = card.findByTestId(Select, 'restart-sequence').props;
    expect([options, value]).toEqual([[{ label: '3 emails: Short', value: 's' }], 's']);
    const held = card.backend.hold(`POST ${cardPath}/restart`);
    card.findByTestId(LoadingButton, 'send-restart').trigger('onClick');
    await settle();
    expect(held[0]?.call.body).toMatchObject({ sequenceId: 's', confirmed: true });
  });

  it('another assistant is chosen among the others; without one it says who adds one', async () => {
    const card = await open('change-assistant', { ...nurturing, assistants: [tara, omar] });
    expect(card.findByTestId(Select, 'new-assistant').props.value).toBe('a2');
    const alone = await open('change-assistant');
    expect(alone.findByTestId(Alert, 'form-problem').toString()).toContain('no other assistant');
  });

  it('a form says so when what it is for does not fit any more', async () => {
    const card = await open('note');
    const refused = nurturing.actions.map((one) => ({ ...one, refused: 'It is over.' }));
    card.backend.on(`GET ${cardPath}/card`, { ...nurturing, actions: refused });
    await advance(4_000);
    expect(card.findByTestId(Alert, 'form-refused').toString()).toContain('It is over.');
    card.findByTestId(Button, 'close-form').trigger('onClick');
    expect(card.maybeFindByTestId(Tile, 'form-note')).toBeNull();
  });

  it('what ends the follow-up asks first; what fits nowhere is not offered', async () => {
    const card = await showCard(nurturing);
    for (const action of ['stop', 'unsubscribe', 'mark-hot'])
      expect(card.findByTestId(Dropdown.ButtonItem, action).props.overlay?.find(Modal)).toBeTruthy();
    expect(card.maybeFindByTestId(Dropdown.ButtonItem, 'mark-cold')).toBeNull();
  });

  it('a contact that needs a person can be continued, with what was said in view', async () => {
    const again = {
      said: { text: 'No, thank you.', at: 1, understood: 'Understood: not interested.' },
      against: true,
      sent: [],
      next: {},
    };
    const done = { ...base, kind: 'done', lead: closed, again, actions: fitting('continue') } as const;
    const card = await open('continue', done);
    expect(card.findByTestId(Alert, 'said-before').toString()).toContain('No, thank you.');
    const held = card.backend.hold(`POST ${cardPath}/continue`);
    card.findByTestId(LoadingButton, 'send-continue').trigger('onClick');
    await settle();
    expect(held[0]?.call.body).toMatchObject({ confirmed: true });
  });
});
