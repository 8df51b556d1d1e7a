import { Accordion, Alert, Button, Flex, LoadingButton, Text, TextArea, Tile } from '@hubspot/ui-extensions';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { advance, settle, useFakeTime } from '../requests/test-backend.ts';
import type { CardView } from './contract.ts';
import { available, base, cardPath, closed, lead, nurturing, showCard } from './test-card.tsx';

type Card = Awaited<ReturnType<typeof showCard>>;

const withContext = (own: string): CardView => ({
  ...base,
  kind: 'nurturing',
  lead,
  context: { ...base.context, own },
});
const preview = {
  subject: 'Hello',
  text: 'About spring',
  step: 2,
  stepName: 'First follow-up',
  sendAt: null,
};

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
    expect(card.findByTestId(TextArea, 'context').props.placeholder).toBe(
      'Offer a short call about our spring prices.',
    );
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
    const method = long ? 'POST' : 'GET';
    card.backend.on(`${method} ${cardPath}/next-email`, { ...preview, usesContext: 'own' });
    type(card, `${'x'.repeat(long ? 9_000 : 0)}Cut \uD83D`);
    card.findByTestId(Button, 'context-effect').trigger('onClick');
    await settle();
    expect(card.maybeFindByTestId(Tile, 'effect')).not.toBeNull();
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

  it('shows the effect on the next email before saving', async () => {
    const card = await showCard(nurturing);
    card.backend.on(`GET ${cardPath}/next-email`, { ...preview, usesContext: 'own' });
    expect(card.maybeFindByTestId(Button, 'context-effect')).toBeNull();
    type(card, 'Spring & fair');
    card.findByTestId(Button, 'context-effect').trigger('onClick');
    await settle();
    expect(card.backend.last()?.path).toBe(`${cardPath}/next-email?context=Spring%20%26%20fair`);
    expect(card.findByTestId(Tile, 'effect').toString()).toContain('About spring');
    expect(card.backend.count(`PUT ${cardPath}/context`)).toBe(0);
    type(card, 'Spring');
    expect(card.maybeFindByTestId(Tile, 'effect')).toBeNull();
  });

  it('shows the effect on the first email before handing over', async () => {
    const card = await showCard(available);
    card.backend.on(`GET ${cardPath}/next-email`, { ...preview, usesContext: 'own' });
    type(card, 'Spring');
    expect(card.findByTestId(Button, 'context-effect').text).toBe('Show the first email with this');
    card.findByTestId(Button, 'context-effect').trigger('onClick');
    await settle();
    expect(card.findByTestId(Tile, 'effect').toString()).toContain('About spring');
  });

  it('sends a long text in the body, where it fits', async () => {
    const card = await showCard(nurturing);
    card.backend.on(`POST ${cardPath}/next-email`, { ...preview, usesContext: 'own' });
    const long = 'Grüße '.repeat(1_000);
    type(card, long);
    card.findByTestId(Button, 'context-effect').trigger('onClick');
    await settle();
    expect(card.backend.last()?.body).toEqual({ context: long });
    card.findByTestId(Tile, 'effect');
  });

  it('shows only the effect of the newest text', async () => {
    const card = await showCard(nurturing);
    const held = card.backend.hold(`GET ${cardPath}/next-email`);
    type(card, 'First');
    card.findByTestId(Button, 'context-effect').trigger('onClick');
    await settle();
    type(card, 'Second');
    card.findByTestId(Button, 'context-effect').trigger('onClick');
    await settle();
    held[1]?.answer(200, { ...preview, text: 'About the second', usesContext: 'own' });
    await settle();
    held[0]?.answer(200, { ...preview, text: 'About the first', usesContext: 'own' });
    await settle();
    expect(card.findByTestId(Tile, 'effect').toString()).toContain('About the second');
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
    });
    expect(done.maybeFind(TextArea)).toBeNull();
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
