import type { TalkingPoint } from './instructions.ts';
import { agreeWithYou, sentence, subjectPattern, toSecondPerson, type Addressee } from './second-person.ts';

export interface FactAddressee extends Addressee {
  company: string | null;
}

/** What a person did with us: may be told back to them as it is. */
const EVENTS =
  '(?:met|spoke|talked|attended|visited|came|downloaded|asked|requested|signed up|registered|subscribed|tried|tested|mentioned|told|showed|expressed|inquired|enquired|contacted|called|wrote|emailed|read|watched|joined|filled (?:in|out)|stopped by|commented|replied|bought|ordered|started|booked|responded)';
/** What is the case with them: told with "I understand that". */
const STATES =
  '(?:wants?|would like|needs?|uses?|runs?|plans?|planned|looks? for|is looking|are looking|(?:is|are|was|were) (?:interested|evaluating|considering|comparing|planning|running|using|working|opening|launching|expanding|moving|hiring|building|growing|exploring|preparing|thinking|keen|responsible|in charge|based|new (?:in|to|at)|a (?:customer|user|member|reader|partner)|the (?:new )?(?:head|director|manager|lead|founder|owner|ceo|cto|cfo|coo|cmo|vp))|(?:has|have) (?:been|asked|requested|downloaded|opened|launched|started|joined|shown|expressed|\\d|an? (?:team|fleet|plant|warehouse|shop|factory|site|office|store|branch)|several|many|offices|stores)|opened|opens|launched|launches|expanded|expands|moved|manages?|leads?|works?|owns?|operates?|produces?|sells?|makes?|builds?|became|won|cares? about|values?|prefers?|hired|hires)';
const ADVERB =
  '(?:(?:recently|currently|also|already|still|now|just|often|previously|once|always|regularly) )*';
/** Sentences about us that are meant for others to hear. */
const OURS =
  '^(?:we|our [\\p{L}\\d][\\p{L}\\d -]{1,60}?|it|this|the (?:product|platform|tool|service|software|system|trial|pilot))(?: can| could| also| now| already| currently| recently| will| would)* (?:help|offer|provide|deliver|build|make|support|are|is|have|has|work|specialise|specialize|launched|opened|reduce|save|cut|ship|supply|sell|serve|cover|run|integrate|connect|monitor|show|give|let|allow|produce|develop|design|manufacture|install|come|take|cost|start|include|replace|improve|increase|speed|automate|protect|train|advise|consult)(?:e?s)?\\b';

/** @returns the points a statement gives, or null if it is none that may be told */
export function readStatement(text: string, addressee: FactAddressee): TalkingPoint[] | null {
  const bare = text.replace(/[\s.!?]+$/, '');
  if (new RegExp(OURS, 'iu').test(bare))
    return [{ kind: 'ours', text: sentence(toSecondPerson(bare, addressee)) }];
  const spoken = aboutPerson(bare, addressee) ?? aboutCompany(bare, addressee);
  if (spoken === null) return null;
  const topic = topicOf(bare);
  return [{ kind: 'fact', text: spoken }, ...(topic ? [{ kind: 'topic', text: topic } as const] : [])];
}

function aboutPerson(text: string, addressee: FactAddressee): string | null {
  const ours = new RegExp(
    `^(?:we|i|rae|our team)? ?(?:met|spoke (?:to|with)|talked (?:to|with)) ?(?:her|him|them|${subjectPattern(addressee)})? (?=at|in|during|on|last|about)(.+)$`,
    'iu',
  ).exec(text);
  if (ours)
    return sentence(
      `We ${/^\S* ?(spoke|talked)/i.test(text) ? 'spoke' : 'met'} ${toSecondPerson(ours[1] ?? '', addressee)}`,
    );
  const match = new RegExp(
    `^(?:${subjectPattern(addressee)} )?(${ADVERB}(?:${EVENTS}|${STATES})\\b.*)$`,
    'iu',
  ).exec(text);
  if (match) return spokenOf(toSecondPerson(match[1] ?? '', addressee));
  const subjectless =
    /^(interested in|looking for|keen on|working on|responsible for|evaluating|considering|planning|comparing) (.+)$/i.exec(
      text,
    );
  return subjectless
    ? sentence(
        `I understand that you are ${toSecondPerson(text.charAt(0).toLowerCase() + text.slice(1), addressee)}`,
      )
    : null;
}

function spokenOf(predicate: string): string {
  const lower = predicate.charAt(0).toLowerCase() + predicate.slice(1);
  const isEvent = new RegExp(`^${ADVERB}${EVENTS}\\b`, 'i').test(lower);
  return sentence(isEvent ? `You ${lower}` : `I understand that you ${agreeWithYou(lower)}`);
}

function aboutCompany(text: string, { company, ...addressee }: FactAddressee): string | null {
  const [name = ''] = (company ?? '').split(/[\s,]/);
  const starts = name.length > 1 && text.toLowerCase().startsWith(name.toLowerCase());
  const theCompany =
    /^(the|their|her|his) (company|firm|business|team|shop|plant|factory|organi[sz]ation)\b/i.test(text);
  if (!starts && !theCompany) return null;
  const predicate = text.replace(
    starts ? /^\S+(?: (?:gmbh|inc\.?|ltd\.?|ag|llc|corp\.?|\p{Lu}\p{L}+))* /u : /^\S+ \S+ /,
    '',
  );
  if (!new RegExp(`^${ADVERB}(?:${EVENTS}|${STATES})\\b`, 'i').test(predicate)) return null;
  const told = toSecondPerson(text, addressee);
  return sentence(
    `I understand that ${starts ? told : told.replace(/^the (company|firm|business|organi[sz]ation)/i, 'your company').replace(/^\p{Lu}/u, (letter) => letter.toLowerCase())}`,
  );
}

/** "asked about cold-chain sensors at the fair" → "cold-chain sensors". At most six words, or it is no topic. */
function topicOf(text: string): string | null {
  const named =
    /\b(?:asked|inquired|enquired|talked|spoke|information|interested|interest|questions?|looking|evaluating|considering|needs?|wants?)(?: us| me| to us)? (?:about|in|for|on)? ?(.+)$/i.exec(
      text,
    )?.[1] ?? '';
  const [topic = ''] = named.split(
    /[,.;:]|\s(?:at|during|last|when|because|since|after|before|which|that|to|from|and|but|this|next|by|so)\s|\sin (?:january|february|march|april|may|june|july|august|september|october|november|december|20\d\d)/i,
  );
  const words = topic.trim().replace(/^(?:an?|the|our|their|her|his|your) /i, '');
  return words !== '' && words.split(' ').length <= 6 && !/^(us|it|this|that|you|me)$/i.test(words)
    ? words
    : null;
}
