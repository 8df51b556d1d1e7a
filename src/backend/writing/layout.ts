import { textToHtml, unsubscribeFooter } from '../mail-server/html.ts';
import { letterWords } from './languages.ts';
import type { WritingInput } from './types.ts';

const english = {
  closing: 'Best regards,',
  unsubscribe: 'If you prefer not to hear from me again:',
  link: 'unsubscribe',
};

const hasGreeting =
  /^(hi|hello|hey|dear|good (morning|afternoon|day)|hallo|liebe[rs]?|guten tag|sehr geehrte|bonjour|hola)\b[^\n]{0,60}(\n|$)/i;
const hasClosing =
  /^(best|kind|warm|many|with|regards|cheers|thanks|thank you|sincerely|yours|mit|viele|herzliche|beste|freundliche|cordialement|saludos)\b/i;

/** Greeting, body, signature and the way out, as text and as HTML. */
export function layOut(
  body: string,
  greeting: string,
  input: Pick<WritingInput, 'assistant' | 'unsubscribeUrl' | 'step'>,
): { text: string; html: string } {
  const { language = 'en' } = input.step;
  const words = language === 'en' ? english : letterWords[language];
  const tidy = body
    .replace(/[ \t]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
  const letter = [
    ...(hasGreeting.test(tidy) ? [] : [greeting]),
    tidy,
    closing(input.assistant, words.closing),
  ].join('\n\n');
  const { unsubscribeUrl } = input;
  if (unsubscribeUrl === null) return { text: `${letter}\n`, html: textToHtml(letter) };
  return {
    text: `${letter}\n\n--\n${words.unsubscribe} ${unsubscribeUrl}\n`,
    html: `${textToHtml(letter)}\n${unsubscribeFooter(unsubscribeUrl, { before: words.unsubscribe, link: words.link })}`,
  };
}

function closing({ name, role, signature }: WritingInput['assistant'], words: string): string {
  const own = signature.trim();
  if (own === '') return [words, name, role.trim()].filter(Boolean).join('\n');
  return hasClosing.test(own) ? own : `${words}\n${own}`;
}
