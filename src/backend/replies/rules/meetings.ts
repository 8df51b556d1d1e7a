import { WEEKDAY } from '../dates/words.ts';
import type { ReplyRule } from './rule.ts';

const TIME =
  "(?:\\d{1,2}(?::\\d\\d)?\\s?(?:am|pm|h|uhr|o['’]clock)|\\d{1,2}[:h]\\d\\d|noon|midday|mittags|midi|mediodía|morning|afternoon|lunch(?:time)?|vormittag|nachmittag|matin|après-midi|mañana|tarde)";
const DAY = `(?:${WEEKDAY}|today|tomorrow|next week|this week|later (?:today|this week)|morgen|heute|nächste woche|demain|la semaine prochaine|la próxima semana|\\d{1,2}(?:st|nd|rd|th)|\\d{1,2}[./]\\d{1,2}\\.?)`;
const SUITS =
  '(?:works?|suits?|is (?:good|fine|ok|okay|great|perfect|best|possible|free|open)|would (?:work|be (?:good|fine|great|ok|okay|perfect|best|possible)|suit)|sounds? (?:good|great|fine|perfect|ok)|looks? (?:good|fine|ok)|(?:it )?is|passt|geht|ginge|wäre (?:gut|möglich|ok)|klappt|me (?:va|convient|viene bien|conviene)|convient|va bien|nous convient)';
const TALK =
  '(?:talk|speak|chat|meet(?: up)?|call|connect|catch up|discuss|have a (?:quick |short |brief )?(?:call|chat|talk|meeting|conversation|word)|(?:quick |short |brief |phone |video )?(?:call|chat|meeting|conversation|demo)|zoom|teams|hop on|jump on|get on)';

/** No to the day, no to the talk, somebody else's talk, a talk on conditions or in the past. */
const no =
  /\b(not|\w+n['’]t|cannot|no|never|neither|nor|unable|unfortunately|nicht|kein\w*|leider|pas|aucun|jamais|tampoco|imposible|instead of|rather than|without|unless|if|before|until|once|whether|used to|was|were|had|did|called|woke|webinar|last (week|month|year|time)|already|ago|met|talked|spoke|spoken|spoken to|busy|booked|full|away|urgent\w*|emergenc\w*|would need|first (send|i['’]d need|need)|sorry)\b/;
const somebodyElse =
  /\b(he|she|they|who|colleague|assistant|manager|boss|team|department|reach him|reach her|contact (him|her|them)|(talk|speak|chat|connect|call|meet) (to|with) (my|our|the|a)|you (want|need|should|might|can|could|may|have|ought)( to| want to)* (talk|speak|chat|connect|meet)|with (my|our) (colleague|team|boss|manager)|internally|among ourselves)\b/u;
/** Beyond next week a meeting is "later". */
const far =
  /\b(next (month|quarter|year)|in (a|an|one|two|three|four|five|six|\d+|a couple of|a few|several) (weeks?|months?|quarters?|years?)|after (the|my|our|christmas|easter|summer)|new year|q[1-4]|in (january|february|march|april|may|june|july|august|september|october|november|december|autumn|spring|summer|fall|winter)|later this year|sometime|one day|some day|eventually|in the future|nächste[ns] (monat|quartal|jahr)|nach dem|im (januar|februar|märz|april|mai|juni|juli|august|september|oktober|november|dezember)|le mois prochain|próximo mes)\b/;
const either = (...parts: RegExp[]): RegExp => new RegExp(parts.map((part) => part.source).join('|'), 'iu');
const refused = either(no, somebodyElse, far);
const i = (body: string): RegExp => new RegExp(body, 'iu');

export const meetings: readonly ReplyRule[] = [
  {
    class: 'AgreedToMeet',
    confidence: 0.95,
    writer: 'person',
    when: i(
      `(?<!\\p{L})${DAY}[^.?!]{0,40}?(?:\\s|,)${SUITS}(?!\\p{L})|(?<!\\p{L})${DAY}(?: the)?(?: \\d{1,2}(?:st|nd|rd|th)?)?,?(?: at| um| à| a las| around| @)? ?${TIME}`,
    ),
    unless: refused,
  },
  {
    class: 'AgreedToMeet',
    confidence: 0.93,
    writer: 'person',
    when: i(
      `works? (?:well |fine |great |best )?for (?:me|us)[^.?!]{0,15}${DAY}|${TIME}[^.?!]{0,25} (?:on )?${DAY}|(?:at|around|by) ${TIME}[^.?!]{0,20} ${SUITS}|^\\W*(?:yes|yep|sure|ok|okay|great|perfect|fine|good|gerne|ja|oui|sí|si|vale|d['’]accord)[,.! ]+[^?]{0,20}${DAY}`,
    ),
    unless: refused,
  },
  {
    class: 'AgreedToMeet',
    confidence: 0.93,
    writer: 'person',
    when: i(
      `\\blet['’]?s ${TALK}(?!\\p{L})|\\blet['’]?s (?:do|set up|schedule|arrange|book|plan|find|fix|make|get|put|organi[sz]e|go for) (?:it|this|that|a|an|some|some time|something|the)\\b(?: (?:quick|short|brief|\\d+[- ]min\\w*|time|${TALK}|slot|zoom|in the calendar|on the calendar|up))*`,
    ),
    unless: either(
      refused,
      /let['’]?s (do|make) (it|this|that) (later|another time)|let['’]?s (talk|discuss) (about )?(money|price|pricing)/,
    ),
  },
  {
    class: 'AgreedToMeet',
    confidence: 0.92,
    writer: 'person',
    when: i(
      `\\b(?:happy|glad|pleased|delighted|open|keen|up|ready|willing|love|like|want|would be great|would be good|be good|good idea|great idea|interested in|down|game|free|available|able) (?:to|for|in) (?:a |an |have a |set up a |schedule a |do a |some )?(?:quick |short |brief |\\d+[- ]min(?:ute)?s? |introductory |intro |phone |video |further |first )*${TALK}(?!\\p{L})|(?:yes|sure|ok|okay),? (?:a |the )?(?:quick |short |brief )?(?:call|chat|meeting|demo|zoom)|\\ba (?:quick |short |brief |phone |video |\\d+[- ]min\\w* )*(?:call|chat|meeting|zoom) (?:would|sounds|is|works|makes|next|this|on|tomorrow) ?(?:be )?(?:sense|good|great|fine|nice|perfect|ok|okay|helpful|useful|week|${DAY})`,
    ),
    unless: refused,
  },
  {
    class: 'AgreedToMeet',
    confidence: 0.92,
    writer: 'person',
    when: i(
      `\\b(?:i am|i['’]m|i['’]d be|i would be|we are|we['’]re|i have|i['’]ve got) (?:also )?(?:free|available|open|around|flexible|time|availability|a slot|some time|in (?:the office|your area)|good) (?:on |at |for |all |most |any |in |this |next )?(?:day |the )?(?:${DAY}|${TIME}|week)|\\b(?:can|could|shall|should|might|may|why don['’]t) (?:we|you and i) (?:${TALK}|do|schedule|set up|arrange|find)[^?]{0,40}(?:${DAY}|${TIME})|\\b(?:how|what) about ${DAY}|\\bcould (?:do|make|manage) ${DAY}`,
    ),
    unless: refused,
  },
  {
    class: 'AgreedToMeet',
    confidence: 0.94,
    writer: 'person',
    when: /\b(schedule|arrange|set up|organi[sz]e|book) (a|the|us a) (quick |short |brief )?(meeting|call|chat|demo|appointment)\b|\b(talk|speak|see you|until|till) (then|monday|tuesday|wednesday|thursday|friday)\W*$|\b(please |just |do |can you |could you |you can |feel free to )?(call|ring|phone|dial) me\b(?! (back )?(in|if|names|when|crazy|old))|\bgive me a (call|ring|buzz|shout)\b|\b(book(ed)?|pick(ed)?|grab(bed)?|chose|choose|selected|scheduled|reserved) (a|the|some|your|my|you)? ?(slot|time|meeting|appointment|call|demo|date)\b|\b(send|shoot) (me |us |over |through )?(a |an |the |your )?(calendar |meeting |teams |zoom )*(invite|invitation|calendar|availability|calendly|meeting request|dial-in|link for (the|a) (call|meeting))\b|\b(here is|here['’]s|use|using) (my|the|this) (calendar|calendly|booking|scheduling)( link)?\b|calendly\.com|cal\.com\/|\bwhen (are you|would you be|do you have|can you|could you|can we|could we|shall we|works) (free|available|time|talk|meet|call|speak|best|for you|chat|suit)|\bwhat time(s)? (works?|suits?|would|is good|are you)\b|\baccepted:? |\bsee you (on|then|there|tomorrow|at|next week|monday|tuesday|wednesday|thursday|friday)\b|\b(that|it|this|either|both|any ?time|any (of those|day)) works? (for (me|us)|well|perfectly|great)|\bthat (time|day|slot|date) (works|suits|is (fine|good|perfect|great))/,
    unless: either(refused, /\b(urgent|emergency|how|working|price for me as a price)\b/),
  },
  {
    class: 'AgreedToMeet',
    confidence: 0.92,
    writer: 'person',
    when: /(gerne|können wir|lassen sie uns|sollten wir|würde mich freuen|ja,?) .{0,40}(telefonieren|sprechen|treffen|besprechen|austauschen|termin|gespräch)|rufen sie mich (gerne |bitte )?an|termin (passt|vereinbaren|machen|ausmachen)|passt mir( gut)?|volontiers .{0,40}(appel|rendez-vous|parler|échanger|discuter|rencontrer)|(appelez|rappelez)-moi|(d['’]accord|ok|oui),? .{0,30}(appel|rendez-vous|parlons|rdv)|(parlons|échangeons|fixons)|(hablemos|llámame|llámeme|me parece bien (una llamada|reunirnos|hablar)|podemos (hablar|reunirnos|quedar|agendar)|agendemos|quedamos)/,
    unless: refused,
  },
  {
    class: 'AgreedToMeet',
    confidence: 0.9,
    writer: 'person',
    alone: true,
    when: /^\W*(yes|yep|sure|absolutely|definitely|gladly|gerne|ja gerne|oui|avec plaisir|claro)[,.! ]*(please|thanks|thank you)?[,.! ]*(why not|let['’]s do (it|that)|works for me|that works|sounds good( to me)?|happy to)?\W*$/,
  },
];
