import { createHash } from 'node:crypto';
import { z } from 'zod';
import { BatonError } from '../ground/errors.ts';
import { folded } from '../ground/folded.ts';
import { beginningOf } from '../ground/text.ts';

/** Items of one account. */
export const MOST_ITEMS = 1_000;
/** Characters of a text that is written down in the settings. */
export const LONGEST_TEXT = 60_000;
const LONGEST_TITLE = 200;
const LONGEST_ADDRESS = 2_000;

const day = z.iso.date('Choose a day.');
const common = {
  title: z.string().trim().max(LONGEST_TITLE, `A title has at most ${LONGEST_TITLE} characters.`),
  /** null: every assistant. */
  assistantId: z.string().max(64).nullable(),
  /** Absent: today. */
  asOf: day.optional(),
  expiresOn: day.nullable(),
};

/** What an admin adds in the settings. */
export const newItem = z.discriminatedUnion('kind', [
  z.object({ ...common, kind: z.literal('text'), text: z.string().max(LONGEST_TEXT) }),
  z.object({
    ...common,
    kind: z.literal('link'),
    source: z.string().trim().max(LONGEST_ADDRESS),
    keepFresh: z.boolean(),
  }),
]);
export type NewItem = z.output<typeof newItem>;

/** What an admin changes. `version`: of what they saw. `text`, `source` and `keepFresh` only where the kind has them. */
export const itemChange = z.object({
  ...common,
  version: z.number().int(),
  text: z.string().max(LONGEST_TEXT).optional(),
  source: z.string().trim().max(LONGEST_ADDRESS).optional(),
  keepFresh: z.boolean().optional(),
});
export type ItemChange = z.output<typeof itemChange>;

/** What is said of files when they are sent. */
export const fileWords = z.object({
  assistantId: common.assistantId,
  asOf: day.optional(),
  expiresOn: day.nullable(),
});
export type FileWords = z.output<typeof fileWords>;

/** A link as it is asked for. @throws BatonError REQUEST_INVALID */
export function addressOfLink(source: string): string {
  const typed = /^[a-z][a-z0-9+.-]*:/i.test(source) ? source : `https://${source}`;
  if (!URL.canParse(typed)) throw notALink();
  const url = new URL(typed);
  if (!/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '') throw notALink();
  url.hash = '';
  return url.href;
}

const notALink = () =>
  new BatonError(
    'REQUEST_INVALID',
    'This is no address of a page. It looks like https://example.com/prices.',
  );

/** Of what an item is made of: the same twice is one item. */
export const fingerprintOf = (kind: string, content: string | Buffer): string =>
  createHash('sha256').update(`${kind}\n`).update(content).digest('hex');

export const findableOf = (title: string, source: string): string =>
  beginningOf(folded(`${title} ${source}`), LONGEST_ADDRESS);

/** @throws BatonError REQUEST_INVALID */
export function checkDays({ asOf, expiresOn }: { asOf: string; expiresOn: string | null }): void {
  if (expiresOn !== null && expiresOn < asOf)
    throw new BatonError('REQUEST_INVALID', 'It cannot expire before the day that it is from.');
}

/** The first words of a text, where nobody gave it a title. */
export const titleFrom = (text: string): string => {
  const [line = ''] = text.trim().split('\n');
  const plain = line.replace(/^#+\s*/, '').trim();
  return plain.length <= 80 ? plain : `${beginningOf(plain, 79).trimEnd()}…`;
};
