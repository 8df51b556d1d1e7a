import type { MailAddress } from '../types.ts';
import { footerIn } from './footers.ts';
import { withoutSignature } from './signature-block.ts';

/** Longer lines are text; not looking at them bounds the work. */
const MAX_LINE = 300;

/** Where a signature starts for certain: the line of RFC 3676 and what phones, Outlook and antivirus programs append. */
const markers: readonly RegExp[] = [
  /^--\s*$/,
  /^—\s*$/,
  /^(sent|gesendet|envoyé|enviado|enviada|inviato|verzonden|verstuurd|skickat|sendt) (from|via|mit|von|depuis|de|à partir|desde|do|da|dal|con|vanaf|met|från|fra)\b.{0,80}$/i,
  /^(von|de) mein(em|er)? .{1,40} gesendet\.?$/i,
  /^.{1,40}から送信(されました)?。?$/,
  /^.{0,30}\boutlook\b.{0,30}\b(ios|android|mac)\b.{0,30}(<.{0,200}>)?$/i,
  /^(get|obtener|obtenir|télécharger|holen sie sich|obter|baixar|scarica|ottieni|download) (o )?outlook\b.{0,20}$/i,
  /^(diese e-?mail wurde|this email (was|has been)|ce courrier|virus-free\.|virenfrei\.).{0,80}(avast|avg|virus|viren|www\.).*$/i,
];

/** A greeting that closes a mail. What follows is the signature when it is short: a name, a post, a telephone number. */
const closing =
  /^(kind |best |warm |warmest |many )?(regards|wishes|thanks|rgds)( and regards)?[,.!]?$|^(cheers|thanks|thank you|sincerely|yours( sincerely| truly| faithfully)?|best|thx|br|all the best|take care|have a (nice|great|good) (day|week|weekend|one)|(mit )?(freundlichen|besten|herzlichen|lieben|vielen|schönen) gr(ü|ue)(ß|ss)en?|(freundliche|beste|herzliche|liebe|viele|schöne) gr(ü|ue)(ß|ss)e|mfg|lg|vg|(bien )?cordialement|bien à vous|sincères salutations|(un )?(cordial )?saludos?( cordiales)?|atentamente|atte\.?|um abraço|abraços?|abs|att\.?|atenciosamente|(com os |os )?(melhores |meus )?cumprimentos|cordiali saluti|distinti saluti|(un )?(cordiale )?salut[oi]|(met )?(vriendelijke|hartelijke) groet(en)?|groet(en|jes)?|mvg|cdlt|salutations( distinguées)?)[,.!]?$/i;

const contactLine =
  /(\+?\d[\d\s()./-]{7,}\d|www\.|https?:\/\/|\S+@\S+\.\S+|\b(gmbh|inc\.?|ltd\.?|llc|ag|sarl|s\.?a\.?)\b)/i;

/** Legal notes that companies append; the words in them are not the writer's. */
const disclaimer =
  /^\W*(this (e-?mail|message)( and any| is (confidential|intended))|confidentiality (notice|note)|disclaimer\b|diese (e-?mail|nachricht) (enthält|ist) vertraulich|ce message (et|est) .{0,40}confidentiel)/i;

/**
 * Drops the signature, a legal note below it and what phones append. A mail that is nothing else stays as it is.
 * @param from the writer; null: not known
 */
export function cutSignature(text: string, from: MailAddress | null): string {
  const lines = text.split('\n');
  const marked = lines.findIndex((line, index) => startsSignature(lines, line.trim(), index));
  const body = marked < 0 ? lines : lines.slice(0, marked);
  const kept = withoutSignature(body, from).join('\n').trim();
  return kept === '' ? text.trim() : kept;
}

function startsSignature(lines: readonly string[], line: string, index: number): boolean {
  if (line === '' || line.length > MAX_LINE) return false;
  if (markers.some((marker) => marker.test(line)) || disclaimer.test(line)) return true;
  return isClosing(line) && isSignatureBlock(lines.slice(index + 1));
}

/** Also in two languages: "Met vriendelijke groet / Kind regards". */
const isClosing = (line: string): boolean => line.split(/\s?[/|]\s?/).every((part) => closing.test(part));

/** When a firm is open, and who of it works when: below a closing only, elsewhere it is what an absence notice says. */
const hours =
  /betriebsferien|betriebsurlaub|showroom|öffnungszeiten|bürozeiten|geschlossen|opening hours|office hours|closed|working days|arbeitstage|gesloten|openingstijden|werkdagen|fermée?s?|jours de présence|horaires|cerrad[oa]s?|horario|fechad[oa]s?|chius[oiae]|orari|休業|営業時間/i;

/** Short lines, no sentences: at most ten of them, or any number once they are full of addresses and numbers. */
function isSignatureBlock(below: readonly string[]): boolean {
  const lines = below.map((line) => line.trim()).filter((line) => line !== '');
  const end = lines.findIndex((line) => disclaimer.test(line) || footerIn(line) === 0);
  const block = end < 0 ? lines : lines.slice(0, end);
  const sentences = block.filter(
    (line) =>
      line.length > MAX_LINE ||
      (!contactLine.test(line) &&
        !hours.test(line) &&
        (line.length > 60 || /\b(I|we|you|ich|wir|sie|je|nous|vous)\b.*[.?!]$/i.test(line))),
  );
  return block.length <= 12 && sentences.length === 0;
}
