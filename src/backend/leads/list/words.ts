import { folded } from '../../ground/folded.ts';
import type { Lead } from '../lead/lead-entity.ts';

/** `smith-jones@acme.example.com` is found by itself and by what follows each of its separators. */
function beginnings(word: string): string[] {
  const rests = [...word.matchAll(/[-.@_+'’/&(]+/g)].map((match) =>
    word.slice(match.index + match[0].length),
  );
  return [word, ...rests].filter((beginning) => beginning !== '');
}

/** Very long names and companies are found by what stands in front. */
const MOST = 500;

/** Everything a search may ask for, each beginning after a space. */
export const searchable = ({ email, facts }: Pick<Lead, 'email' | 'facts'>): string =>
  wordsIn([facts.firstName, facts.lastName, facts.company, email]);

/** The same of what else a person may be known by. */
export function wordsIn(parts: readonly (string | null | undefined)[]): string {
  const said = parts.map((part) => folded(part ?? ''));
  const words = said.flatMap((part) => part.split(' ')).flatMap(beginnings);
  return ` ${[...new Set(words)].join(' ')}`.slice(0, MOST);
}

/** The words of a search, each as a pattern for LIKE with `!` as escape character. */
export const patterns = (search: string): string[] =>
  folded(search)
    .split(' ')
    .filter((word) => word !== '')
    .map((word) => `% ${word.replace(/[!%_]/g, '!$&')}%`);

/** What people read for a contact: its name, else its address, else its number behind `noun`. */
export const nameOfContact = (
  { contactId, facts }: Pick<Lead, 'contactId' | 'facts'>,
  noun = 'Contact',
): string =>
  [facts.firstName, facts.lastName].filter(Boolean).join(' ') || facts.email || `${noun} ${contactId}`;
