/** A sentence is never longer; what goes beyond is not looked at, which bounds the work. */
const LONGEST = 600;

/** The sentences of a text, in any language: parted at their ends and at lines. Those without a letter or digit are none. */
export const sentencesOf = (text: string): string[] =>
  unwrapped(text)
    .split(/(?<=[.!?])\s+(?=\S)|(?<=[。！？])|\n+/u)
    .map((sentence) => sentence.trim().slice(0, LONGEST))
    .filter((sentence) => /[\p{L}\d]/u.test(sentence));

/** Joins lines that a mail program broke at its margin, and keeps "3 p.m." from ending a sentence. */
const unwrapped = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')
    .replace(/([^\n]{50,})\n(?=[\p{Ll}\d(])/gu, '$1 ')
    .replace(/\b([ap])\.\s?m\.?(?=\W|$)/gi, '$1m')
    .replace(/\b(e\.g|i\.e|z\.b|mr|mrs|ms|dr|approx|ca|no|nr)\.\s/gi, '$1 ');
