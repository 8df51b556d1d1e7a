/** One word of a text, or one character of a script without spaces. */
export interface Word {
  word: string;
  line: number;
  /** Offsets within the line. */
  start: number;
  end: number;
  /** How much it tells: a character of a script without spaces is about half a word. */
  weight: number;
}

const spaceless = String.raw`[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}]`;
const WORD = new RegExp(String.raw`${spaceless}|(?:(?!${spaceless})[\p{L}\p{M}\p{N}])+`, 'gu');
const SPACELESS = new RegExp(spaceless, 'u');
/** Mail gateways rewrite links, and programs drop or add the address behind a name. */
const LINK = /https?:\/\/[^\s>)\]]+|<?mailto:[^\s>]+>?|\[(?:cid|image)[:\s][^\]\n]{0,200}\]/gi;

/** The words of lines without case, punctuation, links and marks of quotation. */
export function wordsOf(lines: readonly string[]): Word[] {
  return lines.flatMap((text, line) =>
    [...text.replace(LINK, (link) => ' '.repeat(link.length)).matchAll(WORD)].map(({ 0: word, index }) => ({
      // What was put into capitals has no ß.
      word: word.normalize('NFKC').toLowerCase().replaceAll('ß', 'ss'),
      line,
      start: index,
      end: index + word.length,
      weight: SPACELESS.test(word) ? 0.5 : 1,
    })),
  );
}
