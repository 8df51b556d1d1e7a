import {
  Accordion,
  Alert,
  Button,
  EmptyState,
  ErrorState,
  Flex,
  Link,
  LoadingButton,
  LoadingSpinner,
} from '@hubspot/ui-extensions';
import { ProgressBar, Select, StatusTag, StepIndicator, Text, Tile } from '@hubspot/ui-extensions';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { advance, settle, useFakeTime } from '../requests/test-backend.ts';
import type { CardView } from './contract.ts';
import {
  available,
  base,
  cardPath,
  closed,
  entry,
  lead,
  nurturing,
  omar,
  showCard,
  tara,
} from './test-card.tsx';

beforeEach(() => useFakeTime());
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

describe('before there is a view', () => {
  it('shows that it loads, then the contact', async () => {
    const card = await showCard(null);
    const requests = card.backend.hold(`GET ${cardPath}/card`);
    expect(card.find(ErrorState).props.title).toBe('Baton could not show this contact');
    card.findByTestId(Button, 'retry').trigger('onClick');
    expect(card.findByTestId(LoadingSpinner, 'loading').props.label).toBe('Loading');
    await settle();
    requests[0]?.answer(200, nurturing);
    await settle();
    expect(card.findByTestId(StatusTag, 'lead-state').text).toBe('Cold');
  });

  it('names what failed and tries again by itself', async () => {
    const card = await showCard(null);
    card.backend.on(
      `GET ${cardPath}/card`,
      { code: 'DATABASE_UNAVAILABLE', message: 'The database does not answer.' },
      503,
    );
    card.findByTestId(Button, 'retry').trigger('onClick');
    await settle();
    expect(card.findByTestId(ErrorState, 'load-failed').toString()).toContain(
      'The database does not answer.',
    );
    card.backend.on(`GET ${cardPath}/card`, available);
    await advance(10_000);
    card.findByTestId(LoadingButton, 'hand-over');
  });

  it('shows a lock to somebody without permission', async () => {
    const card = await showCard(null);
    card.backend.on(
      `GET ${cardPath}/card`,
      { code: 'FORBIDDEN', message: 'Ask an admin of the account.' },
      403,
    );
    await advance(5_000);
    const state = card.findByTestId(ErrorState, 'forbidden');
    expect(state.props.type).toBe('lock');
    expect(state.toString()).toContain('Ask an admin of the account.');
  });

  it('says when the connection is gone', async () => {
    const card = await showCard(null);
    card.backend.on(
      `GET ${cardPath}/card`,
      { code: 'PORTAL_DISCONNECTED', message: 'Connect it again.' },
      401,
    );
    await advance(5_000);
    expect(card.findByTestId(ErrorState, 'reconnect').toString()).toContain('Connect it again.');
  });

  it.each([[null], ['nonsense'], [{}], [[]]])('takes %j with status 200 for a fault', async (body) => {
    const card = await showCard(null);
    card.backend.on(`GET ${cardPath}/card`, body);
    await advance(5_000);
    expect(card.findByTestId(ErrorState, 'load-failed').toString()).toContain('unreadable');
  });

  it('keeps the last view, marked, when a later look fails', async () => {
    const card = await showCard(nurturing);
    card.backend.on(`GET ${cardPath}/card`, { code: 'X', message: 'Baton is restarting.' }, 503);
    await advance(4_000);
    expect(card.findByTestId(Alert, 'stale').toString()).toContain('Baton is restarting.');
    card.findByTestId(StatusTag, 'lead-state');
    card.backend.on(`GET ${cardPath}/card`, nurturing);
    await advance(5_000);
    expect(card.maybeFindByTestId(Alert, 'stale')).toBeNull();
  });
});

describe('connection', () => {
  it('offers to connect', async () => {
    const card = await showCard({
      kind: 'not-connected',
      installUrl: 'https://baton.example.com/oauth/install',
    });
    expect(card.findByTestId(EmptyState, 'not-connected').props.title).toContain('not connected');
    expect(card.findByTestId(Button, 'connect').props.href).toEqual({
      url: 'https://baton.example.com/oauth/install',
      external: true,
    });
  });

  it('offers to connect again, with the reason', async () => {
    const view: CardView = {
      kind: 'reconnect',
      installUrl: 'https://b.example/i',
      reason: 'HubSpot ended the connection.',
    };
    const card = await showCard(view);
    expect(card.findByTestId(EmptyState, 'reconnect').toString()).toContain('HubSpot ended the connection.');
    expect(card.findByTestId(Button, 'connect').text).toBe('Connect again (admins)');
  });

  it('says where an assistant is added', async () => {
    const card = await showCard({ kind: 'no-assistant', settingsHint: 'Add one in the settings of Baton.' });
    expect(card.findByTestId(EmptyState, 'no-assistant').toString()).toContain(
      'Add one in the settings of Baton.',
    );
  });

  it('asks for a reload when the backend is newer than the card', async () => {
    const card = await showCard({ ...available, kind: 'awaiting-approval' } as unknown as CardView); // a future kind
    card.findByTestId(Alert, 'unknown-kind');
  });
});

describe('available', () => {
  it('has one primary button, naming the one assistant', async () => {
    const card = await showCard(available);
    expect(card.findByTestId(LoadingButton, 'hand-over').text).toBe('Hand to Tara');
    expect(card.findAll(LoadingButton, { variant: 'primary' })).toHaveLength(1);
    expect(card.maybeFind(Select)).toBeNull();
  });

  it('lets a rep choose between several', async () => {
    const card = await showCard({ ...available, assistants: [tara, omar] });
    card.findByTestId(Select, 'assistant').trigger('onChange', 'a2' as never); // the renderer types the event as the handler
    expect(card.findByTestId(LoadingButton, 'hand-over').text).toBe('Hand to Omar');
  });

  it('prefers a ready assistant and explains one that is not', async () => {
    const unready = { ...tara, ready: false, hint: 'Tara is not a HubSpot user yet.' };
    const both = await showCard({ ...available, assistants: [unready, omar] });
    expect(both.findByTestId(LoadingButton, 'hand-over').text).toBe('Hand to Omar');
    const one = await showCard({ ...available, assistants: [unready] });
    expect(one.findByTestId(LoadingButton, 'hand-over').props.disabled).toBe(true);
    expect(one.text()).toContain('Tara is not a HubSpot user yet.');
  });

  it('shows the obstacle and the last conversation', async () => {
    const card = await showCard({
      ...available,
      obstacle: 'The contact has no email address.',
      last: closed,
    });
    expect(card.findByTestId(Alert, 'obstacle').props.title).toBe('The contact has no email address.');
    expect(card.findByTestId(LoadingButton, 'hand-over').props.disabled).toBe(true);
    expect(card.findByTestId(Text, 'last-conversation').toString()).toContain('agreed to meet');
  });
});

describe('with an assistant', () => {
  it('shows state, step and the next email in the zone of the contact', async () => {
    const card = await showCard(nurturing);
    expect(card.findByTestId(StatusTag, 'lead-state').text).toBe('Cold');
    expect(card.findByTestId(ProgressBar, 'step-progress').props).toMatchObject({ value: 2, maxValue: 8 });
    expect(card.findByTestId(ProgressBar, 'step-progress').props.title).toBe('Step 2 of 8: First follow-up');
    expect(card.findByTestId(Text, 'next-email').text).toMatch(/^Mon,? 23 Nov,? 18:30, Tokyo time$/);
    expect(card.text()).toContain('Rae Rep');
  });

  it('shows everything else in the zone of the account, with the year unless it is the present one', async () => {
    const since = Date.UTC(2025, 10, 20, 23, 30);
    const now = Date.UTC(2025, 10, 21);
    vi.setSystemTime(now);
    const present = await showCard({ ...nurturing, lead: { ...lead, since } });
    expect(present.text()).toMatch(/Fri,? 21 Nov,? 00:30/);
    vi.setSystemTime(now + 365 * 86_400_000);
    const later = await showCard({ ...nurturing, lead: { ...lead, since } });
    expect(later.text()).toMatch(/Fri,? 21 Nov 2025,? 00:30/);
  });

  it('names the steps of a short sequence in the tab, and draws a bar in the sidebar', async () => {
    const short = { ...lead, stepCount: 3, stepNames: ['First', 'Second', 'Last'] };
    const tab = await showCard({ ...base, kind: 'nurturing', lead: short });
    expect(tab.findByTestId(StepIndicator, 'step-indicator').props).toMatchObject({ currentStep: 1 });
    const sidebar = await showCard({ ...base, kind: 'nurturing', lead: short }, 'sidebar');
    expect(sidebar.findByTestId(ProgressBar, 'step-progress').props.title).toBe('Step 2 of 3');
    expect(sidebar.text()).not.toContain('Prior owner');
  });

  it('survives a zone and a locale that the browser does not know', async () => {
    const card = await showCard({ ...base, kind: 'nurturing', lead: { ...lead, timeZone: 'Moon/Base' } });
    expect(card.findByTestId(Text, 'next-email').toString()).toContain('09:30, UTC');
  });

  it('says why a queued contact waits', async () => {
    const queued: CardView = {
      ...base,
      kind: 'queued',
      lead: { ...lead, state: 'New', nextEmailAt: null },
      why: 'Waits for capacity.',
    };
    const card = await showCard(queued);
    expect(card.findByTestId(Alert, 'queued').toString()).toContain('Waits for capacity.');
    expect(card.findByTestId(Text, 'next-email').text).toBe('No next email is planned.');
    expect(card.maybeFindByTestId(Button, 'preview')).toBeNull();
  });

  it('says until when the contact is out of office', async () => {
    const until = Date.UTC(2026, 11, 1, 20);
    const card = await showCard({
      ...base,
      kind: 'out-of-office',
      lead: { ...lead, state: 'OutOfOffice' },
      until,
    });
    expect(card.findByTestId(StatusTag, 'lead-state').text).toBe('Out of office');
    expect(card.findByTestId(Alert, 'out-of-office').toString()).toContain('2 December');
  });

  it('says why the contact is paused', async () => {
    const card = await showCard({ ...base, kind: 'paused', lead, why: 'Paused by Rae Rep.' });
    expect(card.findByTestId(Alert, 'paused').toString()).toContain('Paused by Rae Rep.');
  });

  it('shows writes to HubSpot that wait', async () => {
    const card = await showCard({
      ...nurturing,
      notices: [{ tone: 'warning', text: 'A note waits for HubSpot.' }],
    });
    expect(card.find(Alert, { title: 'A note waits for HubSpot.' }).props.variant).toBe('warning');
    const passing = await showCard({ ...nurturing, notices: [{ tone: 'info', text: 'On its way.' }] });
    expect(passing.findByTestId(Text, 'passing').text).toBe('On its way.');
    expect(passing.maybeFind(Alert)).toBeNull();
  });
});

describe('after an assistant', () => {
  it('shows that the hand-back is under way, without a Context to edit', async () => {
    const card = await showCard({ ...base, kind: 'handing-back', lead: closed });
    expect(card.findByTestId(LoadingSpinner, 'handing-back').props.label).toBe(
      'Tara hands this contact back',
    );
    expect(card.text()).not.toContain('testId="context"');
  });

  it('needs you: reason, whole reply, and the assistant once more as a second choice', async () => {
    const files = '1 attachment: offer.pdf (1.2 MB)';
    const lead = { ...closed, reply: closed.reply && { ...closed.reply, files } };
    const card = await showCard({ ...base, kind: 'done', lead, again: null });
    expect(card.findByTestId(Alert, 'needs-you').toString()).toContain('agreed to meet');
    const reply = card.findByTestId(Tile, 'reply');
    expect(reply.findAll(Text).map(({ text }) => text)).toEqual(
      expect.arrayContaining(['Hello Tara,', 'Thursday 3 pm works.', 'Best, Kim', files]),
    );
    expect(card.findByTestId(Text, 'outcome').toString()).toContain('Handed back to Rae Rep by Tara');
    expect(card.findByTestId(LoadingButton, 'hand-over').props.variant).toBe('secondary');
  });

  it('processed without an answer: the reason, and nothing alarming', async () => {
    const processed = {
      ...closed,
      state: 'Processed' as const,
      needsYou: false,
      reason: 'No answer to 8 emails.',
      reply: null,
      handedBackTo: null,
    };
    const card = await showCard({ ...base, kind: 'done', lead: processed, again: null });
    expect(card.findByTestId(Text, 'reason').text).toBe('No answer to 8 emails.');
    expect(card.findByTestId(Text, 'outcome').text).toMatch(/^Handed back by Tara/);
    expect(card.maybeFind(Alert)).toBeNull();
  });

  it('do not contact: no way to hand over', async () => {
    const card = await showCard({
      ...base,
      kind: 'do-not-contact',
      lead: { ...closed, state: 'UnSubscribed' },
      reason: 'Unsubscribed on 20 Nov.',
      legal: null,
      hubspotMail: 'HubSpot’s own email to this contact does not stop: …',
    });
    expect(card.findByTestId(Alert, 'do-not-contact').toString()).toContain('Unsubscribed on 20 Nov.');
    expect(card.findByTestId(Text, 'hubspot-mail').text).toMatch(/does not stop/);
    expect(card.maybeFind(LoadingButton)).toBeNull();
    const bare = await showCard({
      ...base,
      kind: 'do-not-contact',
      lead: null,
      reason: 'Opted out in HubSpot.',
      legal: null,
      hubspotMail: null,
    });
    expect(bare.findByTestId(Alert, 'do-not-contact').toString()).toContain('Opted out in HubSpot.');
    expect(bare.maybeFindByTestId(Text, 'hubspot-mail')).toBeNull();
  });
});

describe('the same person under another contact', () => {
  const elsewhere = {
    name: 'Nora Quinn',
    url: 'https://app.hubspot.com/contacts/4242/record/0-1/7',
    assistantName: 'Tara',
    active: false,
    sent: 3,
    last: { subject: 'Two hours a day', at: Date.UTC(2026, 10, 12, 9) },
    said: { understood: 'Understood: asked for more information (surely).', at: Date.UTC(2026, 10, 13, 9) },
    against: false,
  };

  it('is told of in a line with dates and a link, whether or not this one was written to', async () => {
    for (const view of [available, { ...base, kind: 'done', lead: closed, again: null } as const]) {
      const card = await showCard({ ...view, elsewhere });
      const line = card.findByTestId(Flex, 'elsewhere').find(Text).text;
      expect(line).toMatch(
        /^Under another contact of this person: Tara sent 3 emails, the last on .*12 Nov.*: Two hours/,
      );
      expect(line).toMatch(/Answer of .*13 Nov.*: Understood: asked for more information/);
      expect(card.findByTestId(Link, 'elsewhere-record').props.href).toEqual({
        url: elsewhere.url,
        external: true,
      });
    }
  });

  it('warns of a no, and links to no deleted contact', async () => {
    const card = await showCard({ ...available, elsewhere: { ...elsewhere, against: true, url: null } });
    expect(card.find(Alert).props.title).toContain('the answer was a no');
    expect(card.find(Alert).toString()).toContain('which is deleted');
    expect(card.maybeFind(Link)).toBeNull();
  });
});

describe('what was understood', () => {
  it('stands in one line beside the answer', async () => {
    const understood = 'Understood: agreed to meet (surely), from “Thursday 3 pm works”.';
    const card = await showCard({ ...base, kind: 'done', lead: { ...closed, understood }, again: null });
    expect(card.findByTestId(Text, 'understood').text).toBe(understood);
  });

  it('says why nothing comes before a later date', async () => {
    const waiting = 'The contact asked for it. Understood: asked to be contacted later (surely).';
    const card = await showCard({ ...base, kind: 'nurturing', lead: { ...lead, waiting } });
    expect(card.findByTestId(Alert, 'waiting').props.title).toMatch(/^Nothing is sent before .*23 Nov/);
    expect(card.findByTestId(Alert, 'waiting').toString()).toContain(waiting);
  });
});

describe('why', () => {
  const timeline = [1, 2, 3, 4, 5].map((n) => entry(String(n), Date.UTC(2026, 10, 20, n)));

  it('tells everything in the tab, newest first, with emails to unfold', async () => {
    const withEmail = [...timeline, entry('6', Date.UTC(2026, 10, 20, 6), {
      detail: 'Step 1.', email: { subject: 'Spring prices', text: 'Dear Kim', direction: 'out' },
      behind: { changes: [{ what: 'Lead state', from: null, to: 'Cold' }], follows: ['an email is queued'] },
    })]; // prettier-ignore
    const card = await showCard({ ...nurturing, timeline: withEmail });
    const text = card.text();
    expect(text.indexOf('Event 6')).toBeLessThan(text.indexOf('Event 1'));
    const source = card.findByTestId(Accordion, 'source-6');
    expect(source.props.defaultOpen).not.toBe(true);
    for (const words of ['owner change', 'owner is an assistant', 'none → Cold', 'Then an email is queued.'])
      expect(source.toString()).toContain(words);
    expect(card.find(Accordion, { title: 'Email to the contact: Spring prices' }).toString()).toContain(
      'Dear Kim',
    );
  });

  it('keeps to the latest three in the sidebar, folded', async () => {
    const card = await showCard({ ...nurturing, timeline }, 'sidebar');
    const why = card.findByTestId(Accordion, 'why-accordion');
    expect(why.props.defaultOpen).not.toBe(true);
    expect(why.toString()).toContain('Event 5');
    expect(why.toString()).not.toContain('Event 2');
  });
});
