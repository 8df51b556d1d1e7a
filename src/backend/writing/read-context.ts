import type { ContextReading, Point } from './context/context-lines.ts';
import { pointsIn } from './context/spread.ts';
import type { ContextLine } from './context/types.ts';
import type { Said, SequenceStep, WritingInput, WrittenMail } from './types.ts';
import { readingOf, writeMail } from './write-mail.ts';

export type ContextInput = Omit<WritingInput, 'step' | 'stepIndex'> & {
  steps: readonly SequenceStep[];
  /** Index of the step that leaves next. */
  next: number;
};

export interface ReadContext {
  lines: ContextLine[];
  /** The next mail; null: none is left. */
  mail: WrittenMail | null;
  /** Places in `lines` that stand in it. */
  stands: number[];
}

/**
 * What happens to each line of a Context: where it stood in the mails that left, where it stands in those to come, or
 * why nowhere. It writes the mails to come one after the other, so that it tells what the writer does and nothing else.
 * @throws BatonError TEMPLATE_INVALID
 */
export async function readContext(input: ContextInput): Promise<ReadContext> {
  const { steps, next, ...writing } = input;
  const said = [...input.said];
  const [step = NO_STEP, ...later] = steps.slice(next);
  const reading = readingOf({ ...writing, step });
  if (step === NO_STEP) return { lines: linesWith(reading, said), mail: null, stands: [] };
  const write = (one: SequenceStep, stepIndex: number): Promise<WrittenMail> =>
    writeMail({
      ...writing,
      step: one,
      stepIndex,
      said,
      threadSubject: input.threadSubject ?? said[0]?.subject ?? null,
    });
  const mail = await write(step, next);
  said.push({ step: next, ...mail });
  for (const [index, one] of later.entries()) {
    const stepIndex = next + 1 + index;
    said.push({ step: stepIndex, ...(await write(one, stepIndex)) });
  }
  return { lines: linesWith(reading, said), mail, stands: standing(pointsIn(reading, mail)) };
}

/** No mail is left: the Context is read as for an English one. */
const NO_STEP: SequenceStep = { name: '', afterBusinessDays: 0, subject: '', body: '' };

const standing = (points: readonly Point[]): number[] =>
  [...new Set(points.flatMap(({ from }) => from))].sort((a, b) => a - b);

function linesWith(reading: ContextReading, said: readonly Said[]): ContextLine[] {
  const steps = new Map<number, number[]>();
  for (const mail of said) {
    if (mail.step === null) continue;
    for (const place of standing(pointsIn(reading, mail)))
      steps.set(place, [...new Set([...(steps.get(place) ?? []), mail.step])]);
  }
  return reading.lines.map((line, place): ContextLine => {
    const stands = steps.get(place) ?? [];
    const isPoint = !['tone', 'private', 'unused'].includes(line.use);
    if (!isPoint || stands.length > 0) return { ...line, steps: stands };
    return {
      ...line,
      use: 'unused',
      steps: [],
      reason: NO_ROOM[line.use === 'subject' ? 'subject' : 'text'],
    };
  });
}

const NO_ROOM = {
  subject: 'The subject stands since the first email.',
  text: 'The emails still to come have no room for it.',
};
