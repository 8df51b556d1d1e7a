import { fold } from '../../replies/dates/words.ts';
import { sentence } from '../sentences.ts';
import { comparable } from './comparable.ts';
import type { Addressee } from './types.ts';

/** What a sentence without a label may become: words that stand in a mail. */
export interface ReadSentence {
  use: 'opening' | 'about' | 'offer' | 'ask';
  text: string;
  /** A few words of it for the subject line. */
  topic?: string;
}

export interface UnlabelledInput {
  addressee: Addressee;
  /** The Context was written for this contact: a default one says nothing of the person. */
  own: boolean;
  /** Whose contact it was: the one who met the person, as far as anybody can know. */
  priorOwnerName: string | null;
  /** What the whole Context asks not to be mentioned, see `forbiddenIn`. */
  forbidden: readonly string[];
}

/*
 * Forms that are closed: every word of the sentence has its place in one, so that nothing else can hide in it.
 * src/backend/writing/contexts.jsonl shows what they take and what they leave. A label does better in every case.
 */

const COUNT = '(?:\\d{1,3}|one|two|three|four|six|ten|fifteen|twenty|thirty|forty-five|half an?)';
const KIND =
  '(?:quick|short|brief|free|first|intro|introductory|initial|personal|live|online|remote|virtual|video|phone|telephone|zoom|teams|discovery|product|no-obligation|non-binding|on-site|follow-up)';
const WHOM = '(?:her|him|them|the contact|this contact)';
const meeting = new RegExp(
  `^(?:please )?(?:ask|request|book|schedule|arrange|set up|propose|suggest|offer)(?: ${WHOM})?(?: for)?(?: an?)?(?: (?<count>${COUNT})[- ](?<unit>min(?:ute)?s?|hours?))?(?<kinds>(?: ${KIND}){0,3}) (?<what>call|meeting|demo|chat)$`,
);
const gift = new RegExp(
  `^(?:please )?offer(?: ${WHOM})? (?<gift>(?:an?|our|one|two|three)(?: (?:free|paid|guided|personal|remote|online|live|short|quick|initial|no-obligation|non-binding|on-site|${COUNT}[- ](?:day|week|month))){0,3} (?:trial|pilot|sample|samples|tour|consultation|assessment|audit|workshop|webinar|walkthrough))$`,
);
const met =
  /^(?:we )?met (?:(?<who>\p{L}+(?: \p{L}+)?) )?(?<where>(?:at|during) (?:the |our )?\p{L}[\p{L}\d'’&-]*(?: \p{L}[\p{L}\d'’&-]*){0,5})$/iu;
const interested = /^interested in (?<what>\p{L}[\p{L}\d' -]*)$/iu;
const ours =
  /^we (?:(?:help|serve|train|supply) (?!(?:the|this|that|these|those|a|an|one|some|out|up|with|our|my|as|at|in) )|(?:build|develop|design|manufacture|produce|sell|provide|install) (?!(?:the|this|that|these|those|it|one|out|up|on|off|our|my|at|in) ))\p{L}[\p{L}' -]*$/iu;

/** Words that turn a sentence into news for colleagues, an order, a judgement, or half of another sentence. */
const doubtful =
  /\b(?:not|no|never|none|nothing|n't|don't|without|but|only|unless|until|if|because|since|while|although|though|however|so|hopefully|maybe|perhaps|probably|apparently|may|might|could|would|should|must|can|cannot|will|shall|you|your|yours|i|my|me|mine|us|this|these|those|here|there|now|today|tomorrow|yesterday|tonight|currently|already|still|again|soon|next|last|previous|former|recent|recently|just|later|ago|once|instead|anyway|too|even|ourselves|themselves|itself|monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|february|march|april|june|july|august|september|october|november|december|spring|summer|autumn|winter|week|month|quarter|year|and he|and she|and they|and wants?|and has|and is)\b/;
const indiscreet =
  /\b(?:internal\w*|confidential\w*|private\w*|secret\w*|sensitive|nda|insider\w*|rumou?rs?|budget\w*|margin\w*|discount\w*|price|prices|priced|pricing|cheap\w*|cost|costs|costly|expensive|deal|deals|pipeline|quota|commission|upsell\w*|cross-?sell\w*|churn\w*|worth|revenue|profit\w*|loss|losses|salary|credit|debt\w*|invoice\w*|overdue|lawsuit\w*|legal|court|police|complain\w*|unhappy|angry|annoyed|rude|difficult|stubborn|stingy|hat(?:e|es|ed|ing)|dislik\w*|disappoint\w*|fail\w*|terrible|awful|bored|boring|ignor\w*|ghost\w*|no-?shows?|spam|scep\w*|skep\w*|doubt\w*|desperate\w*|naive|stupid|idiot\w*|lazy|slow|arrogant|weak|leverag\w*|pressur\w*|push\w*|decision[- ]makers?|gatekeeper\w*|champion\w*|blocker\w*|compet\w*|rival\w*|lost|losing|lose|fired|layoffs?|divorc\w*|pregnan\w*|ill|illness|sick\w*|health|religio\w*|politic\w*|age|married|single|affair|drunk|drinks?|exception\w*|favou?rs?|excuse\w*|apolog\w*|problem\w*|issue|issues|trouble\w*|career\w*|jobs?|roles?|positions?|leav\w*|quit\w*|resign\w*|retir\w*|acquisition\w*|merger\w*|takeover\w*|bankrupt\w*|insolven\w*|switch\w*|replac\w*|cancel\w*|escap\w*|funeral|wedding|party|bar|pub|dating|toilet\w*|whatever|stuff|things?|crap|shit\w*|damn\w*)\b/;
const others =
  /\b(?:s?he|him|his|hers?|himself|herself|they|them|theirs|contact|contacts|lead|leads|prospects?|recipient|customer|client|buyer|person|guy|guys|lady|man|woman|colleagues?|boss|ceo|cfo|cto)\b/;
/** Not this contact, but all there are. */
const anybody = /\b(?:every|each|all|more|new) (?:lead|customer|client|prospect|person|contact|buyer)s?\b/g;
const KNOWN_CAPITALS = /^(?:IT|HR|CRM|ERP|PDF|SME|SMEs|B2B|B2C|AI|EU|UK|US|USA|GDPR|ISO)$/;
const MOST_WORDS = 24;
const LONGEST = 300;

/** "they" are whom the sentence itself names: "We help restaurants to manage their stock". */
const ownMany = /^we (?:help|serve|train|supply) (?:[\p{L}-]+ ){0,3}?[\p{L}-]{3,}s\b[^.]*\btheir\b/u;

/** @returns what an English sentence without a label may say, or null: it is not used */
export function readUnlabelled(written: string, input: UnlabelledInput): ReadSentence | null {
  if (written.length > LONGEST) return null;
  const bare = written.trim().replace(/[\s.!]+$/, '');
  const said = fold(bare.normalize('NFC'));
  if (bare.split(/\s+/).length > MOST_WORDS || /["“”„«»(){}[\]<>:;?%$€£¥|\\/@#…,]/.test(bare)) return null;
  if (indiscreet.test(said) || touches(said, input.forbidden) || namesPerson(said, input.addressee))
    return null;
  return (
    readMeeting(said) ??
    readGift(said) ??
    readOurs(bare, said) ??
    (input.own ? (readMet(bare, said, input) ?? readInterest(bare, said)) : null)
  );
}

function readMeeting(said: string): ReadSentence | null {
  const found = meeting.exec(said)?.groups;
  if (!found) return null;
  const { count, unit = '', kinds = '', what = '' } = found;
  const length = count ? `${count.replace(/ an?$/, '')}-${unit.startsWith('m') ? 'minute' : 'hour'} ` : '';
  const whole = `${length}${kinds.trim()} ${what}`.trim().replace(/\s+/g, ' ');
  const article = /^(?:8|11|18|80)(?!\d)|^[aeiou](?!ne)/.test(whole) ? 'an' : 'a';
  return { use: 'ask', text: `Would you have time for ${article} ${whole}?` };
}

function readGift(said: string): ReadSentence | null {
  const what = gift.exec(said)?.groups?.['gift'];
  return what === undefined ? null : { use: 'offer', text: `I would be glad to offer you ${what}.` };
}

function readOurs(bare: string, said: string): ReadSentence | null {
  const rest = said.replace(/^we /, '').replace(anybody, '');
  const speaksOfOthers = others.test(rest) || (/\btheir\b/.test(rest) && !ownMany.test(said));
  if (!ours.test(bare) || doubtful.test(rest) || /\bwe\b/.test(rest) || speaksOfOthers) return null;
  return namesSomebody(bare) ? null : { use: 'about', text: sentence(bare) };
}

/** The assistant was not there. Who was is not said; the colleague who had the contact is named. */
function readMet(
  bare: string,
  said: string,
  { addressee, priorOwnerName }: UnlabelledInput,
): ReadSentence | null {
  const { who, where = '' } = met.exec(bare)?.groups ?? {};
  if (
    where === '' ||
    doubtful.test(said.replace(/^we /, '')) ||
    /\b(?:and|or|with|by|who|where|when)\b/.test(said)
  )
    return null;
  if (who !== undefined && !isPerson(who, addressee)) return null;
  const whom = priorOwnerName === null ? 'our team' : `my colleague ${priorOwnerName}`;
  return {
    use: 'opening',
    text: `You met ${whom} ${where.charAt(0).toLowerCase()}${where.slice(1).trim()}.`,
  };
}

const isPerson = (who: string, { firstName, lastName }: Addressee): boolean =>
  ['her', 'him', 'them', firstName, lastName, `${firstName ?? ''} ${lastName ?? ''}`].some(
    (name) => name !== null && fold(name.trim()) === fold(who),
  );

const TOPIC_WORDS = 6;

function readInterest(bare: string, said: string): ReadSentence | null {
  const what = interested.exec(bare)?.groups?.['what']?.trim();
  if (
    !what ||
    doubtful.test(said) ||
    others.test(said) ||
    /\b(?:their|our|we|and|or|who|which|that|is|are|was|has|have|wants?|needs?|from|by)\b/.test(said)
  )
    return null;
  if (namesSomebody(bare)) return null;
  const topic = what.split(/\s+/).length <= TOPIC_WORDS ? { topic: what } : {};
  return { use: 'opening', text: `I understand that you are interested in ${what}.`, ...topic };
}

/** A capital letter within the sentence: a person, a company, a product. Who that is cannot be known by rules. */
const namesSomebody = (bare: string): boolean =>
  bare
    .split(/[\s-]+/)
    .slice(1)
    .some((word) => /\p{Lu}/u.test(word) && !KNOWN_CAPITALS.test(word));

const namesPerson = (said: string, { firstName, lastName }: Addressee): boolean =>
  !/^(?:we )?met /.test(said) &&
  [firstName, lastName].some(
    (name) => name !== null && comparable(name).trim() !== '' && comparable(said).includes(comparable(name)),
  );

/** What somebody asked not to be mentioned: other sentences about it stay out too. */
const forbiddenTopic =
  /\b(?:do not|don['’]t|dont|never|avoid|without|not|no|refrain from|stay away from|steer clear of)\s+([^.;!?\n]+)/gi;
const fillers = new Set(
  'about their them they that this these those with without from have what when which your yours ours the and not any anything mention mentioning talk talking discuss discussing avoid yet until offer offering promise say saying tell telling write writing share sharing help sell'.split(
    ' ',
  ),
);

/** Beginnings of words that a Context asks not to be mentioned. */
export function forbiddenIn(context: string): string[] {
  const words = [...context.matchAll(forbiddenTopic)].flatMap(
    (found) => fold(found[1] ?? '').match(/[\p{L}\d]{4,}/gu) ?? [],
  );
  return [...new Set(words)]
    .filter((word) => !fillers.has(word))
    .map((word) => word.slice(0, Math.max(4, word.length - 3)));
}

const touches = (said: string, stems: readonly string[]): boolean =>
  stems.some((stem) => said.includes(stem));
