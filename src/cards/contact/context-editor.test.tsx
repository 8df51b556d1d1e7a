import {
  Accordion,
  Alert,
  Button,
  Dropdown,
  Flex,
  LoadingButton,
  StatusTag,
  Text,
  TextArea,
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
  email,
  lead,
  nurturing,
  showCard,
} from './test-card.tsx';

type Card = Awaited<ReturnType<typeof showCard>>;

const withContext = (own: string): CardView => ({
  ...base,
  kind: 'nurturing',
  lead,
  context: { ...base.context, own },
});
/** So long after the last key the email is written. */
const PAUSE = 700;

/** The renderer types an event's argument as the handler's own type, hence `never`. */
const type = (card: Card, text: string) =>
  card.findByTestId(TextArea, 'context').trigger('onInput', text as never);
const saveButton = (card: Card) => card.findByTestId(LoadingButton, 'save-context');
const save = async (card: Card) => {
  saveButton(card).trigger('onClick');
  await settle();
};

beforeEach(() => useFakeTime());
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

describe('Context', () => {
  it('shows the default as what applies while it is empty', async () => {
    const card = await showCard(nurturing);
    expect(card.findByTestId(Text, 'context-default').text).toContain(
      'Offer a short call about our spring prices.',
    );
    expect(card.findByTestId(TextArea, 'context').props.placeholder).toMatch(/^Why: .+\nAbout us: /);
    type(card, 'Mention the fair.');
    expect(card.maybeFindByTestId(Text, 'context-default')).toBeNull();
  });

  it('counts, and saves only a change that fits', async () => {
    const card = await showCard(withContext('Old'));
    expect(card.findByTestId(Text, 'context-counter').text).toBe('3 of 65,536 characters');
    expect(saveButton(card).props.disabled).toBe(true);
    type(card, 'New text');
    expect(saveButton(card).props.disabled).toBe(false);
    expect(card.findByTestId(Text, 'context-counter').text).toBe('8 of 65,536 characters');
    type(card, 'x'.repeat(65_537));
    expect(saveButton(card).props.disabled).toBe(true);
    expect(card.findByTestId(TextArea, 'context').props.error).toBe(true);
    type(card, 'Old');
    expect(saveButton(card).props.disabled).toBe(true);
  });

  it('says that a change never rewrites what was sent', async () => {
    const card = await showCard(nurturing);
    expect(card.text()).toContain(
      'A change applies from step 2 on. Emails already sent are never rewritten.',
    );
    expect((await showCard(available)).text()).toContain('Applies from the first email on.');
  });

  it.each([false, true])('shows the email for a text with half an emoji (long text: %s)', async (long) => {
    const card = await showCard(withContext('Old'));
    type(card, `${'x'.repeat(long ? 9_000 : 0)}Cut \uD83D`);
    await advance(PAUSE);
    expect(card.maybeFindByTestId(Tile, 'effect')).not.toBeNull();
    expect(card.backend.last()?.method).toBe(long ? 'POST' : 'GET');
    expect(decodeURIComponent(JSON.stringify(card.backend.last()))).toContain('Cut \uFFFD');
  });

  it('saves with the value it started from', async () => {
    const card = await showCard(withContext('Old'));
    card.backend.on(`PUT ${cardPath}/context`, withContext('New'));
    type(card, 'New');
    await save(card);
    expect(card.backend.last()?.body).toEqual({ context: 'New', base: 'Old' });
    expect(saveButton(card).props.disabled).toBe(true);
    expect(card.alerts()[0]).toMatchObject({ type: 'success' });
    card.backend.on(`PUT ${cardPath}/context`, withContext('Newer'));
    type(card, 'Newer');
    await save(card);
    expect(card.backend.calls.findLast(({ method }) => method === 'PUT')?.body).toEqual({
      context: 'Newer',
      base: 'New',
    });
  });

  it('takes over what the backend made of the text', async () => {
    const card = await showCard(withContext('Old'));
    card.backend
      .on(`PUT ${cardPath}/context`, withContext('New'))
      .on(`GET ${cardPath}/card`, withContext('New'));
    type(card, 'New  ');
    await save(card);
    expect(card.maybeFind(Alert, { variant: 'warning' })).toBeNull();
    expect(card.findByTestId(TextArea, 'context').props.defaultValue).toBe('New');
  });

  it('keeps what was typed when saving fails', async () => {
    const card = await showCard(withContext('Old'));
    card.backend.on(
      `PUT ${cardPath}/context`,
      { code: 'HUBSPOT_UNAVAILABLE', message: 'HubSpot did not answer.' },
      503,
    );
    type(card, 'New');
    await save(card);
    expect(card.alerts()).toEqual([{ type: 'danger', message: 'HubSpot did not answer.' }]);
    expect(saveButton(card).props.disabled).toBe(false);
    expect(card.findByTestId(Text, 'context-counter').text).toContain('3 of');
  });

  it('shows the next email as the text is typed, once a pause is made, and saves nothing', async () => {
    const card = await showCard(nurturing);
    await advance(0);
    card.backend.on(`GET ${cardPath}/next-email`, email({ text: 'About the fair' }));
    type(card, 'Spr');
    await advance(PAUSE - 100);
    type(card, 'Spring & fair');
    await advance(PAUSE - 100);
    expect(card.findByTestId(Tile, 'effect').toString(), 'the one before stays').toContain('About spring');
    expect(card.findByTestId(Text, 'preview-title').text).toBe(
      'The next email with this, being written anew',
    );
    await advance(100);
    expect(card.backend.last()?.path).toBe(`${cardPath}/next-email?context=Spring%20%26%20fair`);
    expect(card.findByTestId(Tile, 'effect').toString()).toContain('About the fair');
    expect(card.backend.count(`GET ${cardPath}/next-email`)).toBe(2);
    expect(card.backend.count(`PUT ${cardPath}/context`)).toBe(0);
  });

  it('shows the first email before handing over', async () => {
    const card = await showCard(available);
    await advance(0);
    expect(card.findByTestId(Text, 'preview-title').text).toBe('The first email with this');
    expect(card.findByTestId(Tile, 'effect').toString()).toContain('About spring');
  });

  it('sends a long text in the body, where it fits', async () => {
    const card = await showCard(nurturing);
    const long = 'Grüße '.repeat(1_000);
    type(card, long);
    await advance(PAUSE);
    expect(card.backend.last()?.body).toEqual({ context: long });
    card.findByTestId(Tile, 'effect');
  });

  it('shows only the email of the newest text, and why there is none', async () => {
    const card = await showCard(nurturing);
    const held = card.backend.hold(`GET ${cardPath}/next-email`);
    type(card, 'First');
    await advance(PAUSE);
    type(card, 'Second');
    await advance(PAUSE);
    held.at(-1)?.answer(200, email({ text: 'About the second' }));
    await settle();
    held.at(-2)?.answer(200, email({ text: 'About the first' }));
    await settle();
    expect(card.findByTestId(Tile, 'effect').toString()).toContain('About the second');
    type(card, 'Third');
    await advance(PAUSE);
    held.at(-1)?.answer(400, { code: 'TEMPLATE_INVALID', message: 'The step does not render.' });
    await settle();
    expect(card.findByTestId(Alert, 'effect-failed').toString()).toContain('The step does not render.');
  });

  it('asks for no email while it is folded, or too long', async () => {
    const card = await showCard(nurturing, 'sidebar');
    await advance(PAUSE);
    expect(card.backend.count(`GET ${cardPath}/next-email`)).toBe(0);
    card.findByTestId(Accordion, 'context-accordion').trigger('onClick');
    await advance(0);
    expect(card.backend.count(`GET ${cardPath}/next-email`)).toBe(1);
    type(card, 'x'.repeat(65_537));
    await advance(PAUSE);
    expect(card.backend.count(`POST ${cardPath}/next-email`)).toBe(0);
  });

  it('is folded in the sidebar, and absent when it no longer matters', async () => {
    const sidebar = await showCard(nurturing, 'sidebar');
    expect(sidebar.findByTestId(Accordion, 'context-accordion').props.title).toBe('Context (default)');
    const done = await showCard({
      ...base,
      kind: 'do-not-contact',
      lead: closed,
      reason: 'Unsubscribed.',
      legal: null,
      hubspotMail: null,
    });
    expect(done.maybeFind(TextArea)).toBeNull();
  });
});

describe('lines of a Context', () => {
  const own = 'Why: you called\n- We help.\nPrivate: x\nOffer: a trial';
  const lines = [
    contextLine({ from: 5, text: 'you called', label: 'why', use: 'opening', steps: [1], reason: null }),
    contextLine({ line: 2, at: 2, from: 2, text: 'We help.', reason: 'Without a label.' }),
    contextLine({ line: 3, from: 9, text: '', label: 'private', use: 'private', reason: null }),
    contextLine({
      line: 4,
      from: 7,
      text: 'a trial',
      label: 'offer',
      use: 'offer',
      steps: [2],
      reason: null,
      inThisEmail: true,
    }),
  ];
  const shown = async () => {
    const card = await showCard(withContext(own));
    card.backend.on(`GET ${cardPath}/next-email`, email({ context: { of: 'own', lines } }));
    await advance(0);
    return card;
  };
  const mark = (card: Card, line: number) => card.findByTestId(StatusTag, `mark-${line}`).text;

  it('are marked with what happens to them, and the email says with what it is written', async () => {
    const card = await shown();
    expect([1, 2, 3, 4].map((line) => mark(card, line))).toEqual([
      'Why, sent in email 1',
      'Not used',
      'Private',
      'Offer, email 2',
    ]);
    expect(card.findByTestId(Text, 'remark-2').text).toBe('Without a label.');
    expect(card.findByTestId(Tile, 'effect').toString()).toContain(
      'Written with this contact’s Context: line 4 (offer).',
    );
  });

  it('get another label by a click, which is seen before it is saved', async () => {
    const card = await shown();
    card.findByTestId(Dropdown.ButtonItem, 'label-2-about').trigger('onClick');
    const area = () => card.findByTestId(TextArea, 'context').props.defaultValue;
    expect(area()).toBe(own.replace('- We', '- About us: We'));
    expect(card.findByTestId(Dropdown, 'label-1').props.disabled, 'until the new text is read').toBe(true);
    await advance(PAUSE);
    card.findByTestId(Dropdown.ButtonItem, 'label-1-ask').trigger('onClick');
    expect(area()).toMatch(/^Ask: you called\n/);
    await advance(PAUSE);
    card.findByTestId(Dropdown.ButtonItem, 'label-4-none').trigger('onClick');
    expect(area()).toMatch(/\na trial$/);
    expect(card.backend.count(`PUT ${cardPath}/context`)).toBe(0);
  });

  it('are offered as a template', async () => {
    const card = await showCard(withContext('Mine'));
    card.findByTestId(Button, 'insert-template').trigger('onClick');
    expect(card.findByTestId(TextArea, 'context').props.defaultValue).toBe(
      'Mine\n\nWhy: \nAbout us: \nOffer: \nAsk: \nPrivate: ',
    );
    expect(saveButton(card).props.disabled).toBe(false);
  });

  it('that reach no email at all are told of before the contact is handed over', async () => {
    const card = await showCard({ ...available, context: { ...base.context, own: 'x', saysNothing: true } });
    card.findByTestId(Alert, 'unused-context');
    card.backend.on(
      `GET ${cardPath}/next-email`,
      email({ step: 1, context: { of: 'own', lines: lines.slice(1, 3) } }),
    );
    type(card, 'y');
    await advance(PAUSE);
    expect(card.findByTestId(Alert, 'effect-without-context').props.title).toContain(
      'Nothing of this contact’s Context',
    );
  });
});

describe('Context changed by two people', () => {
  const conflict = { code: 'CONFLICT', message: 'Somebody else changed the Context.', current: 'Theirs' };

  async function inConflict(): Promise<Card> {
    const card = await showCard(withContext('Old'));
    card.backend
      .on(`PUT ${cardPath}/context`, conflict, 409)
      .on(`GET ${cardPath}/card`, withContext('Theirs'));
    type(card, 'Mine');
    await save(card);
    return card;
  }

  it('shows both and saves nothing before the choice', async () => {
    const card = await inConflict();
    card.findByTestId(Flex, 'context-conflict');
    expect(card.findByTestId(Tile, 'theirs').toString()).toContain('Theirs');
    expect(card.findByTestId(Tile, 'mine').toString()).toContain('Mine');
    expect(card.alerts()).toEqual([{ type: 'warning', message: 'Somebody else changed the Context.' }]);
    expect(card.backend.count(`PUT ${cardPath}/context`)).toBe(1);
  });

  it('saves mine on top of theirs', async () => {
    const card = await inConflict();
    card.backend.on(`PUT ${cardPath}/context`, withContext('Mine'));
    card.findByTestId(LoadingButton, 'keep-mine').trigger('onClick');
    await settle();
    expect(card.backend.calls.findLast(({ method }) => method === 'PUT')?.body).toEqual({
      context: 'Mine',
      base: 'Theirs',
    });
    expect(card.findByTestId(TextArea, 'context').props.defaultValue).toBe('Mine');
  });

  it('keeps theirs without a request', async () => {
    const card = await inConflict();
    card.findByTestId(Button, 'keep-theirs').trigger('onClick');
    await settle();
    expect(card.findByTestId(TextArea, 'context').props.defaultValue).toBe('Theirs');
    expect(saveButton(card).props.disabled).toBe(true);
    expect(card.backend.count(`PUT ${cardPath}/context`)).toBe(1);
  });

  it('notices before saving that the text changed under an unsaved draft', async () => {
    const card = await showCard(withContext('Old'));
    type(card, 'Mine');
    card.backend.on(`GET ${cardPath}/card`, withContext('Theirs'));
    await advance(4_000);
    expect(card.findByTestId(Tile, 'theirs').toString()).toContain('Theirs');
  });

  it('just follows when nothing was typed, or the same', async () => {
    const card = await showCard(withContext('Old'));
    card.backend.on(`GET ${cardPath}/card`, withContext('Theirs'));
    await advance(4_000);
    expect(card.findByTestId(TextArea, 'context').props.defaultValue).toBe('Theirs');
    type(card, 'Same');
    card.backend.on(`GET ${cardPath}/card`, withContext('Same'));
    await advance(4_000);
    expect(card.maybeFindByTestId(Tile, 'theirs')).toBeNull();
    expect(saveButton(card).props.disabled).toBe(true);
  });
});
