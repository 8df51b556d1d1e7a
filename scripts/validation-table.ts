import { isDecided, judge } from '../src/backend/replies/learned/train.ts';
import type { HeldOut } from '../src/backend/replies/learned/train.ts';
import type { ModelHeader } from '../src/backend/replies/learned/model.ts';

interface Judged {
  lang: string;
  writer: string;
  class: string;
  isRight: boolean;
  isDecided: boolean;
}

/**
 * How well texts were understood by models that had read nothing of their writers: all, and by language, class and
 * writer.
 */
export function validationText(
  held: readonly HeldOut[],
  { temperature, sure }: Pick<ModelHeader, 'temperature' | 'sure'>,
): string {
  const judged = judge(held, temperature).map(({ text, ...one }): Judged => ({
    lang: text.lang,
    writer: text.writer,
    class: text.class,
    isRight: one.isRight,
    isDecided: isDecided(one, sure),
  }));
  const by = (name: 'lang' | 'class' | 'writer'): string[] =>
    [...new Set(judged.map((one) => one[name]))].map((value) =>
      line(
        value,
        judged.filter((one) => one[name] === value),
      ),
    );
  const header = ['', 'texts', 'right', 'decided', 'right if decided'];
  return [
    cells(header),
    line('all', judged),
    '',
    ...by('lang'),
    '',
    ...by('class'),
    '',
    ...by('writer'),
  ].join('\n');
}

function line(name: string, judged: readonly Judged[]): string {
  const decided = judged.filter((one) => one.isDecided);
  const share = (of: readonly Judged[]): string =>
    percent(of.filter(({ isRight }) => isRight).length, of.length);
  return cells([
    name,
    String(judged.length),
    share(judged),
    percent(decided.length, judged.length),
    share(decided),
  ]);
}

const percent = (part: number, whole: number): string =>
  whole === 0 ? '–' : `${((100 * part) / whole).toFixed(1)} %`;

const cells = ([name = '', ...others]: string[]): string =>
  name.padEnd(22) + others.map((one) => one.padStart(17)).join('');
