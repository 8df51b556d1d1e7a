import { decodeBytes } from '../charset/charset.ts';

/** What the dictionary begins with ([MS-OXRTFCP] 2.1.2.1). */
const BEGINNING =
  '{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx';
const COMPRESSED = 'LZFu';
const PLAIN = 'MELA';
const HEAD = 16;
const DICTIONARY = 4_096;
const MAX_RTF = 2_000_000;

/** The text of compressed RTF, as Outlook writes it; '' if it is damaged. */
export function textOfRtf(data: Buffer): string {
  const kind = data.toString('latin1', 8, 12);
  if (kind === PLAIN) return plainText(data.toString('latin1', HEAD, MAX_RTF));
  return kind === COMPRESSED ? plainText(uncompressed(data.subarray(HEAD))) : '';
}

/** [MS-OXRTFCP] 2.2: a byte of eight flags, then for each a character or a place and length in the dictionary. */
function uncompressed(data: Buffer): string {
  const dictionary = Buffer.alloc(DICTIONARY);
  let write = dictionary.write(BEGINNING, 'latin1');
  const out: number[] = [];
  const put = (byte: number): void => {
    out.push(byte);
    dictionary[write] = byte;
    write = (write + 1) % DICTIONARY;
  };
  for (let at = 0; at < data.length && out.length < MAX_RTF;) {
    const flags = data[at] ?? 0;
    at += 1;
    for (let bit = 0; bit < 8 && at < data.length; bit += 1) {
      if ((flags & (1 << bit)) === 0) {
        put(data[at] ?? 0);
        at += 1;
        continue;
      }
      const reference = ((data[at] ?? 0) << 8) | (data[at + 1] ?? 0);
      at += 2;
      const from = reference >> 4;
      if (from === write) return Buffer.from(out).toString('latin1');
      for (let step = 0; step < (reference & 15) + 2; step += 1)
        put(dictionary[(from + step) % DICTIONARY] ?? 0);
    }
  }
  return Buffer.from(out).toString('latin1');
}

const TOKEN =
  /\\'([\da-f]{2})|\\u(-?\d{1,6}) ?\??|\\([a-z]{1,32})(-?\d{1,10})? ?|\\([^a-z])|([{}])|[\r\n]+|[^\\{}\r\n]+/gi;
/** Groups whose words are no text. */
const NO_TEXT = /^(fonttbl|colortbl|stylesheet|info|pict|generator|htmltag|mhtmltag)$/;

/** What a reader of RTF sees: words and ends of lines. HTML that is wrapped in it counts by its ends of lines. */
function plainText(rtf: string): string {
  const page = /\\ansicpg(\d{3,5})/.exec(rtf)?.[1] ?? '1252';
  const charset = /^(932|936|949|950)$/.test(page) ? `cp${page}` : `windows-${page}`;
  const hidden: boolean[] = [];
  let [text, bytes, hides, repeats] = ['', '', false, false];
  const flush = (): void => {
    text += bytes === '' ? '' : decodeBytes(Buffer.from(bytes, 'latin1'), charset);
    bytes = '';
  };
  for (const [token, hex, unicode, word, number, sign, brace] of rtf.matchAll(TOKEN)) {
    const visible = !hides && !repeats;
    if (brace === '{') hidden.push(hides);
    else if (brace === '}') hides = hidden.pop() ?? false;
    else if (word === 'htmlrtf') repeats = number !== '0';
    else if (sign === '*' || (word !== undefined && NO_TEXT.test(word))) hides = true;
    else if (!visible) {
      if (hides && /<(br|\/p|\/div)\b/i.test(token)) bytes += '\n';
    } else if (hex !== undefined) bytes += String.fromCharCode(Number.parseInt(hex, 16));
    else if (unicode !== undefined) {
      flush();
      text += String.fromCharCode(Number(unicode) & 0xffff);
    } else if (word !== undefined) bytes += /^(par|line)$/.test(word) ? '\n' : word === 'tab' ? '\t' : '';
    else if (sign !== undefined) bytes += sign === '~' ? ' ' : /[\\{}]/.test(sign) ? sign : '';
    else if (!/^[\r\n]/.test(token)) bytes += token;
  }
  flush();
  return text.replace(/\n{3,}/g, '\n\n').trim();
}
