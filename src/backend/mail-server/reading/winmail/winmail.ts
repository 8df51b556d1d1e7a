import type { Attachment } from 'mailparser';
import { decodeBytes } from '../charset/charset.ts';
import { propertiesIn } from './properties.ts';
import { textOfRtf } from './rtf.ts';

const SIGNATURE = 0x223e9f78;
/** Attributes of [MS-OXTNEF]. */
const BODY = 0x0002800c;
const PROPERTIES = 0x00069003;
const ATTACHMENT_TITLE = 0x00018010;
/** Level (1 byte), name (4), length (4); a checksum (2) follows the data. */
const HEAD = 9;
/** Properties of [MS-OXPROPS]. */
const BODY_TEXT = 0x1000;
const BODY_RTF = 0x1009;
const BODY_HTML = 0x1013;

/** What stands in the winmail.dat of a mail that Outlook sent in its own format. */
export interface Winmail {
  /** '' if there is none that can be read. */
  text: string;
  html: string;
  /** Names of the files in it. */
  files: string[];
}

/** null if the mail has no such part. */
export function readWinmail(attachments: readonly Attachment[]): Winmail | null {
  const file = attachments.find(
    ({ contentType, filename }) => /ms-tnef/i.test(contentType) || /^winmail\.dat$/i.test(filename ?? ''),
  )?.content;
  if (!file) return null;
  const attributes = attributesIn(file);
  const properties = attributes
    .filter(({ name }) => name === PROPERTIES)
    .flatMap(({ data }) => propertiesIn(data));
  const property = (id: number): Buffer | string | undefined =>
    properties.find((one) => one.id === id)?.value;
  const body = property(BODY_TEXT) ?? attributes.find(({ name }) => name === BODY)?.data;
  const rtf = property(BODY_RTF);
  const plain = asText(body) || (Buffer.isBuffer(rtf) ? textOfRtf(rtf) : '');
  const titles = attributes.filter(({ name }) => name === ATTACHMENT_TITLE);
  return { text: plain, html: asText(property(BODY_HTML)), files: titles.map(({ data }) => asText(data)) };
}

const asText = (value: Buffer | string | undefined): string =>
  (Buffer.isBuffer(value) ? decodeBytes(value, '') : (value ?? '')).replace(/\0+$/, '').trim();

function attributesIn(file: Buffer): { name: number; data: Buffer }[] {
  const found: { name: number; data: Buffer }[] = [];
  if (file.length < 6 || file.readUInt32LE(0) !== SIGNATURE) return found;
  for (let at = 6; at + HEAD <= file.length;) {
    const end = at + HEAD + file.readUInt32LE(at + 5);
    found.push({ name: file.readUInt32LE(at + 1), data: file.subarray(at + HEAD, end) });
    at = end + 2;
  }
  return found;
}
