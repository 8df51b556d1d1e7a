import {
  Alert,
  Button,
  Checkbox,
  DateInput,
  EmptyState,
  Input,
  Link,
  LoadingButton,
  LoadingSpinner,
  Modal,
  SearchInput,
  Select,
  StatusTag,
  TableRow,
  TextArea,
} from '@hubspot/ui-extensions';
import { createRenderer } from '@hubspot/ui-extensions/testing';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { advance, settle, TestBackend, testOrigin, useFakeTime } from '../requests/test-backend.ts';
import type { KnowledgeItemView, KnowledgeView } from './contract.ts';
import { Knowledge } from './knowledge.tsx';
import { UnsavedProvider } from '../unsaved/unsaved.tsx';

const NOVEMBER = Date.UTC(2026, 10, 18, 12);
const prices: KnowledgeItemView = {
  id: 'k1',
  kind: 'file',
  title: 'Price list',
  source: 'prices.pdf',
  assistantId: null,
  usedBy: 'All assistants',
  asOf: '2026-11-01',
  expiresOn: null,
  validity: 'valid',
  state: 'ready',
  problem: null,
  problemSince: null,
  changes: null,
  changesAt: null,
  keepFresh: false,
  readAt: NOVEMBER,
  characters: 9_000,
  passages: 12,
  bytes: 1,
  addedBy: 'ada@acme.example',
  addedAt: NOVEMBER,
  version: 3,
};
const link: KnowledgeItemView = {
  ...prices,
  id: 'k2',
  kind: 'link',
  title: 'Plans',
  source: 'https://a.example/',
};
const view = (...items: KnowledgeItemView[]): KnowledgeView => ({
  items,
  total: items.length,
  pages: 1,
  all: items.length,
  most: 1_000,
  attention: 0,
  assistants: [{ id: 'tara', name: 'Tara' }],
  today: '2026-11-20',
});

async function show(first: KnowledgeView | null) {
  const backend = new TestBackend();
  if (first) backend.on('GET /api/knowledge', first);
  const renderer = createRenderer('settings');
  renderer.mocks.context.variables = { API_ORIGIN: testOrigin };
  renderer.render(
    <UnsavedProvider>
      <Knowledge />
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
const typed = (page: Page, testId: string, text: string) =>
  page.findByTestId(Input, testId).trigger('onInput', text as never);
const sent = (page: Page) => page.backend.calls.findLast(({ method }) => method !== 'GET');

beforeEach(() => useFakeTime());
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

describe('the list', () => {
  it('is loaded, and fails with a reason and a way to try again', async () => {
    const page = await show(null);
    expect(page.findByTestId(Alert, 'knowledge-failed').props.title).toBe('The knowledge cannot be shown');
    const held = page.backend.hold('GET /api/knowledge');
    click(page, 'retry-knowledge');
    await settle();
    held[0]?.answer(200, view(prices));
    await settle();
    expect(page.text()).toContain('Price list');
    expect(page.maybeFind(LoadingSpinner)).toBeNull();
  });

  it('that is empty says what to add', async () => {
    const page = await show(view());
    expect(page.findByTestId(EmptyState, 'no-knowledge').props.title).toContain('know nothing');
  });

  it.each([
    [{}, 'In use'],
    [{ state: 'reading' }, 'Being read'],
    [{ state: 'failed', problem: 'This is a picture.' }, 'Not readable'],
    [{ validity: 'expires-soon', expiresOn: '2026-11-25' }, 'Expires soon'],
    [{ validity: 'expired', expiresOn: '2026-11-19' }, 'Expired'],
    [{ kind: 'link', problem: 'There is no such page any more.', problemSince: NOVEMBER }, 'Not up to date'],
  ] as const)('says how it stands with an item: %o', async (part, label) => {
    const page = await show(view({ ...prices, ...part }));
    expect(page.find(StatusTag).text).toBe(label);
    if ('problem' in part) expect(page.text()).toContain(part.problem);
  });

  it('tells what a link said last, and what changed', async () => {
    const gone = { problem: 'There is no such page any more.', problemSince: NOVEMBER };
    const page = await show(view({ ...link, ...gone, changes: '1 paragraph new: “A”', changesAt: NOVEMBER }));
    expect(page.text()).toMatch(/What it said on .+ is still used\./);
    expect(page.text()).toContain('1 paragraph new: “A”');
  });

  it('looks again soon while something is read, and calmly otherwise', async () => {
    const page = await show(view({ ...prices, state: 'reading' }));
    await advance(2_500);
    expect(page.backend.count('GET /api/knowledge')).toBeGreaterThan(1);
  });

  it('is searched, filtered and paged by the backend, and what is shown stays meanwhile', async () => {
    const many = { ...view(prices, link), all: 60, total: 60, pages: 3, attention: 2 };
    const page = await show(many);
    page.findByTestId(SearchInput, 'find-knowledge').trigger('onInput', 'plan' as never);
    await advance(400);
    expect(page.backend.last()?.path).toContain('find=plan');
    expect(page.text()).toContain('Price list');
    page.findByTestId(Select, 'show-knowledge').trigger('onChange', 'attention' as never);
    await settle();
    click(page, 'next-knowledge');
    await settle();
    expect(page.backend.last()?.path).toContain('find=plan&show=attention');
    expect(page.backend.last()?.path).toContain('page=1');
  });

  it('removes after asking', async () => {
    const page = await show(view(prices));
    page.backend.on('DELETE /api/knowledge/items/k1', {});
    expect(page.find(Modal).toString()).toContain('Baton keeps no copy');
    page.backend.on('GET /api/knowledge', view());
    page.findByTestId(Button, 'confirm-remove-knowledge-k1').trigger('onClick');
    await settle();
    expect(page.alerts()).toEqual(['Removed. No assistant uses it any more.']);
    expect(page.maybeFind(TableRow)).toBeNull();
  });

  it('reads a link again when asked', async () => {
    const page = await show(view(link));
    page.backend.on('POST /api/knowledge/items/k2/read', link);
    await press(page, 'read-knowledge-k2');
    expect(page.alerts()).toEqual(['Baton is reading the page again.']);
  });
});

describe('adding', () => {
  it('a text keeps what was typed when it is refused', async () => {
    const page = await show(view());
    click(page, 'add-text');
    expect(page.findByTestId(LoadingButton, 'save-knowledge').props.disabled).toBe(true);
    page.findByTestId(TextArea, 'knowledge-text').trigger('onInput', 'We deliver by zeppelin.' as never);
    page
      .findByTestId(DateInput, 'knowledge-expires')
      .trigger('onChange', { year: 2027, month: 0, date: 5 } as never);
    page.backend.on(
      'POST /api/knowledge/items',
      { code: 'CONFLICT', message: 'This is there already.' },
      409,
    );
    await press(page, 'save-knowledge');
    expect(page.findByTestId(TextArea, 'knowledge-text').props.validationMessage).toBe(
      'This is there already.',
    );
    expect(sent(page)?.body).toEqual({
      kind: 'text',
      text: 'We deliver by zeppelin.',
      title: '',
      assistantId: null,
      asOf: '2026-11-20',
      expiresOn: '2027-01-05',
    });
  });

  it('a link is kept up to date unless somebody says otherwise', async () => {
    const page = await show(view());
    click(page, 'add-link');
    expect(page.maybeFindByTestId(DateInput, 'knowledge-as-of')).toBeNull();
    typed(page, 'knowledge-source', 'a.example/prices');
    page.findByTestId(Checkbox, 'knowledge-keep-fresh').trigger('onChange', false as never);
    expect(page.findByTestId(DateInput, 'knowledge-as-of').props.value).toEqual({
      year: 2026,
      month: 10,
      date: 20,
    });
    page.backend.on('POST /api/knowledge/items', link).on('GET /api/knowledge', view(link));
    await press(page, 'save-knowledge');
    expect(sent(page)?.body).toMatchObject({ kind: 'link', source: 'a.example/prices', keepFresh: false });
    expect(page.alerts()).toEqual(['Added. Baton is reading the page.']);
    expect(page.text()).toContain('Plans');
  });

  it('files leads to a page of Baton, or says why not', async () => {
    const page = await show(view());
    click(page, 'add-file');
    await settle();
    expect(page.findByTestId(Alert, 'upload-failed').props.title).toContain('could not');
    page.backend.on('POST /api/knowledge/upload-link', {
      url: 'https://b.example/t/knowledge/x',
      expiresAt: NOVEMBER,
    });
    click(page, 'retry-upload');
    await settle();
    expect(page.find(Link).props.href).toEqual({ url: 'https://b.example/t/knowledge/x', external: true });
  });

  it('ends at the most that there may be', async () => {
    const page = await show({ ...view(prices), all: 1_000 });
    expect(page.findByTestId(Button, 'add-text').props.disabled).toBe(true);
    expect(page.text()).toContain('no more can be added');
  });
});

describe('changing', () => {
  it('sends the version that was seen, and stays open with the reason when somebody was faster', async () => {
    const page = await show(view(prices));
    page.backend.on('GET /api/knowledge/items/k1', { id: 'k1', text: 'The plan costs 49.', whole: true });
    click(page, 'edit-knowledge-k1');
    await settle();
    expect(page.text()).toContain('The plan costs 49.');
    typed(page, 'knowledge-title', 'Prices 2026');
    page.backend.on(
      'PUT /api/knowledge/items/k1',
      { code: 'CONFLICT', message: 'Somebody changed this.' },
      409,
    );
    await press(page, 'save-knowledge');
    expect(page.findByTestId(Alert, 'edit-refused').props.title).toBe('Somebody changed this.');
    expect(sent(page)?.body).toEqual({
      title: 'Prices 2026',
      assistantId: null,
      asOf: '2026-11-01',
      expiresOn: null,
      version: 3,
    });
  });
});

describe('trying a question', () => {
  it('shows the passages, nothing, or why not', async () => {
    const page = await show(view(prices));
    const ask = async (words: string) => {
      typed(page, 'question', words);
      await press(page, 'search-knowledge');
    };
    await ask('price?');
    expect(page.findByTestId(Alert, 'search-failed')).toBeTruthy();
    const passage = { id: 'k1', title: 'Price list', asOf: '2026-11-01', text: 'It costs 49.', score: 0.9 };
    page.backend.on('GET /api/knowledge/search', { passages: [passage] });
    await ask('price of it?');
    expect(page.text()).toContain('It costs 49.');
    expect(page.findAll(StatusTag).map(({ text }) => text)).toContain('Answers it');
    page.backend.on('GET /api/knowledge/search', { passages: [] });
    await ask('zeppelin');
    expect(page.findByTestId(Alert, 'nothing-found').props.title).toContain('Nothing in the knowledge');
  });
});
