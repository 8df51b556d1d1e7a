import { sentence } from './sentences.ts';
import { readOurs } from './statements.ts';
import type { TalkingPoint } from './types.ts';
import { isPhrase, nounPhrase, whom, type Addressee } from './wording.ts';

/** What an order is made of, and what a polite person says instead. null: these words cannot be told. */
interface Order {
  pattern(whom: string): RegExp;
  say(rest: string, addressee: Addressee): TalkingPoint | null;
}

const kindOfMeeting =
  '(?:\\d+[- ]?(?:min(?:ute)?s?|hours?)|(?:ten|fifteen|twenty|thirty|half|one)[- ](?:minutes?|hour)|quick|short|brief|free|first|intro(?:ductory)?|initial|personal|live|online|remote|virtual|video|phone|telephone|zoom|teams|discovery|product|sales|follow-up|non-binding|on-site)';
const meeting = new RegExp(
  `^(?<article>(?:an?|one|the|our|some) )?(?<meeting>(?:${kindOfMeeting} ){0,4}(?:call|meeting|demo|chat|visit|appointment|conversation|lunch|coffee))(?<more> (?:on|about|next|this|in|at|with|of|to|for|before|after|within|tomorrow)\\b[^,]*)?$`,
  'i',
);

/** "a 20-minute call on Thursday" → the question for it. */
function askForMeeting(text: string, addressee: Addressee): TalkingPoint | null {
  const { article, meeting: what = '', more = '' } = meeting.exec(text.trim())?.groups ?? {};
  if (what === '' || !isPhrase(what + more, addressee)) return null;
  const own = article ?? (/^(?:8|11|18)\b|^[aeiou](?!ne)/i.test(what) ? 'an ' : 'a ');
  return { kind: 'ask', text: `Would you have time for ${own.toLowerCase()}${what}${more}?` };
}

const withNoun =
  (kind: TalkingPoint['kind'], before: string): Order['say'] =>
  (rest, addressee) => {
    const noun = nounPhrase(rest, addressee);
    return noun === null ? null : { kind, text: sentence(`${before} ${noun}`) };
  };

const offer = withNoun('offer', 'I would be glad to offer you');

/** Orders to the assistant ("Offer a trial"). The first that fits and can be told is taken. */
const orders: readonly Order[] = [
  {
    pattern: (who) =>
      new RegExp(
        `^(?:ask|request|book|schedule|arrange|set up|get|win|propose|suggest|offer|push for|aim for|go for)(?: ${who})?(?: for)? (.+)$`,
        'iu',
      ),
    say: askForMeeting,
  },
  { pattern: (who) => new RegExp(`^(?:offer|propose|give)(?: ${who})? (.+)$`, 'iu'), say: offer },
  {
    pattern: (who) => new RegExp(`^invite ${who} (?:to|for) (.+)$`, 'iu'),
    say: withNoun('offer', 'I would like to invite you to'),
  },
  {
    pattern: (who) =>
      new RegExp(
        `^(?:mention|say|tell ${who}|point out|explain|let ${who} know|highlight|stress|emphasi[sz]e)(?: to ${who})? that (.+)$`,
        'iu',
      ),
    say: readOurs,
  },
  {
    pattern: (who) => new RegExp(`^congratulate ${who} (?:on|for) (.+)$`, 'iu'),
    say: withNoun('fact', 'Congratulations on'),
  },
  {
    pattern: (who) => new RegExp(`^thank ${who} for (.+)$`, 'iu'),
    say: withNoun('fact', 'Thank you for'),
  },
];

/** Labels whose line is an order without a verb: "Goal: a 20-minute call", "Offer: free trial". */
const labels: readonly { pattern: RegExp; say: Order['say'] }[] = [
  {
    pattern: /^(goal|objective|aim|cta|call to action|ask|purpose)$/,
    say: (rest, addressee) =>
      askForMeeting(rest.replace(/^(?:to )?(?:get|book|arrange|schedule|have|set up|win) /i, ''), addressee),
  },
  { pattern: /^(offer|incentive)$/, say: offer },
  {
    pattern: /^(topic|product|subject|theme)$/,
    say: (rest, addressee) =>
      rest.split(/\s+/).length <= 6 && isPhrase(rest, addressee) ? { kind: 'topic', text: rest } : null,
  },
];

/** @returns what an order gives the mail, or null if the sentence is none or cannot be told */
export function readOrder(text: string, label: string | null, addressee: Addressee): TalkingPoint | null {
  const bare = text
    .replace(
      /^(?:please|kindly|try to|aim to|the goal is to|goal is to|our goal is to|then|also|and)\s+/i,
      '',
    )
    .replace(/[\s.!?]+$/, '');
  const who = whom(addressee);
  for (const order of orders) {
    const rest = order.pattern(who).exec(bare)?.[1];
    const point = rest === undefined ? null : order.say(rest, addressee);
    if (point) return point;
  }
  const labelled = label === null ? undefined : labels.find(({ pattern }) => pattern.test(label));
  return labelled?.say(bare, addressee) ?? null;
}
