import { sentence } from './sentences.ts';
import type { TalkingPoint } from './types.ts';
import { isPhrase, isSpeakable, type Addressee } from './wording.ts';

/** Sentences about us that are meant for others to hear. */
const OURS = new RegExp(
  '^(?:we|our (?!goal|aim|objective|target|plan|strategy|task|job|lead|contact|prospect|customer |client |champion|buyer|ask|hope|pitch|angle|approach|tone|intention|budget)[\\p{L}\\d][\\p{L}\\d -]{1,60}?|the (?:product|platform|tool|service|software|system|trial|pilot))' +
    '(?: can| could| also| now| already| currently| will| would)* ' +
    '(?:help|offer|provide|deliver|build|make|support|are|is|have|has|work|specialise|specialize|launched|opened|reduce|save|cut|ship|supply|sell|serve|cover|run|integrate|connect|monitor|show|give|let|allow|enable|produce|develop|design|manufacture|install|come|take|cost|start|include|replace|improve|increase|speed|simplify|simplifie|automate|protect|train|advise|consult|operate|handle|manage|host|bring|turn|create)(?:e?s)?\\b',
  'iu',
);

/** @returns a sentence about us, as it is written, or null if it is none or cannot be told */
export function readOurs(text: string, addressee: Addressee): TalkingPoint | null {
  if (!OURS.test(text) || /:\s*$/.test(text) || !isSpeakable(text, addressee)) return null;
  return { kind: 'ours', text: asWritten(text) };
}

const asWritten = (text: string): string =>
  /[.!?]["”')]?$/.test(text) ? text.charAt(0).toUpperCase() + text.slice(1) : sentence(text);

/** Words that are true on the day they are written, and perhaps not when the mail leaves. */
const passing =
  /\b(yesterday|today|tonight|tomorrow|recently|just|ago|(?:last|this|next) \p{L}+|and|or)\b|,/iu;

/**
 * What the Context of one contact says of us two: "Met at the fair", "Interested in pumps". Only sentences without a
 * subject: in all others somebody is named, and who that is cannot be known by rules.
 */
export function readShared(text: string, addressee: Addressee): TalkingPoint[] {
  const bare = text.replace(/[\s.!]+$/, '');
  if (passing.test(bare) || !isPhrase(bare, addressee)) return [];
  const met = /^(?:we )?((?:met|spoke|talked) (?:at|in|on|during|about) .+)$/i.exec(bare)?.[1];
  if (met) return [{ kind: 'fact', text: sentence(`We ${small(met)}`) }];
  const [, interest, topic] = /^((?:interested in|looking for|keen on) (.+))$/i.exec(bare) ?? [];
  if (!interest || !topic) return [];
  return [
    { kind: 'fact', text: sentence(`I understand that you are ${small(interest)}`) },
    ...(topic.split(/\s+/).length <= 6 ? [{ kind: 'topic', text: topic } as const] : []),
  ];
}

const small = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);
