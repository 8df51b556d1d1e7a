import { sentence, toSecondPerson, type Addressee } from './second-person.ts';

/** What a sentence of the Context gives the mail. */
export interface TalkingPoint {
  kind: 'fact' | 'ours' | 'offer' | 'ask' | 'topic';
  text: string;
}

type Say = (rest: string) => TalkingPoint[];

const WHOM = '(?:her|him|them|the contact|you|\\p{Lu}\\p{L}+)';
const MEETING = '(?:call|meeting|demo|chat|visit|appointment|conversation|video call|lunch|coffee)';
const fact = (text: string): TalkingPoint => ({ kind: 'fact', text });
const ask = (text: string): TalkingPoint => ({ kind: 'ask', text });
const offer = (text: string): TalkingPoint => ({ kind: 'offer', text });

/** Orders to the assistant ("Offer a trial") and what a polite person makes of them. The first that fits is taken. */
const orders: readonly { pattern: RegExp; say: Say }[] = [
  {
    pattern: new RegExp(
      `^(?:ask|request|book|schedule|arrange|set up|get|win|propose|suggest|offer|push for|aim for|go for)(?: ${WHOM})?(?: for)? (?=(?:an?|some|the|our)? ?(?:[\\p{L}\\d-]+ ){0,4}${MEETING}\\b)(.+)$`,
      'iu',
    ),
    say: (rest) => [ask(`Would you have time for ${withArticle(rest)}?`)],
  },
  {
    pattern: new RegExp(`^(?:ask|find out|check|see)(?: ${WHOM})? (?:if|whether) (.+)$`, 'iu'),
    say: (rest) => [ask(sentence(`May I ask whether ${rest}`, '?'))],
  },
  {
    pattern: new RegExp(`^ask(?: ${WHOM})? (how|what|when|which|where|why) (.+)$`, 'iu'),
    say: (rest) => [ask(sentence(`May I ask ${rest}`, '?'))],
  },
  {
    pattern: new RegExp(`^ask(?: ${WHOM})? about (.+)$`, 'iu'),
    say: (rest) => [ask(sentence(`Could you tell me a little about ${rest}`, '?'))],
  },
  {
    pattern: new RegExp(`^(?:offer|propose|give)(?: ${WHOM})? (.+)$`, 'iu'),
    say: (rest) => [offer(sentence(`I would be glad to offer you ${rest}`))],
  },
  {
    pattern: new RegExp(`^invite ${WHOM} (?:to|for) (.+)$`, 'iu'),
    say: (rest) => [offer(sentence(`I would like to invite you to ${rest}`))],
  },
  {
    pattern: new RegExp(
      `^(?:mention|say|tell ${WHOM}|point out|explain|let ${WHOM} know|highlight|stress|emphasi[sz]e)(?: to ${WHOM})? that (.+)$`,
      'iu',
    ),
    say: (rest) => [{ kind: 'ours', text: sentence(rest) }],
  },
  {
    pattern: /^(?:mention|highlight|stress|emphasi[sz]e|explain|tell \S+ about) (?!how|what|why|when)(.+)$/iu,
    say: (rest) => [{ kind: 'ours', text: sentence(`I thought that ${rest} might interest you`) }],
  },
  {
    pattern: new RegExp(`^congratulate ${WHOM} (?:on|for) (.+)$`, 'iu'),
    say: (rest) => [fact(sentence(`Congratulations on ${rest}`))],
  },
  {
    pattern: new RegExp(`^thank ${WHOM} for (.+)$`, 'iu'),
    say: (rest) => [fact(sentence(`Thank you for ${rest}`))],
  },
  {
    pattern:
      /^(?:focus on|talk about|write about|pitch|promote|introduce|present|sell|follow up (?:on|about)|reference|refer to|bring up|discuss) (.+)$/iu,
    say: (rest) => about(rest),
  },
];

/** Labels whose line is an order without a verb: "Goal: a 20-minute call", "Offer: free trial". */
const labels: readonly { pattern: RegExp; say: Say }[] = [
  {
    pattern: /^(goal|objective|aim|cta|call to action|ask|purpose|ziel)$/,
    say: (rest) =>
      new RegExp(`\\b${MEETING}\\b`, 'i').test(rest)
        ? [
            ask(
              `Would you have time for ${withArticle(rest.replace(/^(get|book|arrange|schedule|have|set up|to) /i, ''))}?`,
            ),
          ]
        : [],
  },
  {
    pattern: /^(offer|incentive|angebot)$/,
    say: (rest) => [offer(sentence(`I would be glad to offer you ${lowerFirst(rest)}`))],
  },
  {
    pattern: /^(topic|product|focus|subject|about|pitch|service|solution|theme|thema|produkt)$/,
    say: (rest) => about(lowerFirst(rest)),
  },
  {
    pattern: /^(pains?|needs?|challenges?|problems?|interests?|interested in|pain points?)$/,
    say: (rest) => [
      fact(sentence(`I understand that ${lowerFirst(rest)} is on your mind at the moment`)),
      { kind: 'topic', text: rest },
    ],
  },
];

/** @returns the points, or null if the sentence is no order */
export function readOrder(text: string, label: string | null, addressee: Addressee): TalkingPoint[] | null {
  const bare = text
    .replace(
      /^(?:please|kindly|try to|aim to|the goal is to|goal is to|our goal is to|you should|then|also|and)\s+/i,
      '',
    )
    .replace(/[\s.!?]+$/, '');
  const order = orders.find(({ pattern }) => pattern.test(bare));
  const labelled = label === null ? undefined : labels.find(({ pattern }) => pattern.test(label));
  const match = order?.pattern.exec(bare);
  if (order && match) return order.say(told(match.slice(1).filter(Boolean).join(' '), addressee));
  return labelled ? labelled.say(told(bare, addressee)) : null;
}

const told = (rest: string, addressee: Addressee): string => toSecondPerson(rest, addressee);

function about(rest: string): TalkingPoint[] {
  return [
    fact(sentence(`I am getting in touch about ${rest}`)),
    { kind: 'topic', text: rest.replace(/^(the|our|an?|your) /i, '') },
  ];
}

const withArticle = (text: string): string =>
  /^(an?|the|our|some|your)\b/i.test(text)
    ? text
    : `${/^(8|11|18)\b|^[aeiou]/i.test(text) ? 'an' : 'a'} ${text}`;

/** Keeps names and abbreviations: "HubSpot", "IT security". */
const lowerFirst = (text: string): string =>
  /^\p{Lu}\p{Ll}+(\s\p{Ll}|$)/u.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
