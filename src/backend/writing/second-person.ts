/** Who a Context speaks of when it means the person the mail goes to. */
export interface Addressee {
  firstName: string | null;
  lastName: string | null;
}

const irregular: Readonly<Record<string, string>> = {
  is: 'are',
  has: 'have',
  was: 'were',
  does: 'do',
  goes: 'go',
  "isn't": "aren't",
  "hasn't": "haven't",
  "doesn't": "don't",
  "wasn't": "weren't",
};
const adverb = /^(\w+ly|also|still|now|already|never|always|often|just|soon)$/i;

/** "uses" → "use". Past tenses and plurals of "to be" stay as they are. */
function secondPersonVerb(verb: string): string {
  const known = irregular[verb.toLowerCase()];
  if (known) return known;
  if (/[^aeiou]ies$/.test(verb)) return verb.replace(/ies$/, 'y');
  if (/(sh|ch|x|ss|zz)es$/.test(verb)) return verb.slice(0, -2);
  return /[^s]s$/.test(verb) && !/(us|is)$/.test(verb) ? verb.slice(0, -1) : verb;
}

/** The first word of a predicate, past adverbs, put into the second person: "currently uses Excel" → "currently use Excel". */
export function agreeWithYou(predicate: string): string {
  const words = predicate.split(' ');
  const verb = words.findIndex((word) => !adverb.test(word));
  return words.map((word, index) => (index === verb ? secondPersonVerb(word) : word)).join(' ');
}

const escapePattern = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Matches a subject that stands for the addressee; to be followed by a space. */
export function subjectPattern(addressee: Addressee): string {
  const names = [addressee.firstName, addressee.lastName]
    .filter((name) => name !== null && name.trim() !== '')
    .map((name) => escapePattern((name ?? '').trim()));
  const named = names.length > 0 ? `|(?:(?:mrs?|ms|dr)\\.? )?(?:${names.join(' ')}|${names.join('|')})` : '';
  return `(?:she|he|they|(?:the |this |our )?(?:contact|lead|customer|prospect|client|person)|(?:these|those|all|the) (?:contacts|leads|people|customers|prospects)${named})`;
}

/** Turns what is said about the addressee into what is said to them: "her team" → "your team", "she uses" → "you use". */
export function toSecondPerson(text: string, addressee: Addressee): string {
  const subject = subjectPattern(addressee);
  const object =
    '(?=$|[.,!?;]| (?:to|about|at|in|on|for|with|if|whether|that|and|or|an?|the|by|from|soon|again|how|what|when|our)\\b)';
  return text
    .replace(new RegExp(`(?<![\\p{L}'])${subject}['’]s(?= )`, 'giu'), (match) =>
      /^(she|he|they)/i.test(match) ? 'you are' : 'your',
    )
    .replace(
      new RegExp(
        `(?<![\\p{L}'])(they|(?:these|those|all|the) (?:contacts|leads|people|customers|prospects)|${subject}) ((?:\\w+ly |also |still |now |already )?[\\w']+)`,
        'giu',
      ),
      (_match, who: string, verb: string) =>
        /^they$|s$/i.test(who) ? `you ${verb}` : `you ${agreeWithYou(verb)}`,
    )
    .replace(new RegExp(`\\b(?:him|them)\\b`, 'gi'), 'you')
    .replace(new RegExp(`\\bher\\b${object}`, 'gi'), 'you')
    .replace(/\b(?:her|his|their)\b/gi, 'your')
    .replace(/\b(?:herself|himself|themselves)\b/gi, 'yourself')
    .replace(new RegExp(`(?<![\\p{L}'])${subject}(?![\\p{L}'])`, 'giu'), 'you');
}

/** First letter large, one full stop at the end. */
export function sentence(text: string, end = '.'): string {
  const trimmed = text.trim().replace(/[\s.,;:!?]+$/, '');
  return `${trimmed.charAt(0).toUpperCase()}${trimmed.slice(1)}${end}`;
}
