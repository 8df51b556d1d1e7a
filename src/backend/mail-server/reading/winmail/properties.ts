/** One property of a message: text in UTF-16 as a string, other text and bytes as they are. */
export interface Property {
  id: number;
  value: Buffer | string;
}

/** Types of [MS-OXCDATA] with a length of their own; all others have one of these sizes, filled up to four bytes. */
const TEXT = 0x1e;
const UNICODE = 0x1f;
const VARIABLE = new Set([TEXT, UNICODE, 0x0d, 0x102]);
const SIZES: Readonly<Record<number, number>> = { 5: 8, 6: 8, 7: 8, 0x14: 8, 0x40: 8, 0x48: 16 };
const MANY = 0x1000;
/** A name in place of a number. */
const NAMED = 0x8000;
const MAX_PROPERTIES = 2_000;

const padded = (length: number): number => Math.ceil(length / 4) * 4;

/** The properties of a message in TNEF ([MS-OXTNEF] 2.1.3.4), as far as they can be read. */
export function propertiesIn(data: Buffer): Property[] {
  const found: Property[] = [];
  try {
    let at = 4;
    for (let left = Math.min(data.readUInt32LE(0), MAX_PROPERTIES); left > 0; left -= 1) {
      const [type, id] = [data.readUInt16LE(at), data.readUInt16LE(at + 2)];
      at += 4;
      if (id >= NAMED) at += lengthOfName(data, at);
      const variable = VARIABLE.has(type & ~MANY);
      let count = 1;
      if (variable || (type & MANY) !== 0) {
        count = data.readUInt32LE(at);
        at += 4;
      }
      for (; count > 0; count -= 1) {
        const length = variable ? data.readUInt32LE(at) : (SIZES[type & ~MANY] ?? 4);
        if (variable) at += 4;
        const value = data.subarray(at, at + length);
        at += padded(length);
        if (variable) found.push({ id, value: type === UNICODE ? value.toString('utf16le') : value });
      }
    }
  } catch (error) {
    // It ends in the middle: what was read until there counts.
    if (!(error instanceof RangeError)) throw error;
  }
  return found;
}

/** A set (16 bytes), and a number or a name in it. */
function lengthOfName(data: Buffer, at: number): number {
  const isName = data.readUInt32LE(at + 16) === 1;
  return isName ? 24 + padded(data.readUInt32LE(at + 20)) : 24;
}
