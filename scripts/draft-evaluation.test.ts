import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { checkLabelled, draftEvaluation, meetsAim, sumOf } from './draft-evaluation.ts';
import { draftLines } from './draft-lines.ts';

const facts = path.resolve(import.meta.dirname, '../src/backend/facts');
const draftsIn = (folder: string) =>
  readdirSync(path.join(facts, folder)).flatMap((file) =>
    draftLines(readFileSync(path.join(facts, folder, file), 'utf8'), file),
  );
const learnt = draftsIn('drafts');

it('has at least 200 drafts in eight languages, whose labels stand in them', () => {
  expect(learnt.length).toBeGreaterThanOrEqual(200);
  for (const all of [learnt, draftsIn('drafts-unseen')]) {
    expect(new Set(all.map(({ draft }) => draft.lang)).size).toBe(8);
    for (const { id, draft, unsupported } of all)
      for (const words of unsupported) expect(`${draft.subject}\n${draft.body}`, id).toContain(words);
  }
});

// What it does with drafts that it has not seen is another figure: docs/facts.md.
it('keeps what it has learnt', () => {
  const checked = learnt.map(checkLabelled);
  expect(meetsAim(checked.filter(({ id }) => /^[a-e]-/.test(id)))).toBe(true);
  const { found, labelled, cleanMarked, clean } = sumOf(checked);
  expect(found / labelled).toBeGreaterThan(0.91);
  expect(cleanMarked / clean).toBeLessThan(0.05);
}, 240_000);

it('reads sources in whatever shape they come', () => {
  const [one] = draftLines(
    JSON.stringify({
      id: 7,
      lang: 'en',
      sources: {
        context: ['Runs 14 plants', 'Met in May'],
        properties: [{ name: 'city', value: 'Leeds' }],
        thread: ['Hello', { from: 'assistant', subject: 'Re', body: 'Hi', date: '2026-01-02T00:00:00Z' }],
        knowledge: [{ title: 'Price', content: '£10' }, 'plain'],
      },
      assistant: 'Mia Holt, Plantlog, mia@plantlog.example',
      receivedAt: 1_780_000_000,
      body: 'You have 15 plants.',
      unsupported: ['15 plants', 'never said'],
    }),
    'x.jsonl',
  );
  if (!one) throw new Error('nothing read');
  expect(one.draft.assistant).toMatchObject({ name: 'Mia Holt', email: 'mia@plantlog.example' });
  expect(one.draft.at).toBe(1_780_000_000_000);
  expect(one.sources.thread.map(({ direction }) => direction)).toEqual(['in', 'out']);
  expect(one.sources.knowledge.map(({ text }) => text)).toEqual(['£10', 'plain']);
  const checked = checkLabelled(one);
  expect(checked.missed).toEqual(['never said']);
  expect(sumOf([checked])).toMatchObject({ labelled: 2, found: 1, alarms: 0 });
  expect(draftEvaluation([checked])).toContain('missed  7: never said');
});

it('names the line that it cannot read', () => {
  expect(() => draftLines('{"id":"1"}', 'x.jsonl')).toThrow('x.jsonl:1');
});
