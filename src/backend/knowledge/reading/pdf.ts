import { Unreadable } from './types.ts';

/** Of pdf.js: a run of letters, where it stands, and whether a line ends behind it. */
interface Run {
  str: string;
  /** The last two are where it begins, in points from the lower left. */
  transform: number[];
  width: number;
  height: number;
  hasEOL: boolean;
}

interface Line {
  text: string;
  /** From the bottom of the page. */
  y: number;
  height: number;
  left: number;
  right: number;
}

const MOST_PAGES = 1_000;

/** The text of a PDF, in paragraphs. @throws Unreadable */
export async function textOfPdf(bytes: Uint8Array): Promise<string> {
  const { getDocumentProxy } = await import('unpdf');
  const document = await getDocumentProxy(bytes, { verbosity: 0 }).catch((error: unknown) => {
    throw new Unreadable(whyNotOpened(error));
  });
  const pages: string[] = [];
  let characters = 0;
  for (let number = 1; number <= Math.min(document.numPages, MOST_PAGES); number += 1) {
    const page = await document.getPage(number);
    const { items } = await page.getTextContent();
    const text = paragraphs(linesOf(items.filter((item): item is Run & typeof item => 'str' in item)));
    pages.push(text);
    characters += text.length;
    page.cleanup();
  }
  if (characters < SOME_PER_PAGE * Math.min(document.numPages, 3)) throw new Unreadable(ONLY_PICTURES);
  return pages.join('\n\n');
}

/** A page number alone is no text. */
const SOME_PER_PAGE = 5;
const ONLY_PICTURES =
  'This PDF has only pictures of its pages, and no text that Baton could read. Scan it again with text recognition (OCR), or add what it says as a text.';

function whyNotOpened(error: unknown): string {
  const name = error instanceof Error ? error.name : '';
  if (name === 'PasswordException')
    return 'This PDF is protected by a password. Save a copy without one, and add that.';
  return 'This PDF is damaged: it cannot be opened. Save it again as PDF, and add that.';
}

function linesOf(runs: readonly Run[]): Line[] {
  const lines: Line[] = [];
  let line: Line | null = null;
  const end = (): void => {
    if (line) lines.push({ ...line, text: line.text.replace(/[ \t\u00a0]+/g, ' ').trim() });
    line = null;
  };
  for (const { str, transform, width, height, hasEOL } of runs) {
    const [, , , , x = 0, y = 0] = transform;
    if (line) {
      line.text += str;
      line.right = Math.max(line.right, x + width);
    } else if (str.trim() !== '') line = { text: str, y, height, left: x, right: x + width };
    if (hasEOL) end();
  }
  end();
  return lines;
}

/** A gap of more than this many heights of a line begins a paragraph; a line goes upwards at a new column. */
const GAP = 1.9;
/** So much larger letters are a heading's. */
const LARGER = 1.15;
/** A line that leaves so much of the width free was ended on purpose: a row of a table, an item of a list. */
const FREE = 0.25;

function paragraphs(lines: readonly Line[]): string {
  const left = Math.min(...lines.map((line) => line.left));
  const right = Math.max(...lines.map((line) => line.right));
  let result = '';
  let above: Line | null = null;
  for (const line of lines) {
    if (above) {
      const full = right - above.right < (right - left) * FREE;
      result += belongTogether(above, line) ? (full ? joint(result, line.text) : '\n') : '\n\n';
    }
    result += line.text;
    above = line;
  }
  return result.replace(/(\p{Ll})-\u0000(?=\p{Ll})/gu, '$1').replaceAll('\u0000', '');
}

function belongTogether(above: Line, line: Line): boolean {
  const distance = above.y - line.y;
  const [small, large] = [above.height, line.height].sort((a, b) => a - b) as [number, number];
  return distance < Math.max(large, 1) * GAP && distance > -large / 2 && large <= small * LARGER;
}

const UNPARTED = /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}]/u;

/** Between two lines of a paragraph. NUL marks a hyphen at the end of a line, which may have parted a word. */
function joint(before: string, after: string): string {
  const last = before.at(-1) ?? '';
  if (/^([-–•▪‣·*]|\d{1,2}[.)])\s/u.test(after)) return '\n';
  if (last === '-') return '\u0000';
  return UNPARTED.test(last) && UNPARTED.test(after.charAt(0)) ? '' : ' ';
}
