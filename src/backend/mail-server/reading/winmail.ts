import type { Attachment } from 'mailparser';
import { decodeBytes } from './charset/charset.ts';

const SIGNATURE = 0x223e9f78;
/** attBody of [MS-OXTNEF]: the plain text of the mail. */
const BODY = 0x0002800c;
/** Level (1 byte), name (4), length (4); a checksum (2) follows the data. */
const HEAD = 9;

/** The text in the winmail.dat of a mail that Outlook sent in its own format; '' if there is none. */
export function textOfWinmail(attachments: readonly Attachment[]): string {
  const file = attachments.find(
    ({ contentType, filename }) => /ms-tnef/i.test(contentType) || /^winmail\.dat$/i.test(filename ?? ''),
  )?.content;
  if (!file || file.length < 6 || file.readUInt32LE(0) !== SIGNATURE) return '';
  for (let at = 6; at + HEAD <= file.length;) {
    const length = file.readUInt32LE(at + 5);
    const end = at + HEAD + length;
    if (file.readUInt32LE(at + 1) === BODY)
      return decodeBytes(file.subarray(at + HEAD, end), '').replace(/\0+$/, '');
    at = end + 2;
  }
  return '';
}
