/** Nobody breaks lines at a narrower margin, and who never broke one has longer lines than the wider. */
const NARROWEST = 50;
const WIDEST = 100;

const fullWidth = /[\u3000-\u30ff\u4e00-\u9fff\uff00-\uff60]/gu;
const endsFullWidth = /[\u3000-\u30ff\u4e00-\u9fff\uff00-\uff60]$/u;
const firstWord = /^(?:[\u3000-\u30ff\u4e00-\u9fff\uff00-\uff60]|\S+)/u;

/** A sentence that ends there ends anyway. */
const endsSentence = /[.!?。！？]$/;

/** Columns that a text takes. */
const widthOf = (text: string): number => text.length + (text.match(fullWidth)?.length ?? 0);

/**
 * The text with the lines joined that a mail program broke at its margin: those behind which the first word of the next
 * line had no place any more. Lines that a person ended stay.
 */
export function unwrapped(text: string): string {
  const lines = text.replace(/\r\n?/g, '\n').split('\n');
  const margin = Math.max(...lines.map(widthOf));
  if (margin < NARROWEST || margin > WIDEST) return lines.join('\n');
  return lines.reduce((joined, line, at) => {
    const word = firstWord.exec(line)?.[0];
    const before = lines[at - 1]?.trimEnd();
    if (!word || !before || endsSentence.test(before) || widthOf(before) + 1 + widthOf(word) <= margin)
      return `${joined}\n${line}`;
    return endsFullWidth.test(before) ? joined + line : `${joined.trimEnd()} ${line}`;
  });
}
