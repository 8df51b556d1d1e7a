import { unwrapped } from './unwrapped.ts';

/** A sentence is never longer; what goes beyond is not looked at, which bounds the work. */
const LONGEST = 600;

/** The sentences of a text, in any language: parted at their ends and at lines. Those without a letter or digit are none. */
export const sentencesOf = (text: string): string[] =>
  plain(text)
    .split(/(?<=[.!?])\s+(?=\S)|(?<=[。！？])|\n+/u)
    .map((sentence) => sentence.trim().slice(0, LONGEST))
    .filter((sentence) => /[\p{L}\d]/u.test(sentence));

/** Lines joined, and "3 p.m." kept from ending a sentence. */
const plain = (text: string): string =>
  unwrapped(text)
    .replace(/\b([ap])\.\s?m\.?(?=\W|$)/gi, '$1m')
    .replace(/\b(e\.g|i\.e|z\.b|mr|mrs|ms|dr|approx|ca|no|nr)\.\s/gi, '$1 ');
