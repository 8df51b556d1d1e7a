import {
  Alert,
  Button,
  EmptyState,
  Input,
  LoadingButton,
  LoadingSpinner,
  Modal,
  Select,
  Table,
  TableRow,
  Text,
  TextArea,
  ToggleGroup,
} from '@hubspot/ui-extensions';
import { createRenderer } from '@hubspot/ui-extensions/testing';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { advance, settle, TestBackend, testOrigin, useFakeTime } from '../requests/test-backend.ts';
import type { PastAnswer, PastResult, PhrasesView, PhraseView, Tried } from './contract.ts';
import { TaughtPhrases } from './taught-phrases.tsx';
import { UnsavedProvider } from '../unsaved/unsaved.tsx';

const NOVEMBER = Date.UTC(2026, 10, 18, 12);
const boots: PhraseView = {
  id: 'p1',
  example: 'Put your boots under our table',
  class: 'AgreedToMeet',
  mode: 'always',
  taughtBy: 'ada@acme.example',
  taughtAt: NOVEMBER,
  uses: 12,
  lastUsedAt: NOVEMBER,
};
const view = (...phrases: PhraseView[]): PhrasesView => ({ phrases, most: 500 });

async function show(first: PhrasesView | null) {
  const backend = new TestBackend();
  if (first) backend.on('GET /api/phrases', first);
  const renderer = createRenderer('settings');
  renderer.mocks.context.variables = { API_ORIGIN: testOrigin };
  renderer.render(
    <UnsavedProvider>
      <TaughtPhrases />
    </UnsavedProvider>,
  );
  await settle();
  const alerts = () => renderer.mocks.actions.addAlert.calls.map(([alert]) => alert.message);
  return { backend, alerts, text: () => renderer.getRootNode().toString(), ...renderer };
}
type Page = Awaited<ReturnType<typeof show>>;

const click = (page: Page, testId: string) => page.findByTestId(Button, testId).trigger('onClick');
const press = async (page: Page, testId: string) => {
  page.findByTestId(LoadingButton, testId).trigger('onClick');
  await settle();
};
/** The renderer types an event's argument as the handler's own type, hence `never`. */
const write = (page: Page, example: string) =>
  page.findByTestId(TextArea, 'phrase-example').trigger('onInput', example as never);
const typed = (page: Page, text: string) =>
  page.findByTestId(Input, 'try-text').trigger('onInput', text as never);
const disabled = (page: Page, testId: string) => page.findByTestId(LoadingButton, testId).props.disabled;
const sent = (page: Page) => page.backend.calls.findLast(({ method }) => method !== 'GET');

beforeEach(() => useFakeTime());
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

describe('what is taught', () => {
  it('is loaded, and fails with a reason and a way to try again', async () => {
    const page = await show(null);
    expect(page.findByTestId(Alert, 'phrases-failed').props.title).toBe('The phrases cannot be shown');
    const held = page.backend.hold('GET /api/phrases');
    click(page, 'retry-phrases');
    page.find(LoadingSpinner);
    await settle();
    held[0]?.answer(200, view());
    await settle();
    page.findByTestId(EmptyState, 'no-phrases');
  });

  it('stays on the page while Baton cannot be reached', async () => {
    const page = await show(view(boots));
    page.backend.on('GET /api/phrases', { code: 'INTERNAL', message: 'Something went wrong.' }, 500);
    await advance(61_000);
    expect(page.findByTestId(Alert, 'phrases-failed').props.title).toBe('This may be out of date');
    page.findByTestId(Table, 'phrases');
  });

  it('is listed with its meaning, who taught it, and how often it decided', async () => {
    const page = await show(
      view(boots, { ...boots, id: 'p2', mode: 'suggest', class: 'ConnectLater', uses: 0, lastUsedAt: null }),
    );
    const [, first, second] = page.findByTestId(Table, 'phrases').findAll(TableRow).map(String);
    for (const words of [
      '“Put your boots under our table”',
      'Agreed to meet',
      'Always',
      '12 answers',
      'ada@acme',
    ])
      expect(first).toContain(words);
    for (const words of ['Wants to be written to later', 'Suggest', 'Nothing yet'])
      expect(second).toContain(words);
  });

  it('shows ten at first, then all', async () => {
    const page = await show(view(...Array.from({ length: 14 }, (_, at) => ({ ...boots, id: `p${at}` }))));
    expect(page.findByTestId(Table, 'phrases').findAll(TableRow)).toHaveLength(11);
    expect(page.findByTestId(Button, 'all-phrases').text).toBe('Show all 14');
    click(page, 'all-phrases');
    await settle();
    expect(page.findByTestId(Table, 'phrases').findAll(TableRow)).toHaveLength(15);
    expect(page.maybeFindByTestId(Button, 'all-phrases')).toBeNull();
  });

  it('says so when no more can be taught', async () => {
    const page = await show({ phrases: [boots], most: 1 });
    expect(page.findByTestId(Button, 'teach-phrase').props.disabled).toBe(true);
    expect(page.text()).toContain('no more can be taught');
  });

  it('is forgotten after asking', async () => {
    const page = await show(view(boots));
    page.backend.on('DELETE /api/phrases/p1', view());
    const { overlay } = page.findByTestId(Button, 'delete-phrase-p1').props;
    expect(overlay).toBeDefined();
    page.find(Modal);
    click(page, 'confirm-delete-phrase-p1');
    await settle();
    page.findByTestId(EmptyState, 'no-phrases');
    expect(page.alerts()).toEqual(['The phrase is forgotten.']);
  });
});

describe('teaching', () => {
  const open = async (first = view()) => {
    const page = await show(first);
    click(page, 'teach-phrase');
    await settle();
    return page;
  };

  it('sends the example with what it means and what is to be done', async () => {
    const page = await open();
    expect(disabled(page, 'save-phrase')).toBe(true);
    write(page, boots.example);
    page.findByTestId(Select, 'phrase-meaning').trigger('onChange', 'ConnectLater' as never);
    page.findByTestId(ToggleGroup, 'phrase-mode').trigger('onChange', 'suggest' as never);
    await settle();
    page.backend.on('POST /api/phrases', view({ ...boots, uses: 0 }));
    await press(page, 'save-phrase');
    expect(sent(page)?.body).toEqual({ example: boots.example, class: 'ConnectLater', mode: 'suggest' });
    page.findByTestId(Table, 'phrases');
    expect(page.maybeFindByTestId(TextArea, 'phrase-example')).toBeNull();
  });

  it('begins with a reply that a person had to read', async () => {
    const page = await show(view());
    const asked = [
      {
        contactName: 'Noor Haddad',
        at: NOVEMBER,
        text: 'Hi Tara,\nput your boots under it.',
        example: 'put your boots under it.',
      },
    ];
    page.backend.on('GET /api/phrases/asked', { asked });
    await press(page, 'show-asked');
    expect(page.text()).toContain('Noor Haddad');
    click(page, `teach-${NOVEMBER}`);
    await settle();
    expect(page.findByTestId(TextArea, 'phrase-example').props.defaultValue).toBe('put your boots under it.');
    expect(disabled(page, 'save-phrase')).toBe(false);
  });

  it('says that there is no such reply, or why it cannot tell', async () => {
    const page = await show(view());
    page.backend.on('GET /api/phrases/asked', { asked: [] });
    await press(page, 'show-asked');
    page.findByTestId(Text, 'none-asked');
    page.backend.on('GET /api/phrases/asked', { code: 'INTERNAL', message: 'Something went wrong.' }, 500);
    await press(page, 'show-asked');
    expect(page.findByTestId(Alert, 'asked-failed').props.title).toBe('Something went wrong.');
  });

  it('offers no bounce as a meaning', async () => {
    const page = await open();
    const offered = page.findByTestId(Select, 'phrase-meaning').props.options.map(({ value }) => value);
    expect(offered).toHaveLength(13);
    expect(offered.filter((value) => String(value).includes('Bounce'))).toEqual([]);
  });

  it('says at the example why it is refused, until another one is typed', async () => {
    const page = await open();
    write(page, 'ok');
    page.backend.on('POST /api/phrases', { code: 'REQUEST_INVALID', message: '“ok” is too short.' }, 400);
    await press(page, 'save-phrase');
    const field = () => page.findByTestId(TextArea, 'phrase-example').props;
    expect([field().error, field().validationMessage]).toEqual([true, '“ok” is too short.']);
    write(page, 'ok then');
    await settle();
    expect(field().error).toBe(false);
  });

  it('changes a phrase, starting from what it says', async () => {
    const page = await show(view(boots));
    click(page, 'edit-phrase-p1');
    await settle();
    expect(page.findByTestId(TextArea, 'phrase-example').props.defaultValue).toBe(boots.example);
    page.backend.on('PUT /api/phrases/p1', view(boots));
    await press(page, 'save-phrase');
    expect(sent(page)).toMatchObject({ path: '/api/phrases/p1', body: { mode: 'always' } });
  });
});

describe('before it is taught', () => {
  const past: PastAnswer = {
    contactName: 'Noor Haddad',
    at: NOVEMBER,
    similarity: 0.989,
    passage: 'Put your boots under our tabel!',
    decidedBy: 'phrase',
    before: 'Other',
    now: { class: 'AgreedToMeet', doubtful: false, date: null },
  };
  const result = (change: Partial<PastResult>): PastResult => ({
    looked: 120,
    since: NOVEMBER,
    alike: 1,
    changed: 1,
    answers: [past],
    ...change,
  });
  const drafted = async () => {
    const page = await show(view());
    click(page, 'teach-phrase');
    await settle();
    write(page, boots.example);
    await settle();
    return page;
  };
  const tested = async (body: PastResult) => {
    const page = await drafted();
    page.backend.on('POST /api/phrases/test-past', body);
    await press(page, 'test-past');
    return page;
  };
  const counted = (page: Page) => page.findByTestId(Text, 'past-count').text;

  it('is tested on past replies, with what was decided and what would be', async () => {
    const near = { ...past, at: 1, similarity: 0.8899, decidedBy: 'not-alike' } as const;
    const page = await tested(result({ alike: 3, changed: 2, answers: [past, near] }));
    expect(sent(page)?.body).toEqual({
      phrase: { example: boots.example, class: 'AgreedToMeet', mode: 'always' },
      id: null,
    });
    expect(counted(page)).toBe('3 past replies say this; 2 of them would have been decided otherwise.');
    expect(page.text()).toContain('120 replies looked at, since');
    expect(page.text()).toContain('The newest 1 are shown.');
    const [, first, second] = page.findByTestId(Table, 'past-answers').findAll(TableRow).map(String);
    for (const words of ['Noor Haddad', '98 %', 'A person had to read it', 'Agreed to meet'])
      expect(first).toContain(words);
    for (const words of ['88 %', 'As before: not alike enough']) expect(second).toContain(words);
  });

  it.each<[Partial<PastResult>, string]>([
    [{ alike: 0, changed: 0, answers: [] }, 'No past reply says this.'],
    [{}, '1 past reply says this, and would have been decided otherwise.'],
    [{ changed: 0 }, '1 past reply says this; nothing would have been decided otherwise.'],
  ])('%j', async (change, words) => {
    expect(counted(await tested(result(change)))).toBe(words);
  });

  it('says that there are no replies yet', async () => {
    const page = await tested({ looked: 0, since: null, alike: 0, changed: 0, answers: [] });
    page.findByTestId(Alert, 'no-past');
  });

  it('waits, and says why it could not be tested', async () => {
    const page = await drafted();
    const held = page.backend.hold('POST /api/phrases/test-past');
    await press(page, 'test-past');
    expect(page.findByTestId(LoadingButton, 'test-past').props.loading).toBe(true);
    held[0]?.answer(500, { code: 'INTERNAL', message: 'Something went wrong.' });
    await settle();
    expect(page.findByTestId(Alert, 'test-past-failed').props.title).toBe('Something went wrong.');
  });

  it('is tested again once it is another phrase', async () => {
    const page = await tested(result({}));
    write(page, 'Put your boots under the table');
    await settle();
    expect(page.maybeFindByTestId(Text, 'past-count')).toBeNull();
  });

  it.each<[Partial<Tried>, string, string]>([
    [{}, 'success', '98 % alike: Agreed to meet'],
    [
      { now: { class: 'ConnectLater', doubtful: false, date: '2026-12-01' } },
      'success',
      '98 % alike: Wants to be written to later, until 2026-12-01',
    ],
    [
      { now: { class: 'AgreedToMeet', doubtful: true, date: null } },
      'success',
      '98 % alike: A person decides; suggested: agreed to meet',
    ],
    [
      { decidedBy: 'opt-out', now: { class: 'Unsubscribed', doubtful: false, date: null } },
      'warning',
      '98 % alike: Wants no more emails (an opt-out goes first)',
    ],
    [{ decidedBy: 'not-alike', similarity: 0.81 }, 'info', '81 % alike: the phrase does not decide'],
  ])('is tried on a sentence: %j', async (change, variant, title) => {
    const { similarity, passage, decidedBy, now } = past;
    const page = await drafted();
    expect(disabled(page, 'try')).toBe(true);
    typed(page, 'Put your boots under our tabel!');
    await settle();
    page.backend.on('POST /api/phrases/test-text', { similarity, passage, decidedBy, now, ...change });
    await press(page, 'try');
    expect(sent(page)?.body).toMatchObject({ text: 'Put your boots under our tabel!', id: null });
    const { props } = page.findByTestId(Alert, 'tried');
    expect([props.variant, props.title]).toEqual([variant, title]);
  });

  it('keeps what is typed while the section looks again', async () => {
    const page = await drafted();
    await advance(61_000);
    expect(page.backend.count('GET /api/phrases')).toBeGreaterThan(1);
    expect(disabled(page, 'save-phrase')).toBe(false);
  });
});
