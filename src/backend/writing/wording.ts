/** Names by which a Context may speak of the person the mail goes to. */
export interface Addressee {
  firstName: string | null;
  lastName: string | null;
}

const LONGEST = 300;
const aboutOne =
  /\b(s?he|him|hers?|his|himself|herself|(?:the|this|that|these|those|all|our) (?:contact|lead|prospect|person|recipient|addressee)s?|(?:the|this) (?:customer|client|buyer))\b/i;
const aboutMany = /\b(they|them|theirs?|themselves)\b/i;
/** "We help restaurants to manage their stock": the sentence itself says who "they" are. */
const ownMany =
  /\b(?:help|helps|support|serve|enable|enables|let|lets|allow|allows|give|gives|show|train|advise|work with|sell to|supply) (?:[\p{L}\d-]+ ){0,3}?(?:[\p{L}-]{3,}s|people|men|women|staff)\b(?=.*\b(?:they|them|theirs?|themselves)\b)/iu;

const escapePattern = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

const namesOf = ({ firstName, lastName }: Addressee): string[] =>
  [firstName, lastName].flatMap((name) => (name?.trim() ? [escapePattern(name.trim())] : []));

/**
 * May a sentence stand in a mail to the person as it is written? Not if it speaks of that person in the third person,
 * and not if it runs on into another sentence.
 */
export function isSpeakable(text: string, addressee: Addressee): boolean {
  const names = namesOf(addressee);
  return (
    text.length <= LONGEST &&
    !aboutOne.test(text) &&
    (!aboutMany.test(text) || ownMany.test(text)) &&
    !(names.length > 0 && new RegExp(`(?<!\\p{L})(?:${names.join('|')})(?!\\p{L})`, 'iu').test(text)) &&
    !/[.!?]\s+\p{Ll}/u.test(text.replace(/\b(?:e\.\s?g|i\.\s?e|etc|approx|vs|[Ii]nc|[Ll]td|[Cc]o)\./g, ''))
  );
}

/** Matches what stands for the person in an order: "Offer her …", "Invite the contact …", "Ask Ann …". */
export const whom = (addressee: Addressee): string =>
  `(?:${['her', 'him', 'them', '(?:the|this) (?:contact|lead|prospect|customer|client)', ...namesOf(addressee)].join('|')})`;

/** Words after which a phrase is no longer one thing, but half a sentence. */
const clause =
  /[.!?:;"“”()]|\b(but|not|no|only|if|unless|when|because|since|while|although|though|however|so|that|who|which|whether|please|then|until|instead|by|is|are|was|were|has|have|will|would|should|must|can)\b/i;
const MOST_WORDS = 14;

/** Do these words go on after a preposition or verb of ours without turning into another sentence? */
export const isPhrase = (text: string, addressee: Addressee): boolean =>
  text.split(/\s+/).length <= MOST_WORDS &&
  !clause.test(text) &&
  !aboutMany.test(text) &&
  isSpeakable(text, addressee);

const determiner = /^(an?|the|our|one|two|three|four|five|six|ten|some|free|\d+)\b/i;

/** "a free trial", "our guide": what can be offered. The small first word is written small. @returns null if it is none */
export function nounPhrase(text: string, addressee: Addressee): string | null {
  const trimmed = text.trim();
  if (!determiner.test(trimmed) || !isPhrase(trimmed, addressee)) return null;
  return trimmed.charAt(0).toLowerCase() + trimmed.slice(1);
}
