import chardet from 'chardet';
import iconv from 'iconv-lite';
import { isUtf8 } from 'node:buffer';
import type { FileHandle } from 'node:fs/promises';
import { BatonError } from '../../ground/errors.ts';

const SAMPLE = 65_536;
const CHUNK = 1_048_576;

/** What spreadsheets and databases write. The library knows more, and guesses them for short texts. */
const LIKELY = /^(windows-125\d|ISO-8859-\d+|Shift_JIS|EUC-JP|EUC-KR|GB18030|Big5|KOI8-R)$/;

/**
 * In which encoding a file is: by its first bytes, then UTF-8 if all of it is, else what its bytes look like most.
 * @param given by the definition
 * @throws BatonError SOURCE_REFUSED if the one given is not known
 */
export async function encodingOf(handle: FileHandle, given?: string): Promise<string> {
  if (given !== undefined) {
    // Without its type, which says that nothing else is a text.
    const isKnown: boolean = iconv.encodingExists(given);
    if (isKnown) return given;
    throw new BatonError(
      'SOURCE_REFUSED',
      `The encoding ${given} is not known. Write one like utf-8 or windows-1252.`,
    );
  }
  const head = Buffer.alloc(SAMPLE);
  const { bytesRead } = await handle.read(head, 0, SAMPLE, 0);
  const start = head.subarray(0, bytesRead);
  if (start.subarray(0, 2).equals(Buffer.of(0xff, 0xfe))) return 'utf-16le';
  if (start.subarray(0, 2).equals(Buffer.of(0xfe, 0xff))) return 'utf-16be';
  const strange = await firstNonUtf8(handle);
  if (strange === null) return 'utf-8';
  const found = chardet.analyse(Buffer.concat([strange, start.subarray(0, 4_096)]));
  return found.find(({ name }) => LIKELY.test(name))?.name ?? 'windows-1252';
}

/** Bytes around the first that are not UTF-8; null: all of the file is. */
async function firstNonUtf8(handle: FileHandle): Promise<Buffer | null> {
  const buffer = Buffer.allocUnsafe(CHUNK);
  for (let position = 0; ;) {
    const { bytesRead } = await handle.read(buffer, 0, CHUNK, position);
    if (bytesRead === 0) return null;
    const isLast = bytesRead < CHUNK;
    const read = buffer.subarray(0, bytesRead);
    const whole = isLast ? read : read.subarray(0, bytesRead - openEnd(read));
    if (!isUtf8(whole)) return Buffer.from(around(whole));
    position += whole.length;
    if (isLast) return null;
  }
}

/** How many bytes at the end belong to a character that goes on. */
function openEnd(bytes: Buffer): number {
  for (let back = 1; back <= 3; back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) return back;
  }
  return 0;
}

function around(bytes: Buffer): Buffer {
  let [start, end] = [0, bytes.length];
  while (end - start > SAMPLE) {
    const middle = start + Math.floor((end - start) / 2);
    const cut = middle - openEnd(bytes.subarray(start, middle));
    if (isUtf8(bytes.subarray(start, cut))) start = cut;
    else end = middle;
  }
  return bytes.subarray(start, end);
}
