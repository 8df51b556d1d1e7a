import { describe, expect, it } from 'vitest';
import type { Outcome, WritingAsk } from '../../model-writer/drafts.ts';
import { MINUTE } from '../../ground/clock.ts';
import { recommendedSequence } from '../../writing/recommended-sequence.ts';
import { writingFor } from '../conversation/writing-for.ts';
import { lead, plainAssistant as assistant, TUESDAY } from '../test-leads.ts';
import { isUnderWay, later, previewByModel } from './preview-by-model.ts';

async function preview(outcome: Outcome | null) {
  const asks: WritingAsk[] = [];
  const forgotten: [string, number][] = [];
  const ada = lead({ ownContext: 'Why: you asked us for a quote for 12 pumps.' });
  const [step] = recommendedSequence.steps;
  if (!step) throw new Error('The sequence has no steps.');
  const input = {
    ...writingFor(ada, assistant, { thread: [], labels: [] }),
    step: { ...step, assistantWrites: true as const, language: 'en' as const },
    stepIndex: 0,
  };
  const modelWriter = {
    isOn: async () => outcome !== null,
    of: async (ask: WritingAsk) => {
      asks.push(ask);
      return written(outcome, ask);
    },
    look: async () => null,
    refuse: async () => ({ state: 'given-up', why: '' }) as const,
    forgetGivenUp: async (_portal: unknown, draftId: string, before: number) =>
      void forgotten.push([draftId, before]),
  };
  const deps = { modelWriter, knowledge: { search: async () => [] } };
  const shown = await previewByModel(deps, { lead: ada, assistant, input, thread: [] }, TUESDAY);
  return { ...shown, asks, forgotten };
}

/** It was written from what was asked. */
const written = (outcome: Outcome | null, { material }: WritingAsk): Outcome =>
  outcome?.state === 'written' ? { ...outcome, material } : (outcome ?? { state: 'given-up', why: '' });

const says = (body: string, cited: string[]): Outcome => ({
  state: 'written',
  written: { model: 'tiny-1', subject: 'Pumps', body, cited },
  material: {} as never, // That of the question.
});

describe('what a preview says of an email that a model writes', () => {
  it('asks nobody where writing is off, and says so', async () => {
    const { mail, model, asks } = await preview(null);
    expect([mail, asks]).toEqual([null, []]);
    expect(model).toMatchObject({ state: 'given-up', note: expect.stringContaining('switched off') });
  });

  it('tells how far it is, with the text of the sequence until then', async () => {
    const asked = await preview({ state: 'asked', isWriting: false });
    expect([asked.mail, asked.model.state]).toEqual([null, 'asked']);
    const writing = await preview({ state: 'asked', isWriting: true });
    expect([writing.mail, writing.model.state]).toEqual([null, 'writing']);
    expect([asked.model, writing.model, later].every(isUnderWay)).toBe(true);
  });

  it('is known by the contact, the assistant and the email, and is for none that leaves', async () => {
    const { asks } = await preview({ state: 'asked', isWriting: false });
    expect(asks).toMatchObject([
      { draftId: `preview-${lead().contactId}-${lead().assistantId}-0`, mailId: null },
    ]);
  });

  it('says why the model gave up, and asks it again where somebody looks a minute later', async () => {
    const { model, forgotten, mail } = await preview({
      state: 'given-up',
      why: 'Today’s budget is used up.',
    });
    expect(mail).toBeNull();
    expect(model).toEqual({
      state: 'given-up',
      note: 'The text of the sequence. Today’s budget is used up.',
    });
    expect(isUnderWay(model)).toBe(false);
    expect(forgotten).toEqual([[expect.stringContaining('preview-'), TUESDAY - MINUTE]]);
  });

  it('shows what it wrote, and what the check found', async () => {
    const fine = await preview(says('You asked us for a quote for 12 pumps.', ['C1']));
    expect(fine.mail?.letter).toContain('You asked us for a quote for 12 pumps.');
    expect(fine.model).toEqual({
      state: 'checked',
      note: 'tiny-1 wrote it. Checked: every claim stands in a source.',
    });
    const invented = await preview(says('You save 37 % with our pumps.', ['C1']));
    expect(invented.model.note).toMatch(/“37 %” stands in no source: it would wait for a person\.$/);
  });
});
