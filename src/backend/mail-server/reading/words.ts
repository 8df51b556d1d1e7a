/** One word of a text, or one character of a script without spaces. */
export interface Word {
  word: string;
  line: number;
  /** Offsets within the line. */
  start: number;
  end: number;
  /** How much it tells: a character of a script without spaces is about half a word. */
  weight: number;
  /** A quotation mark stands right before it, or right behind it and what ends its sentence. */
  opens: boolean;
  closes: boolean;
}

export const OPENING = /["“”„«»‹›‘‚「『]\s?$/;
const ANY_MARK = /["“”„«»‹›‘’‚「」『』]/;
const CLOSING = /^\s?[.,!?…。！？]{0,3}\s?["“”«»‹›’」』]/;

const spaceless = String.raw`[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}]`;
const WORD = new RegExp(String.raw`${spaceless}|(?:(?!${spaceless})[\p{L}\p{M}\p{N}])+`, 'gu');
const SPACELESS = new RegExp(spaceless, 'u');
/** Mail gateways rewrite links, and programs drop or add the address behind a name. */
const LINK = /https?:\/\/[^\s>)\]]+|<?mailto:[^\s>]+>?|\[(?:cid|image)[:\s][^\]\n]{0,200}\]/gi;

/** The words of lines without case, punctuation, links and marks of quotation. */
export function wordsOf(lines: readonly string[]): Word[] {
  return lines.flatMap((text, line) => {
    const marked = ANY_MARK.test(text);
    return [...text.replace(LINK, (link) => ' '.repeat(link.length)).matchAll(WORD)].map(
      ({ 0: word, index }) => {
        const end = index + word.length;
        return {
          // What was put into capitals has no ß.
          word: word.normalize('NFKC').toLowerCase().replaceAll('ß', 'ss'),
          line,
          start: index,
          end,
          weight: SPACELESS.test(word) ? 0.5 : 1,
          opens: marked && OPENING.test(text.slice(Math.max(0, index - 2), index)),
          closes: marked && CLOSING.test(text.slice(end, end + 6)),
        };
      },
    );
  });
}
