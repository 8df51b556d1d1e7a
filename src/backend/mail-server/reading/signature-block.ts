import type { MailAddress } from '../types.ts';
import { isFooter } from './footers.ts';

/** A line of a signature is no longer. */
const LONGEST = 90;
/** No signature has more lines. */
const MOST_LINES = 14;
/** Above the first telephone number, where nothing else parts the signature from the text: a name, posts, the firm. */
const MOST_ABOVE = 3;

const address = /[^\s<>|:]+@[^\s<>|]+\.[^\s<>|]+/gu;
const labelled =
  /^(?:tel|telefon|telefone|teléfono|telefono|téléphone|tél|ph|phone|fon|móvil|mobil|mobile|mob|cell|cel|celular|cellulare|gsm|portable|t|m|p|f|d|e|w|fax|direct|direkt|durchwahl|office|e-?mail|mail|email|courriel|correo|web|www|site|skype|電話|携帯|直通|内線|メール)(?:\.|\b|(?<=[\u3000-\u9fff]))\s*[.:：|)/-]*\s*(?=.*(?:\d[\d\s()./-]{4,}\d|@|www\.|https?:))/iu;
const alone =
  /^(?:<?[^\s<>]+@[^\s<>]+\.[^\s<>]+>?|(?:https?:\/\/|www\.)\S+|\+?\(?\d[\d\s()./+-]{6,}\d|〒.+|[^\s/]+\.(?:com|example|net|org|eu|de|fr|es|it|nl|jp|pt|br|co\.uk)\/?)$/iu;
const inPieces = /[|·•‧／]/u;
const hasContact = /\+?\d[\d\s()./-]{6,}\d|@\S+\.\S+|www\./u;
const endsSentence = /[.!?。！？,;:：]$/u;
const abbreviation = /(?:\b(?:ltd|inc|co|corp|e\.v|s\.l|s\.a|s\.r\.l|s\.p\.a|b\.v|n\.v|ltda|cía|dr|jr)\.)$/iu;

const isContact = (line: string): boolean =>
  line.length <= 200 &&
  (labelled.test(line) || alone.test(line) || (inPieces.test(line) && hasContact.test(line)));

const isShort = (line: string): boolean =>
  line.length <= LONGEST && (!endsSentence.test(line) || abbreviation.test(line));

/**
 * Where the lines that tell who writes begin, at the end of a mail without any mark before them; -1: there are none.
 * Not the lines that tell whom to write to: those have another address, or are announced by a colon.
 * @param from the writer; null: not known
 */
export function signatureStart(lines: readonly string[], from: MailAddress | null): number {
  const end = footersBelow(lines);
  let top = end;
  for (let at = end - 1; at > 0 && end - at <= MOST_LINES; at -= 1) {
    const line = lines[at]?.trim() ?? '';
    if (line !== '' && !isContact(line) && !isShort(line)) break;
    top = at;
  }
  const block = lines.slice(top, end).map((line) => line.trim());
  const contact = block.findIndex(isContact);
  if (contact < 0) return end < lines.length ? end : -1;
  const others = block.join('\n').match(address) ?? [];
  if (from !== null && others.some((one) => isOther(one, from))) return end < lines.length ? end : -1;
  const start = top + beginningOf(block, contact, from);
  const above = lines.slice(0, start).findLast((line) => line.trim() !== '') ?? '';
  return start === 0 || above === '' || /[:：]\s*$/.test(above) ? -1 : start;
}

/** The first of the footers at the end; the number of lines where there are none. */
function footersBelow(lines: readonly string[]): number {
  const first = lines.findIndex((line) => isFooter(line.trim()));
  if (first <= 0) return lines.length;
  const below = lines.slice(first).map((line) => line.trim());
  const isTail = below.every(
    (line, at) => line === '' || isFooter(line) || isContact(line) || isShort(line) || below[at - 1] !== '',
  );
  return isTail ? first : lines.length;
}

/** At the writer's name, else at the paragraph of the first number or address, else a few lines above it. */
function beginningOf(block: readonly string[], contact: number, from: MailAddress | null): number {
  const named = block.findIndex((line, at) => at <= contact && isName(line, from));
  if (named >= 0) return named;
  const blank = block.slice(0, contact).lastIndexOf('');
  return blank >= 0 ? blank + 1 : Math.max(0, contact - MOST_ABOVE);
}

const namesOf = ({ name, email }: MailAddress): string[] =>
  `${name} ${email.split('@')[0] ?? ''}`
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .filter((word) => word.length > 2 || /[\u3040-\u9fff]/u.test(word));

function isName(line: string, from: MailAddress | null): boolean {
  if (from === null || line.split(/\s+/).length > 6) return false;
  const words = line.toLowerCase().split(/[^\p{L}]+/u);
  return namesOf(from).some((name) => words.includes(name));
}

/** Somebody else's address; what the firm has for all (info@ of the same host) is the writer's too. */
function isOther(one: string, { email, name }: MailAddress): boolean {
  const [local = '', host = ''] = one
    .toLowerCase()
    .replace(/[.,;)]+$/, '')
    .split('@');
  const [ownLocal = '', ownHost = ''] = email.split('@');
  if (local === ownLocal) return false;
  const own = namesOf({ email, name }).some((word) => local.includes(word));
  return (
    !own &&
    !(
      host === ownHost &&
      /^(?:info|office|contact|kontakt|hello|mail|service|contacto|contato|privacy)/.test(local)
    )
  );
}
