/** A line that introduces a quotation is never longer; longer ones are not looked at, which bounds the work. */
const MAX_HEADER_LENGTH = 400;
/** A header is wrapped over no more lines. */
const MAX_WRAPPED = 3;

const verbs =
  'wrote|writes|said|schrieb|écrit|escribió|scritto|escreveu|schreef|geschreven|skrev|napsal|pisze|napisał|kirjoitti|написал|пишет|írta|yazdı|scrie';

/** First lines of a quotation or a forward that are told by their words, as mail programs write them. */
const quoteHeaders: readonly RegExp[] = [
  // Gmail, Apple Mail, Thunderbird: "On Mon, 5 May 2025 at 10:12, Ann <ann@x.com> wrote:"
  new RegExp(
    `^(?=.*[\\d@])(On|Am|Le|El|Il|Em|Op|Den|Dne|W dniu|Dnia|pe|I)\\b.{6,250}(${verbs})(\\(a\\))?.{0,120}:\\s*$`,
    'i',
  ),
  // "2025-05-05 10:12 GMT+02:00 Ann <ann@x.com>:"
  /^\d{4}-\d\d-\d\d \d\d:\d\d.{0,60}<[^<>\s]{1,120}@[^<>\s]{1,120}>\s?:\s*$/,
  // "Ann <ann@x.com> schrieb am 05.05.2025:"
  new RegExp(`^[^<(]{2,100}[<(][^<>()\\s]{1,120}@[^<>()\\s]{1,120}[>)].{0,40}(${verbs}).{0,60}:\\s*$`, 'i'),
  // Chinese, Korean, Japanese, Russian
  /^在.{4,200}写道：\s*$/,
  /^20\d\d[./年].{4,200}(작성:|のメッセージ:|:)\s*$/,
  /^(пн|вт|ср|чт|пт|сб|вс),? .{4,200}:\s*$/i,
  /^(begin forwarded message|anfang der weitergeleiteten nachricht|début du message (réexpédié|transféré)|inicio del mensaje reenviado|inizio messaggio inoltrato|início da mensagem encaminhada|begin doorgestuurd bericht|vidarebefordrat (brev|meddelande)|początek przekazywanej wiadomości|начало переадресованного сообщения|転送されたメッセージ)\s*:\s*$/i,
  // Outlook for mobile draws a line of underscores before its block of headers.
  /^_{20,}\s*$/,
];

/** "-----Original Message-----" in any language: a few words between dashes. */
const framed = /^[*_\s>]*[-—–_=]{4,}[*\s]*[\p{L}'’\s]{4,60}[:.]?[*\s]*[-—–_=]{4,}[*_\s]*$/u;
/** The same where one side has fewer dashes, by its words. */
const original =
  /^[-_*\s]{2,20}(original message|ursprüngliche nachricht|originalnachricht|message d['’]origine|message original|mensaje original|mensagem original|messaggio originale|oorspronkelijk bericht|oprindelig (besked|meddelelse)|originalmeddelande|forwarded message|weitergeleitete nachricht|message transféré|mensaje reenviado|messaggio inoltrato|mensagem encaminhada|doorgestuurd bericht|元のメッセージ|原始邮件|원본 메시지)[-_*\s]*$/i;

/** Outlook's block: a "From:" line with a date line and a subject line near below it, in the languages of Office. */
const fromLine =
  /^\*?(From|Von|De|Da|Van|Från|Fra|Od|От|差出人|发件人|寄件者|보낸 사람|Kimden|Lähettäjä)\s?[:：]\*?\s*\S/i;
const dateLine =
  /^\*?(Sent|Date|Gesendet|Datum|Envoyé|Date d['’]envoi|Enviado( el)?|Fecha|Inviato|Data|Verzonden|Skickat|Sendt|Wysłano|Отправлено|Дата|送信日時|日付|发送时间|日期|보낸 날짜|Odesláno|Lähetetty)\s?[:：]\*?\s*\S/i;
const subjectLine =
  /^\*?(Subject|Betreff|Objet|Asunto|Oggetto|Onderwerp|Ämne|Emne|Assunto|Temat|Тема|件名|主题|主旨|제목|Předmět|Aihe)\s?[:：]\*?/i;

const labelled = /^[*_\s]*\p{L}[\p{L} .'’-]{0,25}[*_]*\s?[:：][*_]*\s*\S/u;
const dated = /\d{4}|\d{1,2}[./-]\d{1,2}|\d{1,2}[.,]?\s\p{L}{3,}|\p{L}{3,}\.?\s\d{1,2}\b/u;
const clock = /\b\d{1,2}[:.h時点]\s?\d{2}|\d{1,2}\s?[ap]\.?m\b/i;
const year = /\b(19|20)\d\d\b|20\d\d年|\d[./-]\d{1,2}[./-]\d\d\b/;
const address = /[^\s<>@]{1,64}@[^\s<>@]{1,200}/;

export const isQuoted = (line: string): boolean => /^\s?>/.test(line);

/** Whether a line names one of these names or addresses (lower-cased): those whom the answer goes to. */
export const names = (line: string, people: readonly string[]): boolean => {
  const text = line.toLowerCase();
  return people.some((person) => text.includes(person));
};

/**
 * How many of the trimmed lines from a place are the header of a quotation that begins there; 0 if none does.
 * @param people lower-cased names and addresses of those whom the answer goes to
 */
export function headerLength(lines: readonly string[], index: number, people: readonly string[]): number {
  const line = lines[index] ?? '';
  if (line === '' || line.length > MAX_HEADER_LENGTH) return 0;
  if (framed.test(line) || original.test(line)) return 1;
  const block = labelledBlock(lines.slice(index, index + 9));
  if (block.length > 0 && isHeaderBlock(block, people)) return block.length;
  const above = (lines[index - 1] ?? '') === '' || index === 0;
  return (
    wrapped(lines, index).findIndex((text) => isAttribution(text, people, above)) + 1 ||
    quotedHeader(lines, index)
  );
}

/** A short line with a date or an address that ends with a colon, right above quoted lines. */
function quotedHeader(lines: readonly string[], index: number): number {
  const texts = wrapped(lines, index);
  const length =
    texts.findIndex(
      (text) => /[:：]$/.test(text) && (address.test(text) || (dated.test(text) && clock.test(text))),
    ) + 1;
  if (length === 0 || (texts[length - 1]?.length ?? 0) > 250) return 0;
  const below = lines.slice(index + length, index + length + 3).find((line) => line !== '');
  return below !== undefined && isQuoted(below) ? length : 0;
}

/** The line, the line with the next, and with the next two; never over an empty line or into a header of its own. */
function wrapped(lines: readonly string[], index: number): string[] {
  const joined: string[] = [lines[index] ?? ''];
  for (const next of lines.slice(index + 1, index + MAX_WRAPPED)) {
    const text = joined.at(-1) ?? '';
    if (next === '' || isQuoted(next) || text.length > MAX_HEADER_LENGTH || isQuoteHeader(next)) break;
    joined.push(`${text} ${next}`);
  }
  return joined.filter((text) => text.length <= MAX_HEADER_LENGTH);
}

const isQuoteHeader = (line: string): boolean =>
  line !== '' && line.length <= MAX_HEADER_LENGTH && quoteHeaders.some((header) => header.test(line));

const verb = new RegExp(`(^|[\\s,])(${verbs})([\\s:(]|$)`, 'i');
const isNameWrote = (line: string, people: readonly string[]): boolean =>
  line.length <= 80 &&
  /[:：]$/.test(line) &&
  verb.test(line) &&
  people.some((person) => line.toLowerCase().startsWith(person));

/** A line that says when whom the answer goes to had written. A name without an address needs a whole date. */
function isAttribution(line: string, people: readonly string[], standsAlone: boolean): boolean {
  if (isQuoteHeader(line)) return true;
  const bare = line.replace(/^[-*_>\s]+/, '').replace(/[-*_\s]+$/, '');
  const unended = /[>)]$/.test(bare) && verb.test(bare);
  const ends = unended || /[:：]$/.test(bare) || /-{3,}\s*$/.test(line);
  if (isNameWrote(bare, people)) return standsAlone;
  if (!ends || !standsAlone || !names(bare, people) || !dated.test(bare)) return false;
  return people.some((person) => person.includes('@') && bare.toLowerCase().includes(person))
    ? clock.test(bare) || year.test(bare)
    : year.test(bare) && clock.test(bare);
}

function labelledBlock(lines: readonly string[]): string[] {
  const end = lines.findIndex((line) => !labelled.test(line));
  return lines.slice(0, end < 0 ? lines.length : end);
}

function isHeaderBlock(block: readonly string[], people: readonly string[]): boolean {
  const [first = ''] = block;
  if (
    fromLine.test(first) &&
    block.some((line) => dateLine.test(line)) &&
    block.some((line) => subjectLine.test(line))
  )
    return true;
  const hasDate = block.some((line) => year.test(line) && clock.test(line));
  return block.length >= 3 && hasDate && block.some((line) => names(line, people));
}

/** Whether lines right above a part that was sent before are its header: who wrote when, or labels with such values. */
export function isHeaderAbove(lines: readonly string[], people: readonly string[]): boolean {
  const text = lines.join(' ');
  if (text.length > MAX_HEADER_LENGTH) return false;
  if (lines.length === 1 && (framed.test(text) || original.test(text) || /^[-_=*\s]{3,}$/.test(text)))
    return true;
  if (headerLength([...lines], 0, people) === lines.length) return true;
  const named = names(text, people);
  if (lines.length >= 2 && lines.every((line) => labelled.test(line)) && named && dated.test(text))
    return true;
  if (/[.!?]$/.test(text) || !named) return false;
  return /[:：]$/.test(text)
    ? dated.test(text) || clock.test(text) || address.test(text)
    : year.test(text) && clock.test(text);
}
