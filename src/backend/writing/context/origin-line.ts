import type { Language } from '../../ground/languages.ts';
import { glue } from '../glue.ts';

const NAMED =
  /^named by (?<somebody>[\p{L}][\p{L}\p{M}\p{N} .'’&-]{0,100}?) as the person to turn to[\s.]*$/iu;
const COLLEAGUE = /^a colleague\b/;

/** Baton's own line of where a name comes from, in the language of the mail; null: the text is none. */
export function readOrigin(text: string, language: Language): string | null {
  const somebody = NAMED.exec(text.trim())?.groups?.['somebody'];
  if (somebody === undefined) return null;
  return glue[language].nameFrom(COLLEAGUE.test(somebody) ? null : somebody);
}
