import chardet from 'chardet';

/** Windows-1252 as browsers have it: every byte is a character, so that a wrong reading can be taken back. */
const characters = new TextDecoder('windows-1252').decode(
  Uint8Array.from({ length: 256 }, (_, byte) => byte),
);
const byteOf = new Map(Array.from(characters, (character, byte) => [character, byte]));

const ESCAPES = /\u001b[$(][@A-Z]/;

/** Whether bytes were lost when the text was decoded, so that it must be decoded again. */
export const isGarbled = (text: string): boolean => text.includes('\uFFFD');

/**
 * Text that was decoded by a wrong label, read right: UTF-8 or ISO-2022-JP taken for something else, another code
 * page taken for a western one. Text that makes sense stays as it is.
 */
export function readableText(text: string): string {
  if (!ESCAPES.test(text) && !looksMisread(text)) return text;
  const bytes = bytesOf(text);
  return bytes ? decodeBytes(bytes.toString('latin1')) : text;
}

/** Text whose characters are bytes (Latin-1), decoded as what the bytes look like. */
export function decodeBytes(text: string): string {
  const bytes = bytesOf(text) ?? Buffer.from(text, 'latin1');
  const names = ESCAPES.test(text)
    ? ['iso-2022-jp']
    : ['utf-8', ...japanese(bytes), ...guessed(bytes), 'windows-1252'];
  for (const name of names) {
    try {
      return new TextDecoder(name, { fatal: true }).decode(bytes);
    } catch {
      // Not in this character set, or the platform does not know it: the next one.
    }
  }
  return text;
}

/** Accented letters where a word of a western language has them now and then only, or control characters. */
function looksMisread(text: string): boolean {
  if (
    /[\u0080-\u009f]|[ÂÃ][\u00a0-\u00bf\u20ac\u2018-\u2122]|â€|ã[\u0080-\u00bf\u20ac\u2018-\u2122]/.test(text)
  )
    return true;
  const high = text.match(/[À-ÿ¡-¿]/g)?.length ?? 0;
  const plain = text.replace(/^[ \t]*>.*$|\S+@\S+/gm, '').match(/[a-z]/gi)?.length ?? 0;
  return high >= 8 && high > plain;
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

/** Short Japanese texts are guessed badly, and told by their kana: hardly any other bytes become so many of them. */
const japanese = (bytes: Buffer): string[] =>
  ['shift_jis', 'euc-jp'].filter((name) => {
    const text = new TextDecoder(name).decode(bytes.subarray(0, SAMPLE));
    const kana = text.match(/[\u3041-\u30fe]/g)?.length ?? 0;
    return kana * 3 > (text.match(/[^\u0000-\u007f]/g)?.length ?? 0) && kana > 2;
  });

/** Enough for a guess. */
const SAMPLE = 4_000;

const guessed = (bytes: Buffer): string[] =>
  chardet
    .analyse(bytes.subarray(0, SAMPLE))
    .map(({ name }) => name.toLowerCase())
    .filter((name) => !name.startsWith('utf-') && !name.startsWith('iso-8859-1'));
