import type { StoredMail } from '../store.ts';
import { inSet, type Argument } from './commands.ts';

export interface Candidate {
  mail: StoredMail;
  /** 1-based place in the folder. */
  sequence: number;
  raw: () => Buffer;
}

export interface SearchScope {
  highestUid: number;
  exists: number;
}

type Test = (candidate: Candidate, scope: SearchScope) => boolean;
type Build = (take: () => string, next: () => Test) => Test;

const contains = (text: string, part: string) => text.toLowerCase().includes(part.toLowerCase());
const day = (at: number) => Math.floor(at / 86_400_000);
const dayOf = (date: string) => day(Date.parse(`${date} 00:00:00 UTC`));
const header =
  (name: string, value: string): Test =>
  (candidate) =>
    headerLines(candidate.raw(), name).some((line) => contains(line, value));

/** The search keys of RFC 3501, 6.4.4 that need no more than what this world stores. */
const keys: Readonly<Record<string, Build>> = {
  ALL: () => () => true,
  SEEN:
    () =>
    ({ mail }) =>
      mail.read,
  UNSEEN:
    () =>
    ({ mail }) =>
      !mail.read,
  UID: (take) => {
    const set = take();
    return ({ mail }, { highestUid }) => inSet(set, mail.uid, highestUid);
  },
  SINCE: (take) => {
    const from = dayOf(take());
    return ({ mail }) => day(mail.at) >= from;
  },
  BEFORE: (take) => {
    const until = dayOf(take());
    return ({ mail }) => day(mail.at) < until;
  },
  ON: (take) => {
    const date = dayOf(take());
    return ({ mail }) => day(mail.at) === date;
  },
  HEADER: (take) => header(take(), take()),
  FROM: (take) => header('from', take()),
  TO: (take) => header('to', take()),
  SUBJECT: (take) => header('subject', take()),
  TEXT: (take) => {
    const part = take();
    return ({ raw }) => contains(raw().toString('latin1'), part);
  },
  NOT: (_take, next) => {
    const inner = next();
    return (candidate, scope) => !inner(candidate, scope);
  },
  OR: (_take, next) => {
    const [left, right] = [next(), next()];
    return (candidate, scope) => left(candidate, scope) || right(candidate, scope);
  },
};

/** @returns null if a key is not known: the client gets BAD, never a guess */
export function compileSearch(args: readonly Argument[]): Test | null {
  const rest = [...args];
  if (String(rest[0]).toUpperCase() === 'CHARSET') rest.splice(0, 2);
  const tests: Test[] = [];
  try {
    while (rest.length > 0) tests.push(next(rest));
  } catch (error) {
    if (error instanceof UnknownKey) return null;
    throw error;
  }
  return (candidate, scope) => tests.every((test) => test(candidate, scope));
}

class UnknownKey extends Error {}

function next(rest: Argument[]): Test {
  const key = rest.shift();
  if (key === undefined) throw new UnknownKey();
  if (Array.isArray(key)) {
    const inner = compileSearch(key);
    if (!inner) throw new UnknownKey();
    return inner;
  }
  if (/^[\d*][\d:*,]*$/.test(key)) return ({ sequence }, { exists }) => inSet(key, sequence, exists);
  const build = keys[key.toUpperCase()];
  if (!build) throw new UnknownKey(key);
  return build(
    () => String(rest.shift() ?? ''),
    () => next(rest),
  );
}

/** Unfolded values of a header. */
function headerLines(raw: Buffer, name: string): string[] {
  const end = raw.indexOf('\r\n\r\n');
  const head = raw
    .subarray(0, end < 0 ? raw.length : end)
    .toString('latin1')
    .replace(/\r\n[ \t]+/g, ' ');
  const prefix = `${name.toLowerCase()}:`;
  return head
    .split('\r\n')
    .filter((line) => line.toLowerCase().startsWith(prefix))
    .map((line) => line.slice(prefix.length).trim());
}
