import { inflateRawSync } from 'node:zlib';
import { Unreadable } from './types.ts';

/** What a Word file of 10 MB holds at most, all unpacked. */
const MOST_UNPACKED = 100 * 1_048_576;

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;
const DEFLATED = 8;

/**
 * Unpacks every part of a ZIP file once, and keeps nothing: the sizes that it tells may be false, and whoever reads it
 * afterwards believes them. PKWARE's APPNOTE, 4.3: the directory stands at the end and says where each part is.
 * @returns the names of its parts
 * @throws Unreadable when it unpacks to too much, or is no ZIP file
 */
export function checkUnpackedSize(bytes: Buffer): string[] {
  const names: string[] = [];
  let left = MOST_UNPACKED;
  try {
    for (const { name, compressed, method } of partsOf(bytes)) {
      names.push(name);
      left -= method === DEFLATED ? unpackedSize(compressed, left) : compressed.length;
      if (left < 0) throw new RangeError(name);
    }
  } catch (error) {
    throw new Unreadable(
      error instanceof RangeError && names.length > 0
        ? 'This file unpacks to far more than a document holds, and was not opened.'
        : 'This file is damaged: it cannot be unpacked.',
    );
  }
  return names;
}

/** @throws RangeError beyond `most` bytes */
const unpackedSize = (compressed: Buffer, most: number): number => {
  try {
    return inflateRawSync(compressed, { maxOutputLength: Math.max(1, most) }).length;
  } catch (error) {
    if ((error as { code?: unknown }).code === 'ERR_BUFFER_TOO_LARGE') throw new RangeError('too large');
    throw new Error('damaged', { cause: error });
  }
};

interface Part {
  name: string;
  compressed: Buffer;
  method: number;
}

/** Each as the directory tells it. Readers that go by the local headers see the same bytes. */
function partsOf(bytes: Buffer): Part[] {
  const end = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end < 0 || bytes.readUInt32LE(end) !== END) throw new Error('no directory');
  const count = bytes.readUInt16LE(end + 10);
  const parts: Part[] = [];
  let at = bytes.readUInt32LE(end + 16);
  for (let index = 0; index < count; index += 1) {
    if (bytes.readUInt32LE(at) !== ENTRY) throw new Error('no entry');
    const [size, nameLength] = [bytes.readUInt32LE(at + 20), bytes.readUInt16LE(at + 28)];
    const local = bytes.readUInt32LE(at + 42);
    if (bytes.readUInt32LE(local) !== LOCAL) throw new Error('no part');
    const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    if (start + size > bytes.length) throw new Error('cut off');
    parts.push({
      name: bytes.toString('utf8', at + 46, at + 46 + nameLength),
      compressed: bytes.subarray(start, start + size),
      method: bytes.readUInt16LE(at + 10),
    });
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return parts;
}
