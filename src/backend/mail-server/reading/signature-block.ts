import type { MailAddress } from '../types.ts';
import { footerIn } from './footers.ts';

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
 * The lines of a mail without those that tell who writes, and without the notes of the writer's company, at its end and
 * without any mark before them. Not the lines that tell whom to write to: those have another address, or are announced
 * by a colon.
 * @param from the writer; null: not known
 */
export function withoutSignature(lines: readonly string[], from: MailAddress | null): string[] {
  const above = aboveFooters(lines);
  let top = above.length;
  for (let at = above.length - 1; at > 0 && above.length - at <= MOST_LINES; at -= 1) {
    const line = above[at]?.trim() ?? '';
    if (line !== '' && !isContact(line) && !isShort(line)) break;
    top = at;
  }
  const block = above.slice(top).map((line) => line.trim());
  const contact = block.findIndex(isContact);
  const others = block.join('\n').match(address) ?? [];
  if (contact < 0 || (from !== null && others.some((one) => isOther(one, from)))) return above;
  const kept = above.slice(0, top + beginningOf(block, contact, from));
  const last = kept.findLast((line) => line.trim() !== '') ?? '';
  return last === '' || /[:：]\s*$/.test(last) ? above : kept;
}

/** So many lines at the end of a mail are looked at. */
const MOST_FOOTERS = 40;

/** A greeting says nothing: then what stands below it is no footer. */
const greeting =
  /^(?:hi|hello|hey|dear|good \p{L}+|hallo|guten \p{L}+|sehr geehrte|liebe|bonjour|madame|monsieur|hola|buen\p{L}+|estimad|olá|oi|bom dia|boa tarde|prezad|ciao|salve|gentile|buongiorno|beste|dag|geachte|お世話)/iu;

function aboveFooters(lines: readonly string[]): string[] {
  for (let start = Math.max(0, lines.length - MOST_FOOTERS); start < lines.length; start += 1) {
    if (lines[start]?.trim() === '' || (start > 0 && lines[start - 1]?.trim() !== '')) continue;
    const end = lines.findIndex((line, at) => at > start && line.trim() === '');
    const paragraph = lines.slice(start, end < 0 ? undefined : end);
    const found = footerIn(paragraph.join(' '));
    if (found < 0 || !isTail(end < 0 ? [] : lines.slice(end))) continue;
    const kept = [...lines.slice(0, start), ...upTo(paragraph, found)];
    const said = kept.filter((line) => line.trim() !== '');
    return said.length === 0 || (said.length === 1 && greeting.test(said[0]?.trim() ?? ''))
      ? [...lines]
      : kept;
  }
  return [...lines];
}

/** The lines before a place in them, as they stand joined by a space. */
function upTo(lines: readonly string[], place: number): string[] {
  const kept: string[] = [];
  let left = place;
  for (const line of lines) {
    if (left <= 0) break;
    kept.push(line.slice(0, left));
    left -= line.length + 1;
  }
  return kept;
}

/** Nothing that a person would write below a footer. */
const isTail = (below: readonly string[]): boolean =>
  below
    .join('\n')
    .split(/\n\s*\n/)
    .every(
      (paragraph) =>
        footerIn(paragraph.replaceAll('\n', ' ')) >= 0 ||
        paragraph
          .split('\n')
          .map((line) => line.trim())
          .every((line) => line === '' || isContact(line) || isShort(line)),
    );

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
