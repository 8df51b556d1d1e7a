/** A line that introduces a quotation is never longer; longer ones are not looked at, which bounds the work. */
const MAX_HEADER_LENGTH = 400;

/**
 * First lines of a quotation or a forward, as mail programs write them. Everything from such a line on is somebody's
 * earlier mail. Each is tried on a line and on that line joined with the one or two after it, for wrapped ones.
 */
const quoteHeaders: readonly RegExp[] = [
  // Gmail, Apple Mail, Thunderbird: "On Mon, 5 May 2025 at 10:12, Ann <ann@x.com> wrote:"
  /^(?=.*[\d@])(On|Am|Le|El|Il|Em|Op|Den|Dne|W dniu|Dnia|pe)\b.{6,250}(wrote|schrieb|écrit|escribió|scritto|escreveu|schreef|skrev|napsal|pisze|napisał|kirjoitti)(\(a\))?.{0,120}:\s*$/i,
  // "2025-05-05 10:12 GMT+02:00 Ann <ann@x.com>:"
  /^\d{4}-\d\d-\d\d \d\d:\d\d.{0,60}<[^<>\s]{1,120}@[^<>\s]{1,120}>\s?:\s*$/,
  // "Ann <ann@x.com> schrieb am 05.05.2025:"
  /^[^<(]{2,100}[<(][^<>()\s]{1,120}@[^<>()\s]{1,120}[>)].{0,40}(wrote|schrieb|écrit|escribió|scritto|escreveu|schreef|skrev).{0,60}:\s*$/i,
  // Chinese, Korean, Japanese, Russian
  /^在.{4,200}写道：\s*$/,
  /^20\d\d[./年].{4,200}(작성:|のメッセージ:|:)\s*$/,
  /^(пн|вт|ср|чт|пт|сб|вс),? .{4,200}:\s*$/i,
  // Outlook and others: "-----Original Message-----"
  /^[-_\s]{2,20}(original message|ursprüngliche nachricht|originalnachricht|message d['’]origine|message original|mensaje original|messaggio originale|oprindelig besked|forwarded message|weitergeleitete nachricht|message transféré|mensaje reenviado)[-_\s]*$/i,
  /^(begin forwarded message|anfang der weitergeleiteten nachricht|début du message réexpédié|inicio del mensaje reenviado)\s*:\s*$/i,
  // Outlook for mobile draws a line of underscores before its block of headers.
  /^_{20,}\s*$/,
];

/** Outlook's block: a "From:" line with a date line and a subject line near below it, in the languages of Office. */
const fromLine = /^\*?(From|Von|De|Da|Van|Från|Fra)\s?:\*?\s+\S/i;
const dateLine =
  /^\*?(Sent|Date|Gesendet|Datum|Envoyé|Date d['’]envoi|Enviado( el)?|Fecha|Inviato|Data|Verzonden|Skickat|Sendt)\s?:\*?\s+\S/i;
const subjectLine = /^\*?(Subject|Betreff|Objet|Asunto|Oggetto|Onderwerp|Ämne|Emne|Assunto)\s?:\*?/i;

/** Drops everything from the first quotation on. Lines that start with ">" go too, wherever they stand. */
export function cutQuotation(text: string): string {
  const lines = text.split('\n');
  const trimmed = lines.map((line) => line.trim());
  const start = lines.findIndex((_line, index) => startsQuotation(trimmed, index));
  const kept = start < 0 ? lines : lines.slice(0, start);
  return kept.filter((line) => !isQuoted(line)).join('\n');
}

export const isQuoted = (line: string): boolean => /^\s?>/.test(line);

/** Whether a quotation begins at this place of the trimmed lines. */
export function startsQuotation(lines: readonly string[], index: number): boolean {
  const line = lines[index] ?? '';
  if (fromLine.test(line) && isHeaderBlock(lines.slice(index + 1, index + 7))) return true;
  if (isQuoteHeader(line)) return true;
  return wrapped(lines, index).some(isQuoteHeader);
}

/** The line with the next, and with the next two; never over an empty line or into a header that stands by itself. */
function wrapped(lines: readonly string[], index: number): string[] {
  const joined: string[] = [];
  let text = lines[index] ?? '';
  for (const next of lines.slice(index + 1, index + 3)) {
    if (text === '' || next === '' || text.length > MAX_HEADER_LENGTH || isQuoteHeader(next)) break;
    text = `${text} ${next}`;
    joined.push(text);
  }
  return joined;
}

function isQuoteHeader(line: string): boolean {
  return line !== '' && line.length <= MAX_HEADER_LENGTH && quoteHeaders.some((header) => header.test(line));
}

function isHeaderBlock(below: readonly string[]): boolean {
  return below.some((line) => dateLine.test(line)) && below.some((line) => subjectLine.test(line));
}
