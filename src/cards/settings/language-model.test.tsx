import {
  Alert,
  Button,
  Input,
  LoadingButton,
  NumberInput,
  ProgressBar,
  Select,
  StatusTag,
  Text,
  Toggle,
} from '@hubspot/ui-extensions';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { settle, useFakeTime } from '../requests/test-backend.ts';
import type { LanguageModelView } from './contract.ts';
import { settings, showSettings } from './test-settings.tsx';

type Page = Awaited<ReturnType<typeof showSettings>>;

const working: LanguageModelView = {
  ...settings.languageModel,
  enabled: true,
  model: 'gpt-4.1-mini',
  hasKey: true,
  today: { questions: 12, tokens: 14_300, cost: null },
};

const show = (languageModel: Partial<LanguageModelView> = {}) =>
  showSettings(
    { ...settings, languageModel: { ...settings.languageModel, ...languageModel } },
    'language-model',
  );
const press = async (page: Page, testId: string) => {
  page.findByTestId(LoadingButton, testId).trigger('onClick');
  await settle();
};
/** The renderer types an event's argument as the handler's own type, hence `never`. */
const type = (page: Page, field: string, text: string) =>
  page.findByTestId(Input, `language-model-${field}`).trigger('onInput', text as never);
const sent = (page: Page) => page.backend.calls.findLast(({ method }) => method !== 'GET');

beforeEach(() => useFakeTime());
afterEach(() => {
  vi.useRealTimers();
});

describe('the language model', () => {
  it('is off until an admin sets one up', async () => {
    const page = await show();
    expect(page.findByTestId(StatusTag, 'language-model-status').text).toBe('Off');
    expect(page.maybeFindByTestId(LoadingButton, 'test-language-model')).toBeNull();
    page.findByTestId(Button, 'edit-language-model').trigger('onClick');
    await press(page, 'save-language-model');
    expect(sent(page)).toBeUndefined();
    expect(page.findByTestId(Input, 'language-model-model').props.validationMessage).toContain(
      'Name the model',
    );
    expect(page.findByTestId(Input, 'language-model-apiKey').props.validationMessage).toContain('API key');

    type(page, 'model', ' gpt-4.1-mini ');
    type(page, 'apiKey', 'sk-1');
    page.findByTestId(NumberInput, 'language-model-dailyTokens').trigger('onChange', 5_000 as never);
    page.backend.on('PUT /api/settings/language-model', { ...settings, languageModel: working });
    await press(page, 'save-language-model');
    expect(sent(page)?.body).toEqual({
      enabled: true,
      writes: false,
      kind: 'openai',
      model: 'gpt-4.1-mini',
      baseUrl: null,
      dailyTokens: 5_000,
      prices: null,
      dailyCost: null,
      apiKey: 'sk-1',
    });
    expect(page.findByTestId(StatusTag, 'language-model-status').text).toBe('On');
    expect(page.findByTestId(ProgressBar, 'language-model-today').props).toMatchObject({
      value: 14_300,
      maxValue: 200_000,
      valueDescription: '14,300 of 200,000 tokens, 12 questions',
    });
  });

  it('writes by a switch of its own', async () => {
    const page = await show({ ...working, enabled: false });
    const toggle = () => page.findByTestId(Toggle, 'language-model-writes');
    expect(toggle().props.checked).toBe(false);
    const writing = { ...settings.languageModel, ...working, enabled: false, writes: true };
    page.backend.on('PUT /api/settings/language-model', { ...settings, languageModel: writing });
    toggle().trigger('onChange', true as never);
    await settle();
    expect(sent(page)?.body).toMatchObject({ enabled: false, writes: true, model: 'gpt-4.1-mini' });
    expect(toggle().props.checked).toBe(true);
    expect(page.findByTestId(StatusTag, 'language-model-status').text).toBe('Writes');
    page.findByTestId(Button, 'edit-language-model').trigger('onClick');
    expect(page.findByTestId(LoadingButton, 'save-language-model').text).toBe('Save');
    await press(page, 'save-language-model');
    expect(sent(page)?.body).toMatchObject({ enabled: false, writes: true });
  });

  it('of one’s own needs an address and no key; a key goes to no other address', async () => {
    const page = await show(working);
    page.findByTestId(Button, 'edit-language-model').trigger('onClick');
    expect(page.findByTestId(Input, 'language-model-apiKey').props.description).toContain('keep it');
    page.findByTestId(Select, 'language-model-kind').trigger('onChange', 'openai-compatible' as never);
    expect(page.findByTestId(Input, 'language-model-apiKey').props.description).toContain('needs its own');
    await press(page, 'save-language-model');
    expect(page.findByTestId(Input, 'language-model-baseUrl').props.validationMessage).toContain('Say where');
    type(page, 'baseUrl', 'localhost:11434');
    expect(page.findByTestId(Input, 'language-model-baseUrl').props.validationMessage).toContain('https://');
    type(page, 'baseUrl', 'http://localhost:11434/v1/');
    await press(page, 'save-language-model');
    expect(sent(page)?.body).toMatchObject({
      kind: 'openai-compatible',
      baseUrl: 'http://localhost:11434/v1',
    });
    expect(sent(page)?.body).not.toHaveProperty('apiKey');
  });

  it('costs money only by both prices', async () => {
    const page = await show(working);
    page.findByTestId(Button, 'edit-language-model').trigger('onClick');
    page.findByTestId(NumberInput, 'language-model-dailyCost').trigger('onChange', 2 as never);
    await press(page, 'save-language-model');
    expect(sent(page)).toBeUndefined();
    page.findByTestId(NumberInput, 'language-model-inputPrice').trigger('onChange', 0.4 as never);
    page.findByTestId(NumberInput, 'language-model-outputPrice').trigger('onChange', 1.6 as never);
    await press(page, 'save-language-model');
    expect(sent(page)?.body).toMatchObject({ prices: { input: 0.4, output: 1.6 }, dailyCost: 2 });
  });

  it('is tried out, and tells time and cost, or what to do', async () => {
    const page = await show(working);
    page.backend.on('POST /api/settings/language-model/test', {
      problem: null,
      ms: 840,
      tokens: 143,
      cost: 0.00012,
    });
    await press(page, 'test-language-model');
    page.find(Alert, { title: 'It works: answered in 0.8 s, 143 tokens, for 0.000120.' });
    page.backend.on('POST /api/settings/language-model/test', {
      problem: 'The provider refuses the API key.',
    });
    await press(page, 'test-language-model');
    page.find(Alert, { title: 'The provider refuses the API key.' });
    page.backend.on(
      'POST /api/settings/language-model/test',
      { code: 'INTERNAL', message: 'Baton fell over.' },
      500,
    );
    await press(page, 'test-language-model');
    page.findByTestId(Alert, 'language-model-test-failed');
  });

  it('that fails says since when, and what happens until it is mended', async () => {
    const at = Date.UTC(2026, 10, 24, 9, 0);
    const failing = {
      lastFailure: { text: 'The provider cannot be reached.', at },
      failingSince: at - 3_600_000,
      pausedUntil: at + 60_000,
    };
    const page = await show({ ...working, ...failing });
    expect(page.findByTestId(StatusTag, 'language-model-status').text).toBe('Does not answer');
    const alert = page.findByTestId(Alert, 'language-model-failure');
    expect(alert.props.title).toMatch(/^gpt-4.1-mini has not answered since .*3:00/);
    expect(alert.find(Text).text).toMatch(
      /cannot be reached\. Baton asks again from .*4:01.* go to a person/,
    );
    const again = await show({ ...working, ...failing, pausedUntil: null });
    expect(again.findByTestId(Alert, 'language-model-failure').find(Text).text).toContain(
      'with the next question',
    );
    const better = await show({ ...working, ...failing, failingSince: null, pausedUntil: null });
    expect(better.findByTestId(StatusTag, 'language-model-status').text).toBe('On');
    expect(better.findByTestId(Text, 'language-model-last-failure').text).toMatch(/^Last failure, .*reached/);
  });

  it('whose budget is used up says until when', async () => {
    const usedUpUntil = Date.UTC(2026, 10, 25);
    const page = await show({ ...working, usedUpUntil });
    expect(page.findByTestId(StatusTag, 'language-model-status').text).toBe('Budget used up');
    expect(page.findByTestId(Alert, 'language-model-used-up').find(Text).text).toMatch(
      /a person until Tue.* 7:00/,
    );
    const off = await show({ ...working, usedUpUntil, enabled: false });
    expect(off.maybeFindByTestId(Alert, 'language-model-used-up')).toBeNull();
  });

  it('is switched off with everything else left as it is', async () => {
    const page = await show(working);
    await press(page, 'switch-language-model');
    expect(sent(page)?.body).toMatchObject({ enabled: false, model: 'gpt-4.1-mini' });
    expect(sent(page)?.body).not.toHaveProperty('apiKey');
  });
});
