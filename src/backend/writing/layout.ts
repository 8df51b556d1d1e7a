import { textToHtml, unsubscribeFooter } from '../mail-server/html.ts';
import type { WritingInput } from './types.ts';

const hasGreeting =
  /^(hi|hello|hey|dear|good (morning|afternoon|day)|hallo|liebe[rs]?|guten tag|sehr geehrte|bonjour|hola)\b[^\n]{0,60}(\n|$)/i;
const hasClosing =
  /^(best|kind|warm|many|with|regards|cheers|thanks|thank you|sincerely|yours|mit|viele|herzliche|beste|freundliche|cordialement|saludos)\b/i;

/** Greeting, body, signature and the way out, as text and as HTML. */
export function layOut(
  body: string,
  greeting: string,
  input: Pick<WritingInput, 'assistant' | 'unsubscribeUrl'>,
): { text: string; html: string } {
  const tidy = body
    .replace(/[ \t]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
  const letter = [...(hasGreeting.test(tidy) ? [] : [greeting]), tidy, closing(input.assistant)].join('\n\n');
  const { unsubscribeUrl } = input;
  if (unsubscribeUrl === null) return { text: `${letter}\n`, html: textToHtml(letter) };
  return {
    text: `${letter}\n\n--\nIf you prefer not to hear from me again: ${unsubscribeUrl}\n`,
    html: `${textToHtml(letter)}\n${unsubscribeFooter(unsubscribeUrl, { before: 'If you prefer not to hear from me again:', link: 'unsubscribe' })}`,
  };
}

function closing({ name, role, signature }: WritingInput['assistant']): string {
  const own = signature.trim();
  if (own === '') return ['Best regards,', name, role.trim()].filter(Boolean).join('\n');
  return hasClosing.test(own) ? own : `Best regards,\n${own}`;
}
