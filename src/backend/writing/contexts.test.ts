import { describe, expect, it } from 'vitest';
import { languages } from '../ground/languages.ts';
import { brochureStep } from './answer-steps.ts';
import { readContext } from './read-context.ts';
import { recommendedSequence } from './recommended-sequence.ts';
import { samples, wholeConversation, writingInput } from './test-contexts.ts';
import type { Sample } from './test-contexts.ts';
import type { SequenceStep, WrittenMail } from './types.ts';
import { readingOf } from './write-mail.ts';

const all = samples();
const NUTSHELL = recommendedSequence.steps.findIndex(({ name }) => name.includes('nutshell'));

const sentencesOf = (text: string): string[] =>
  text
    .split(/\n+|(?<=[.!?])\s+(?=\p{Lu})/u)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '');

/** Every sentence of ours that the sequence has, whatever the Context brings. */
async function ourSentences(): Promise<Set<string>> {
  const full = ['Why', 'About us', 'Offer', 'Ask', 'Tone'].flatMap((label) =>
    [1, 2, 3, 4].map((number) => `${label}: QQ${label} ${number}`),
  );
  const contexts = [
    '',
    'She decides.',
    'Met at the fair.',
    full.join('\n'),
    `${full.join('\n')}\nPrivate: she decides`,
  ];
  const tones = ['', '\nTone: formal', '\nTone: informal'];
  const ours = new Set<string>();
  for (const context of contexts)
    for (const tone of tones)
      for (const { text } of await wholeConversation({ context: context + tone }))
        for (const sentence of sentencesOf(text)) ours.add(sentence);
  return ours;
}

const written = new Map<string, WrittenMail[]>();

/** Written once for all tests. */
async function conversationOf({ id, context, own }: Sample): Promise<WrittenMail[]> {
  const mails = written.get(id) ?? (await wholeConversation({ context, ownContext: own }));
  written.set(id, mails);
  return mails;
}

/** The text without sentences of the Context, each taken once. */
const without = (text: string, says: readonly string[]): string =>
  [...says].sort((a, b) => b.length - a.length).reduce((rest, said) => rest.replace(said, '\n'), text);

describe(`${all.length} contexts of reps`, () => {
  it('are at least a hundred, in all languages', () => {
    expect(all.length).toBeGreaterThanOrEqual(100);
    expect(new Set(all.map(({ lang }) => lang))).toEqual(new Set(languages));
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
  });

  it('give mails that say what is allowed, all of it, once, and nothing else', async () => {
    const ours = await ourSentences();
    for (const sample of all) {
      const mails = await conversationOf(sample);
      for (const [index, { text }] of mails.entries())
        for (const sentence of sentencesOf(without(text, sample.says)))
          expect(ours, `${sample.id}, email ${index + 1}: “${sentence}”`).toContain(sentence);
      for (const said of sample.says) {
        const where = mails.flatMap(({ text }, index) => (text.includes(said) ? [index] : []));
        expect(where.length, `${sample.id}: “${said}”`).toBeGreaterThan(0);
        expect(
          where.filter((index) => index !== NUTSHELL).length,
          `${sample.id}: “${said}” once`,
        ).toBeLessThan(2);
      }
    }
  });

  it('keep to themselves what must not be said', async () => {
    for (const sample of all) {
      const mails = (await conversationOf(sample)).map(
        ({ subject, text, html }) => `${subject}\n${text}\n${html}`,
      );
      for (const secret of sample.never)
        expect(mails.join('\n').toLowerCase(), `${sample.id}: ${secret}`).not.toContain(secret.toLowerCase());
    }
  });

  it('give the subject and the tone that they ask for', async () => {
    for (const sample of all) {
      const [first] = await conversationOf(sample);
      const expected = sample.subject ?? 'An idea for Northwind';
      expect(first?.subject.replace(/ for Northwind$/, ''), sample.id).toBe(
        expected.replace(/ for Northwind$/, ''),
      );
      const { formal, short } = readingOf({
        ...writingInput({ context: sample.context, ownContext: sample.own }),
        step: brochureStep,
      });
      expect({ formal, short }, sample.id).toEqual({
        formal: sample.tone?.formal ?? null,
        short: sample.tone?.short ?? false,
      });
    }
  });

  it('give mails without broken places', async () => {
    for (const sample of all)
      for (const { text } of await conversationOf(sample))
        expect(text, sample.id).not.toMatch(/null|undefined| ,| \. |\.\.(?!\.)|,\.|;\.|\n\n\n| {2}|: \n/);
  });

  it('are told line by line: what is used stands in a mail, and what is not has a reason', async () => {
    for (const { id, context, own, says } of all) {
      const { lines } = await readContext({
        ...writingInput({ context, ownContext: own }),
        steps: recommendedSequence.steps,
        next: 0,
      });
      for (const line of lines) {
        const isSaid = !['unused', 'private', 'tone'].includes(line.use);
        expect(line.steps.length > 0, `${id}: ${line.text}`).toBe(isSaid);
        expect(line.reason === null, `${id}: ${line.text}`).toBe(line.use !== 'unused');
      }
      const saying = lines.some(({ use }) => ['opening', 'about', 'offer', 'ask'].includes(use));
      expect(saying, id).toBe(says.length > 0);
    }
  });

  it('bring no word of another language into a mail that is not English', async () => {
    for (const language of languages.filter((one) => one !== 'en')) {
      const steps: SequenceStep[] = [0, 1].map((index) => ({
        name: `Step ${index}`,
        afterBusinessDays: index,
        subject: '{{ topic }}',
        body: '{{ opening }}\n\n{{ value }} {{ offer }} {{ more }}\n\n{{ ask }}',
        language,
      }));
      for (const sample of all.filter(({ lang }) => lang === language)) {
        const mails = await wholeConversation({ context: sample.context, priorOwnerName: null }, steps);
        expect(mails[0]?.text, sample.id).not.toMatch(/\b(?:you|would|the|my colleague|understand)\b/i);
        for (const said of sample.says.slice(0, 1))
          expect(mails.map(({ text }) => text).join('\n')).toContain(said);
      }
    }
  });

  it('of another language than the email are left out of a default Context, and hinted at in one for this contact', async () => {
    const context = 'Why: You asked us for a case study of your line.\nPrivate: They are with a competitor.';
    const steps: SequenceStep[] = [
      { name: 'First', afterBusinessDays: 0, subject: 'Hallo', body: '{{ opening }}', language: 'de' },
    ];
    const read = async (ownContext: boolean) => {
      const { lines, mail } = await readContext({ ...writingInput({ context, ownContext }), steps, next: 0 });
      return { line: lines[0], text: mail?.text ?? '' };
    };
    const said = 'It is in English, and the email in German.';
    expect(await read(true)).toMatchObject({
      line: { use: 'opening', reason: null, hint: said },
      text: expect.stringContaining('You asked us for a case study of your line.'),
    });
    const byDefault = await read(false);
    expect(byDefault.line).toMatchObject({ use: 'unused', reason: said });
    expect(byDefault.text).not.toContain('case study');
  });
});
