/** Characters of a passage: as long as it takes to say something whole, and short enough to be shown. */
const ENOUGH = 600;
const MOST = 1_000;
/** A line that is no longer and ends no sentence may be the heading of what follows. */
const HEADING = 90;

/**
 * A text in passages, in its order, nothing left out but space: as many paragraphs as fit, and longer ones parted between
 * sentences, or where there are none between words. A heading stands with what it is the heading of.
 */
export function passagesOf(text: string): string[] {
  const passages: string[] = [];
  let held: string[] = [];
  let length = 0;
  const close = (): void => {
    if (held.length > 0) passages.push(held.join('\n\n'));
    held = [];
    length = 0;
  };
  for (const part of paragraphsOf(text).flatMap(fitting)) {
    if (length > 0 && (length + 2 + part.length > MOST || (length >= ENOUGH && !isHeading(held.at(-1))))) {
      const heading = held.length > 1 && isHeading(held.at(-1)) ? held.pop() : undefined;
      close();
      if (heading !== undefined) {
        held = [heading];
        length = heading.length;
      }
    }
    held.push(part);
    length += part.length + 2;
  }
  close();
  return passages;
}

const paragraphsOf = (text: string): string[] =>
  text
    .split(/\n[ \t]*\n\s*/)
    .map((paragraph) => paragraph.trim())
    .filter((paragraph) => /[\p{L}\p{N}]/u.test(paragraph));

const isHeading = (paragraph: string | undefined): boolean =>
  paragraph !== undefined &&
  (/^#{1,6} /.test(paragraph) || (paragraph.length <= HEADING && !/[.!?。！？;]["”»)]?$/u.test(paragraph)));

const sentences = new Intl.Segmenter('en', { granularity: 'sentence' });

/** A heading in front of it must fit as well. */
const MOST_OF_PARAGRAPH = MOST - HEADING - 2;

/** A paragraph in parts that fit into a passage. */
function fitting(paragraph: string): string[] {
  if (paragraph.length <= MOST_OF_PARAGRAPH) return [paragraph];
  const lines = paragraph.split('\n').flatMap((line) => [line, '\n']);
  const pieces = lines.flatMap((line) =>
    [...sentences.segment(line)].flatMap(({ segment }) => withinLength(segment)),
  );
  const parts: string[] = [];
  let part = '';
  for (const piece of pieces) {
    if (part.length + piece.length > MOST_OF_PARAGRAPH) {
      parts.push(part);
      part = '';
    }
    part += piece;
  }
  return [...parts, part].map((text) => text.trim()).filter((text) => text !== '');
}

/** Between words where there are any, else between letters; never within one. */
function withinLength(sentence: string): string[] {
  if (sentence.length <= MOST_OF_PARAGRAPH) return [sentence];
  const start = sentence.slice(0, MOST_OF_PARAGRAPH);
  const space = start.lastIndexOf(' ');
  const end = space > ENOUGH ? space + 1 : start.replace(/[\uD800-\uDBFF]$/, '').length;
  return [sentence.slice(0, end), ...withinLength(sentence.slice(end))];
}
