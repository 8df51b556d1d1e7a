import { fold } from '../../replies/dates/words.ts';
import { languageOf } from '../../ground/languages.ts';
import { sentencesIn } from '../sentences.ts';

const ENDS = /[.!?…。．！？؟][)\]"”'’»」』）]*$/u;
/** An address must not get a full stop, and an emoji ends a sentence by itself. */
const ENDS_ITSELF =
  /(?:https?:\/\/\S+|www\.\S+|\S+@\S+\.\p{L}+|\p{Extended_Pictographic}[\ufe0f\u200d\p{Emoji_Modifier}]*)$/u;
const OF_JAPANESE = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}ー][)）」』]*$/u;

/** Text as it is written, with a capital letter at the start and punctuation at the end. */
export function polished(text: string, mark: '.' | '?' = '.'): string {
  const bare = text.trim();
  const begun = capital(bare);
  if (ENDS.test(bare) || ENDS_ITSELF.test(bare)) return begun;
  const open = begun.replace(/[\s,;:、–—-]+$/u, '');
  if (OF_JAPANESE.test(open)) return `${open}。`;
  if (mark === '.') return `${open}.`;
  if (/\p{Script=Arabic}\S*$/u.test(open)) return `${open}؟`;
  return /[¿]/.test(open) || languageOf(open) !== 'es' ? `${open}?` : opened(open);
}

/** A Spanish question is opened, too: its last sentence is the question. */
function opened(text: string): string {
  const last = sentencesIn(text).at(-1) ?? text;
  return `${text.slice(0, text.length - last.length)}¿${last}?`;
}

/** The first letter large, except in names such as "iPad" and in addresses. */
export function capital(text: string): string {
  const [whole, before = '', word = ''] = /^([“"„«'‘(¿¡]*)(\S*)/u.exec(text) ?? [];
  if (whole === undefined || /^\p{Ll}\S*\p{Lu}/u.test(word) || /^(?:https?:|www\.)|@/.test(word)) return text;
  const [letter = ''] = word;
  return before + letter.toUpperCase() + text.slice(before.length + letter.length);
}

/** How a sentence begins that asks for something without being a question, folded. */
const NO_QUESTION =
  /^(?:please|let|tell|send|reply|answer|write|call|pick|choose|just|drop|give|feel|book|have|get|take|if|when you|i|i'd|i'm|i'll|we|we'd|you|your|it|a yes|bitte|geben|sagen|antworten|schreiben|rufen|melden|teilen|wenn|ich|wir|lassen|merci|dites|repondez|ecrivez|indiquez|faites|si|je|nous|n'hesitez|por favor|(?:diga|responda|escriba|avise|indique|envie|llame|mande|confirme|cuente)(?:me|nos|-me|-nos)?|me gustaria|nos gustaria|gostaria|gostariamos|se|per favore|(?:mi|ci) (?:dica|faccia|scriva|risponda|chiami|mandi)|risponda|scriva|vorrei|vorremmo|alstublieft|graag|laat|stuur|antwoord|bel|als|ik|wij|we zouden)(?![\p{L}])/u;

/** An Ask ends as a question unless its last sentence begins as none. */
export function polishedAsk(text: string): string {
  const last = sentencesIn(text).at(-1) ?? text;
  return polished(text, NO_QUESTION.test(fold(last.normalize('NFC'))) ? '.' : '?');
}
