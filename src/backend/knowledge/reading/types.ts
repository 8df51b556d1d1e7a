/** What is to be read. `what`: how the bytes are to be taken; `file`: by what they begin with. */
export interface ReadingTask {
  bytes: Uint8Array;
  what: 'file' | 'page' | 'text';
  /** Of a page: the character set that its server names. */
  charset: string;
}

/** What was in it, or why it cannot be used, in words for an admin. */
export type Reading = ReadText | { problem: string };

export interface ReadText {
  problem: null;
  /** The one that the page gives itself; null: none. */
  title: string | null;
  text: string;
  passages: string[];
  /** Only the beginning was used: the rest is beyond `MOST_CHARACTERS`. */
  cut: boolean;
}

/** Characters of an item that are used: about 300 pages. */
export const MOST_CHARACTERS = 1_000_000;

/** Why something cannot be used, in words for an admin. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable';
}
