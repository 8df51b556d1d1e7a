import { Input, LoadingButton, LoadingSpinner, Text } from '@hubspot/ui-extensions';
import { createRenderer } from '@hubspot/ui-extensions/testing';
import { useState } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Answer } from '../requests/answers.ts';
import { advance, settle, useFakeTime } from '../requests/test-backend.ts';
import type { ModelPreview, PreviewAsk, PreviewedEmail, SequenceDraft, SequencesView } from './contract.ts';
import { SequencePreview } from './sequence-preview.tsx';
import type { SequencesTools } from './use-sequences.ts';

beforeEach(() => useFakeTime());
afterEach(() => vi.useRealTimers());

const view: SequencesView = {
  sequences: [],
  fields: [],
  languages: [{ value: 'en', label: 'English' }],
  assistants: [{ id: 'a1', name: 'Tara' }],
  mostEmails: 10,
};
const draftOf = (body: string): SequenceDraft => ({
  name: 'By the model',
  languages: ['en'],
  emails: [
    {
      id: '1',
      name: 'First email',
      afterBusinessDays: 0,
      onlyUnanswered: false,
      assistantWrites: true,
      texts: { en: { subject: 'Hello', body, ps: '' } },
    },
  ],
});
const email = (state: ModelPreview['state'], text = 'The text of the sequence.'): PreviewedEmail => ({
  subject: 'Hello',
  text,
  model: { state, note: `It is ${state}.` },
});
const failed: Answer<never> = {
  ok: false,
  problem: { kind: 'failed', code: 'INTERNAL', message: 'Baton is not well.' } as never,
};

/** The preview of a sequence with answers of the backend, one after the other; the last again and again. */
async function show(...answers: (PreviewedEmail | typeof failed)[]) {
  const asked: PreviewAsk[] = [];
  const tools = {
    isAdmin: false,
    locale: 'en',
    timeZone: 'UTC',
    api: {},
    sequences: {
      preview: async (ask: PreviewAsk) => {
        asked.push(ask);
        const next = answers.length > 1 ? answers.shift() : answers[0];
        return next && 'ok' in next ? next : { ok: true, value: { emails: [next] } };
      },
    },
  } as unknown as SequencesTools; // What the preview uses of them.
  const renderer = createRenderer('pages');
  /** Types another text into the sequence; null: leaves the page. */
  let type: (body: string | null) => void = () => undefined;
  function Page() {
    const [body, setBody] = useState<string | null>('One.');
    type = setBody;
    if (body === null) return <Text>Elsewhere</Text>;
    return <SequencePreview draft={draftOf(body)} language="en" view={view} tools={tools} />;
  }
  renderer.render(<Page />);
  renderer.findByTestId(Input, 'preview-contact').trigger('onInput', '501' as never);
  await settle();
  const click = async () => {
    renderer.findByTestId(LoadingButton, 'preview-sequence').trigger('onClick');
    await settle();
  };
  await click();
  return {
    asked,
    type: (body: string | null) => type(body),
    click,
    ...renderer,
    text: () => renderer.getRootNode().toString(),
  };
}

describe('the preview of an email that a model writes', () => {
  it('looks again every two seconds until it is checked, says how far it is, then stops', async () => {
    const page = await show(email('asked'), email('writing'), email('checked', 'Written for Ada.'));
    expect(page.findByTestId(LoadingSpinner, 'model-0').props.label).toBe('It is asked.');
    expect(page.text()).toContain('The text of the sequence.');
    await advance(2_000);
    expect(page.findByTestId(LoadingSpinner, 'model-0').props.label).toBe('It is writing.');
    // What was there stays while the next answer is on its way.
    expect(page.text()).toContain('The text of the sequence.');
    await advance(2_000);
    expect(page.findByTestId(Text, 'model-0').text).toBe('It is checked.');
    expect(page.text()).toContain('Written for Ada.');
    await advance(60_000);
    expect(page.asked).toHaveLength(3);
  });

  it.each(['given-up', 'checked'] as const)('asks nobody again about what is %s', async (state) => {
    const page = await show(email(state));
    await advance(60_000);
    expect(page.asked).toHaveLength(1);
  });

  it('goes on about what was asked for, not about what somebody types meanwhile', async () => {
    const page = await show(email('writing'));
    page.type('One, two.');
    await settle();
    await advance(6_000);
    expect(page.asked).toHaveLength(4);
    for (const { draft } of page.asked) expect(draft).toEqual(draftOf('One.'));
    await page.click();
    expect(page.asked.at(-1)?.draft).toEqual(draftOf('One, two.'));
  });

  it('a look that fails is told, and ends the looking', async () => {
    const page = await show(email('writing'), failed);
    await advance(2_000);
    expect(page.text()).toContain('Baton is not well.');
    await advance(60_000);
    expect(page.asked).toHaveLength(2);
  });

  it('closed while a model writes, it asks no more', async () => {
    const page = await show(email('writing'));
    page.type(null);
    await settle();
    expect(page.text()).toContain('Elsewhere');
    await advance(60_000);
    expect(page.asked).toHaveLength(1);
  });
});
