/** A part of a mail that says one thing. */
export interface Clause {
  /** As written. */
  original: string;
  /** Lower case, straight quotes, single spaces: what rules are tried on. */
  folded: string;
  /** "Hi Tara," or "Thanks": polite, but no statement. */
  isGreeting: boolean;
}

const greeting =
  /^\W*((hi|hello|hey|dear|good (morning|afternoon|evening|day)|hallo|guten (tag|morgen)|liebe[rs]?|sehr geehrte[rs]?|bonjour|bonsoir|cher|chère|hola|estimad[oa]|buenos días)\b[^.?!]{0,40}|(many )?thanks?( you)?( a lot| so much| very much| in advance)?|danke( schön)?|vielen dank|merci( beaucoup)?|(muchas )?gracias|\p{Lu}[\p{L}-]+( \p{Lu}[\p{L}-]+)?|best|cheers|(kind |best )?regards)\W*$/iu;
/** After these somebody turns to the other side of the matter. */
const turns = /,?\s+(?=(?:but|however|although|though|aber|jedoch|mais|cependant|pero|sin embargo)\b)|;\s+/i;

/** A statement is never longer; what goes beyond is not looked at, which bounds the work of the rules. */
const MAX_CLAUSE = 600;

/** Splits a text at sentences, at lines and where a sentence turns ("…, but …"). */
export function clausesOf(text: string): Clause[] {
  return unwrap(text)
    .split(/(?<=[.!?])\s+(?=\S)|\n+/)
    .flatMap((sentence) => sentence.split(turns))
    .map((part) => part.trim())
    .filter((part) => /[\p{L}\d]/u.test(part))
    .map((original) => ({ original, folded: fold(original), isGreeting: greeting.test(original) }));
}

/** Joins lines that a mail program broke at its margin, and keeps "3 p.m." from ending a sentence. */
const unwrap = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')
    .replace(/([^\n]{50,})\n(?=[\p{Ll}\d(])/gu, '$1 ')
    .replace(/\b([ap])\.\s?m\.?(?=\W|$)/gi, '$1m')
    .replace(/\b(e\.g|i\.e|z\.b|mr|mrs|ms|dr|approx|ca|no|nr)\.\s/gi, '$1 ');

const fold = (text: string): string =>
  text
    .slice(0, MAX_CLAUSE)
    .toLowerCase()
    .replace(/[‘’´`]/g, "'")
    .replace(/\s+/g, ' ');
