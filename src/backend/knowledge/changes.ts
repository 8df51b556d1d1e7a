import { beginningOf } from '../ground/text.ts';

/** What a reading changed, in words: `2 paragraphs new, 1 gone: “The Pro plan costs …”`. null: nothing. */
export function changesBetween(before: readonly string[], after: readonly string[]): string | null {
  const [had, has] = [paragraphsIn(before), paragraphsIn(after)];
  const added = [...has].filter((paragraph) => !had.has(paragraph));
  const gone = [...had].filter((paragraph) => !has.has(paragraph));
  const [first] = [...added, ...gone];
  if (first === undefined) return null;
  const counts = [...countOf(added, 'new'), ...countOf(gone, 'gone')].join(', ');
  return `${counts}: “${first.length > SHOWN ? `${beginningOf(first, SHOWN).trimEnd()}…` : first}”`;
}
const SHOWN = 120;

const countOf = ({ length }: readonly string[], what: string): string[] =>
  length === 0 ? [] : [`${length === 1 ? '1 paragraph' : `${length} paragraphs`} ${what}`];

/** Passages are parted otherwise as soon as one paragraph is longer; paragraphs are what people see change. */
const paragraphsIn = (passages: readonly string[]): Set<string> =>
  new Set(
    passages
      .flatMap((passage) => passage.split('\n'))
      .map((line) => line.trim())
      .filter((line) => /[\p{L}\p{N}]/u.test(line)),
  );
