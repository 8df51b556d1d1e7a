import iconv from 'iconv-lite';
import { exactJson } from '../exact-json.ts';
import type { RowStream } from '../rows.ts';
import type { RefusedLine, SourceRow } from '../source.ts';
import { encodingOf } from './encoding.ts';
import { openInside } from './inside-folder.ts';

/** Of one line: more is no row. */
const MOST_CHARACTERS = 4_000_000;

/** The rows of a file with one JSON object a line. A line that is none is set aside. */
export function jsonlRows(file: { folder: string; path: string }): RowStream {
  return async function* ({ batch, signal, onRefused }) {
    const { handle, check } = await openInside(file.folder, file.path);
    try {
      const encoding = await encodingOf(handle);
      const bytes = handle.createReadStream({ start: 0, autoClose: false, signal });
      let rows: SourceRow[] = [];
      for await (const { line, text } of linesOf(bytes, encoding, onRefused)) {
        const row = rowIn(line, text, onRefused);
        if (row) rows.push(row);
        if (rows.length < batch) continue;
        yield rows;
        rows = [];
      }
      await check();
      if (rows.length > 0) yield rows;
    } finally {
      await handle.close();
    }
  };
}

interface Line {
  line: number;
  text: string;
}

function rowIn(line: number, text: string, onRefused: (line: RefusedLine) => void): SourceRow | null {
  if (text.trim() === '') return null;
  const refuse = (reason: string): null => {
    onRefused({ line, reason, text: text.slice(0, 200) });
    return null;
  };
  try {
    const value = exactJson(text);
    const isRow = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isRow ? (value as SourceRow) : refuse('The line is no JSON object. Write one {…} a line.');
  } catch (error) {
    return refuse(`The line is no JSON: ${error instanceof Error ? error.message.slice(0, 200) : ''}.`);
  }
}

/** Lines by their line feeds, however the chunks are cut. */
async function* linesOf(
  bytes: AsyncIterable<Buffer>,
  encoding: string,
  onRefused: (line: RefusedLine) => void,
): AsyncGenerator<Line> {
  const decoder = iconv.getDecoder(encoding);
  let line = 1;
  let rest = '';
  let isTooLong = false;
  const refuse = (text: string): void =>
    onRefused({
      line,
      reason: `The line has more than ${MOST_CHARACTERS} characters.`,
      text: text.slice(0, 200),
    });
  for await (const chunk of bytes) {
    const parts = `${rest}${decoder.write(chunk)}`.split('\n');
    rest = parts.pop() ?? '';
    for (const text of parts) {
      if (!isTooLong) yield { line, text };
      isTooLong = false;
      line += 1;
    }
    if (rest.length > MOST_CHARACTERS && !isTooLong) {
      refuse(rest);
      isTooLong = true;
    }
    if (isTooLong) rest = '';
  }
  const last = `${rest}${decoder.end() ?? ''}`;
  if (last !== '' && !isTooLong) yield { line, text: last };
}
