import { closings } from '../facts/prose/closings.ts';
import { languages } from '../ground/languages.ts';
import type { Language } from '../ground/languages.ts';
import { smallPrint, textToHtml, unsubscribeFooter } from '../mail-server/html.ts';
import { fold } from '../replies/dates/words.ts';
import { letterWords } from './languages.ts';
import type { WritingInput } from './types.ts';

const english = {
  closing: 'Best regards,',
  unsubscribe: 'If you prefer not to hear from me again:',
  link: 'unsubscribe',
  ps: 'PS:',
};

const hasGreeting =
  /^(hi|hello|hey|dear|good (morning|afternoon|day)|hallo|liebe[rs]?|guten tag|sehr geehrte|bonjour|hola)\b[^\n]{0,60}(\n|$)/i;
const hasClosing =
  /^(best|kind|warm|many|with|regards|cheers|thanks|thank you|sincerely|yours|mit|viele|herzliche|beste|freundliche|cordialement|saludos)\b/i;

/** Greeting, body, signature, and below them what the law asks for and the way out, as text and as HTML. */
export function layOut(
  body: string,
  greeting: string,
  input: Pick<WritingInput, 'assistant' | 'unsubscribeUrl' | 'step' | 'footer'> & { ps: string },
): { letter: string; text: string; html: string } {
  const words = wordsOf(input.step);
  const tidy = body
    .replace(/[ \t]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
  const letter = [
    ...(hasGreeting.test(tidy) ? [] : [greeting]),
    tidy,
    closing(input.assistant, words.closing, input.step.language ?? 'en'),
    ...(input.ps.trim() === '' ? [] : [`${words.ps} ${input.ps.trim()}`]),
  ].join('\n\n');
  return { letter, ...finishLetter(letter, input) };
}

const wordsOf = ({ language = 'en' }: Pick<WritingInput['step'], 'language'>) =>
  language === 'en' ? english : letterWords[language];

/** The whole mail around a letter, whoever wrote it; the same letter gives the same mail. */
export function finishLetter(
  letter: string,
  {
    step,
    unsubscribeUrl: url,
    footer,
  }: Pick<WritingInput, 'unsubscribeUrl' | 'footer'> & { step: Pick<WritingInput['step'], 'language'> },
): { text: string; html: string } {
  const words = wordsOf(step);
  const small = [footer?.disclosure ?? '', footer?.postalAddress ?? ''].filter((part) => part.trim() !== '');
  const wayOut = url === null ? [] : [{ before: words.unsubscribe, link: words.link, url }];
  if (small.length + wayOut.length === 0) return { text: `${letter}\n`, html: textToHtml(letter) };
  const below = [...small, ...wayOut.map(({ before }) => `${before} ${url}`)];
  return {
    text: `${letter}\n\n--\n${below.join('\n\n')}\n`,
    html: [textToHtml(letter), ...small.map(smallPrint), ...wayOut.map(unsubscribeFooter)].join('\n'),
  };
}

/** The signature as the admin wrote it; a closing in another language than the mail's gives way to that of the mail. */
function closing(
  { name, role, signature }: WritingInput['assistant'],
  words: string,
  language: Language,
): string {
  const own = signature.trim();
  if (own === '') return [words, name, role.trim()].filter(Boolean).join('\n');
  const [first = '', ...below] = own.split('\n');
  if (closesIn(language, first)) return own;
  if (languages.some((other) => closesIn(other, first))) return [words, ...below].join('\n').trim();
  return hasClosing.test(own) ? own : `${words}\n${own}`;
}

const closesIn = (language: Language, line: string): boolean =>
  new RegExp(`^(?:${closings[language]})[\\s,.!、。]*$`, 'u').test(fold(line.trim()));
