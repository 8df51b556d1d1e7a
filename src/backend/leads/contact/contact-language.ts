import { languageOf, languageOfTag } from '../../ground/languages.ts';
import type { Language } from '../../ground/languages.ts';
import type { ContactFacts } from '../lead/lead-entity.ts';
import { countryOf } from './country.ts';

/** Countries in which business is done in one of our languages. Where it is done in several, the country tells nothing. */
const spokenIn: Readonly<Record<Language, string>> = {
  en: 'US GB IE AU NZ',
  de: 'DE AT LI',
  fr: 'FR MC',
  es: 'ES MX AR CO CL PE EC UY PY BO VE CR PA GT HN NI SV DO CU',
  pt: 'BR PT AO MZ',
  it: 'IT SM',
  nl: 'NL SR',
  ja: 'JP',
};

/**
 * In which language a contact is written to: HubSpot's preferred language, else that of the last answer, else that of the
 * country. null: nothing tells.
 * @param answered words of the last answer; null: none
 */
export const contactLanguage = (
  { language, country }: Pick<ContactFacts, 'language' | 'country'>,
  answered: string | null,
): Language | null =>
  languageOfTag(language) ??
  (answered === null ? null : languageOf(answered)) ??
  languageOfCountry(countryOf(country ?? null));

function languageOfCountry(code: string | null): Language | null {
  const found = Object.entries(spokenIn).find(([, countries]) => countries.split(' ').includes(code ?? ''));
  return languageOfTag(found?.[0]);
}
