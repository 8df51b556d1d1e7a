/** One argument of an IMAP command: a word, a quoted string or a list in parentheses. */
export type Argument = string | Argument[];

export interface Command {
  tag: string;
  name: string;
  args: Argument[];
}

/**
 * Splits the bytes of a client into commands. A literal `{n}` is asked for with a continuation and then read as n
 * bytes (RFC 3501, 4.3); `{n+}` comes without being asked (RFC 7888).
 */
export class CommandReader {
  #pending = '';
  readonly #continue: () => void;
  /** Set while the client may send a bare line: IDLE's DONE, the answer to AUTHENTICATE. */
  rawLine: ((line: string) => void) | null = null;

  constructor(askForMore: () => void) {
    this.#continue = askForMore;
  }

  /** Bytes as latin1, so that one character is one byte. */
  push(chunk: string, onCommand: (command: Command) => void): void {
    this.#pending += chunk;
    for (let line = this.#takeLine(); line !== null; line = this.#takeLine()) {
      if (this.rawLine) this.rawLine(line);
      else if (line !== '') onCommand(parseCommand(line));
    }
  }

  #asked = -1;

  /** A whole command with its literals, or null while bytes are missing. */
  #takeLine(): string | null {
    let from = 0;
    for (;;) {
      const end = this.#pending.indexOf('\r\n', from);
      if (end < 0) return null;
      const literal = /\{(\d+)(\+?)\}$/.exec(this.#pending.slice(from, end));
      if (!literal) return this.#take(end);
      const rest = end + 2 + Number(literal[1]);
      if (literal[2] === '' && this.#asked < end) {
        this.#asked = end;
        this.#continue();
      }
      if (this.#pending.length < rest) return null;
      from = rest;
    }
  }

  #take(end: number): string {
    const line = this.#pending.slice(0, end);
    this.#pending = this.#pending.slice(end + 2);
    this.#asked = -1;
    return line;
  }
}

function parseCommand(line: string): Command {
  const [tag = '', name = '', ...args] = parseArguments(line);
  return { tag: String(tag), name: String(name).toUpperCase(), args };
}

/** A section such as BODY.PEEK[HEADER.FIELDS (SUBJECT)]<0.100> is one word. */
const token =
  /\{(\d+)\+?\}\r\n|"((?:[^"\\]|\\.)*)"|([^\s()"[]*\[[^\]]*\](?:<[\d.]+>)?)|(\()|(\))|([^\s()"]+)/g;

function parseArguments(line: string): Argument[] {
  const root: Argument[] = [];
  const open = [root];
  const pattern = new RegExp(token);
  for (let match = pattern.exec(line); match; match = pattern.exec(line)) {
    const [, literal, quoted, section, opening, closing, word] = match;
    const list = open.at(-1) ?? root;
    if (literal !== undefined) {
      list.push(line.slice(pattern.lastIndex, pattern.lastIndex + Number(literal)));
      pattern.lastIndex += Number(literal);
    } else if (opening) {
      const inner: Argument[] = [];
      list.push(inner);
      open.push(inner);
    } else if (closing) open.pop();
    else list.push(quoted === undefined ? (section ?? word ?? '') : quoted.replace(/\\(.)/g, '$1'));
  }
  return root;
}

/** Whether a set such as "2,4:7,9:*" holds a number; `highest` is what "*" stands for. */
export function setOf(set: string, highest: number): (value: number) => boolean {
  const bound = (part: string) => (part === '*' ? highest : Number(part));
  const parts = set.split(',');
  const single = new Set(parts.filter((part) => !part.includes(':')).map(bound));
  const ranges = parts
    .filter((part) => part.includes(':'))
    .map((part) =>
      part
        .split(':')
        .map(bound)
        .sort((a, b) => a - b),
    );
  return (value) => single.has(value) || ranges.some(([low = 1, high = 0]) => value >= low && value <= high);
}

export const inSet = (set: string, value: number, highest: number): boolean => setOf(set, highest)(value);
