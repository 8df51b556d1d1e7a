import { referredAddress } from './referred-address.ts';

/** Whom a person names in their place, as far as the words tell. */
export interface ReferredPerson {
  name: string | null;
  /** Lower-cased. */
  email: string | null;
}

/** One to three capitalised words, with what stands small in the middle of a name. */
const NAME = String.raw`(\p{Lu}[\p{L}'’-]+(?: (?:(?:van|von|de|der|den|da|di|del|la|le) )*\p{Lu}[\p{L}'’-]+){0,2})`;
const TITLE = String.raw`(?:(?:[Hh]errn?|[Ff]rau|[Mm]rs?\.?|[Mm]s\.?|[Dd]r\.?|[Mm]me|M\.|[Ss]ra?\.?|[Dd]on|[Dd]oña|[Ss]ig\.?(?:ra)?|de heer|mevrouw) )?`;

/** Behind these stands whom to turn to: English, German, French, Spanish, Portuguese, Italian, Dutch. */
const leadsTo = [
  'contact|write to|e-?mail|ask|(?:talk|speak) (?:to|with)|reach out to|try|ping|call',
  "cc['’]?ed|copied(?: in)?|copying(?: in)?|adding|looping in|colleague|boss|manager|successor(?: is)?",
  'wenden sie sich(?: bitte)? an|schreiben sie(?: bitte)?(?: an)?|sprechen sie(?: bitte)? mit|kontaktieren sie(?: bitte)?',
  'kolleg(?:e|en|in)|nachfolger(?:in)?(?: ist)?',
  'contactez|contacter|écrivez à|adressez-vous à|voyez avec|(?:mon|ma|notre) collègue',
  'contact[ea] (?:con|a)|contacta|contacte|escrib[ae] a|habl[ea] con|compañer[oa]',
  'fal[ea] com(?: [oa])?|escreva (?:ao?|para(?: [oa])?)|(?:meu|minha|o|a) colega',
  'contatti|scriva a|parli con|neem contact op met|schrijf(?: naar)?|(?:mijn|onze) collega|spreek met',
].join('|');

/** The first letter may stand at the beginning of a sentence. */
const eitherCase = leadsTo.replace(/(^|[|])(\p{Ll})/gu, (_all, edge: string, letter: string) => {
  return `${edge}[${letter}${letter.toUpperCase()}]`;
});
const said = eitherCase.replaceAll(' sie ', ' [sS]ie ');
const behind = new RegExp(`(?<!\\p{L})(?:${said}),?:? ${TITLE}${NAME}(?![\\p{L}\\d]*@)`, 'gu');
const besideAddress = new RegExp(`${NAME},? ?[<(\\[]?(?:mailto:)?$`, 'u');
const japanese = /([\p{Script=Han}\p{Script=Katakana}]{1,6})(?:さん|様|氏)?(?:に|まで|へ)(?:ご)?連絡/u;
const noName = new RegExp(
  `^(?:${said}|I|You|We|They|He|She|The|This|That|Please|Sie|Ich|Vous|Je|Me|Us|Our|My|Your|It|Sales|Support|Hi|Hello|Dear|Bitte|Instead)$`,
  'u',
);

/** Reads whom an answer names: the one beside the address, else whom it says to turn to. */
export function referredPerson(text: string, email = referredAddress(text)): ReferredPerson {
  const at = email === null ? -1 : text.toLowerCase().indexOf(email);
  const beside = at > 0 ? besideAddress.exec(text.slice(0, at))?.[1] : undefined;
  const named = [beside, ...[...text.matchAll(behind)].map((found) => found[1]), japanese.exec(text)?.[1]];
  const name = named.find((one) => one !== undefined && !noName.test(one.split(' ')[0] ?? ''));
  return { name: name ?? null, email };
}
