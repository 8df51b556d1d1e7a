import { isAscii, isUtf8 } from 'node:buffer';
import { bestName, decodeAs, SAMPLE } from './best-name.ts';
import { canonical, type Candidate } from './candidates.ts';
import { plausibility } from './plausible.ts';

/** Windows-1252 as browsers have it: every byte is a character, so that a wrong reading can be taken back. */
const characters = new TextDecoder('windows-1252').decode(
  Uint8Array.from({ length: 256 }, (_, byte) => byte),
);
const byteOf = new Map(Array.from(characters, (character, byte) => [character, byte]));

const ESCAPE = 0x1b;
const ESCAPES = /\u001b[$(][@A-Z]/;
/** What programs say that do not know. */
const SAYS_NOTHING = /^(us-)?ascii$|^ansi_x3|^iso-?8859-?1$|^latin-?1$|^utf-?8$/i;

/**
 * Bytes as text, in the character set that they make sense in.
 * @param said the label they came with; '' for none
 * @param elsewhere labels of other parts of the mail
 */
export function decodeBytes(bytes: Buffer, said: string, elsewhere: readonly string[] = []): string {
  if (bytes.includes(ESCAPE) && ESCAPES.test(bytes.toString('latin1'))) return decodeJis(bytes);
  const label = canonical(said);
  const trusted = SAYS_NOTHING.test(said) ? '' : label;
  // Nothing but UTF-16 has zeros between letters.
  if (label.startsWith('utf-16') || label.startsWith('utf-32')) return decodeAs(bytes, label);
  if (isAscii(bytes)) return bytes.toString('latin1');
  const valid = isUtf8(bytes);
  if (valid && !multibyte.has(label)) return bytes.toString('utf8');
  const start = bytes.findIndex((byte) => byte > 127);
  const sample = bytes.subarray(Math.max(0, start - 40), start + SAMPLE);
  return decodeAs(bytes, bestName(sample, trusted, { elsewhere: named(elsewhere), valid }));
}

/** Words that were joined switch the set off and on again with nothing between, which the decoder takes for damage. */
const decodeJis = (bytes: Buffer): string =>
  new TextDecoder('iso-2022-jp').decode(
    Buffer.from(bytes.toString('latin1').replace(/\u001b\([BJ](?=\u001b)/g, ''), 'latin1'),
  );

const named = (labels: readonly string[]): string[] =>
  labels.filter((label) => !SAYS_NOTHING.test(label)).map(canonical);

const multibyte = new Set(['shift_jis', 'euc-jp', 'gb18030', 'big5', 'euc-kr']);

const general: Candidate = { name: '', letters: /[\p{L}\p{M}]/u };
const makesSense = (text: string): number => plausibility(text.slice(0, SAMPLE), general);
/** Nothing is wrong with such a text. */
const SENSIBLE = 0.8;
/** So much better must a text read before it is taken back to its bytes. */
const MARGIN = 0.5;

/**
 * Text that was decoded by a wrong label, read right: UTF-8 or ISO-2022-JP taken for something else, another code
 * page taken for a western one. Text that makes sense stays as it is.
 */
export function readableText(text: string): string {
  const escaped = ESCAPES.test(text);
  if (!escaped && !/[^\u0000-\u007f]/.test(text)) return text;
  const sense = makesSense(text);
  const bytes = escaped || sense < SENSIBLE ? bytesOf(text) : null;
  if (!bytes) return text;
  const again = decodeBytes(bytes, '');
  return escaped || makesSense(again) >= sense + MARGIN ? again : text;
}

function bytesOf(text: string): Buffer | null {
  const bytes: number[] = [];
  for (const character of text) {
    const code = character.charCodeAt(0);
    const byte = code < 256 ? code : byteOf.get(character);
    if (byte === undefined) return null;
    bytes.push(byte);
  }
  return Buffer.from(bytes);
}
