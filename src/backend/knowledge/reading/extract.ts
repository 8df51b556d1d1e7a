import { decodeBytes } from '../../mail-server/reading/charset/charset.ts';
import { beginningOf, storable } from '../../ground/text.ts';
import { passagesOf } from '../searching/passages.ts';
import { textOfDocument, textOfPage } from './html.ts';
import { textOfPdf } from './pdf.ts';
import { MOST_CHARACTERS, Unreadable } from './types.ts';
import type { Reading, ReadingTask } from './types.ts';
import { checkUnpackedSize } from './zip-size.ts';

/** Reads one thing. Runs in a thread of its own: whatever it is given may be made to do harm. */
export async function extract(task: ReadingTask): Promise<Reading> {
  try {
    const { title, text } = await contentOf(task);
    return checked(title, text);
  } catch (error) {
    if (error instanceof Unreadable) return { problem: error.message };
    return { problem: 'This could not be read: it is damaged, or in a form that Baton does not know.' };
  }
}

interface Content {
  title: string | null;
  text: string;
}

async function contentOf({ bytes, what, charset }: ReadingTask): Promise<Content> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (buffer.length === 0) throw new Unreadable('This is empty.');
  if (buffer.subarray(0, 1_024).includes('%PDF-')) return { title: null, text: await textOfPdf(bytes) };
  const known = whatItIs(buffer);
  if (known === 'zip') return { title: null, text: await textOfWord(buffer) };
  if (known) throw new Unreadable(known);
  const text = textOfBytes(buffer, charset);
  return what === 'page' ? textOfPage(text) : { title: null, text };
}

/** Windows saves UTF-16 with a mark in front; everything else is told by what it holds. */
function textOfBytes(buffer: Buffer, charset: string): string {
  const [mark] = /^(fffe|feff)/.exec(buffer.subarray(0, 2).toString('hex')) ?? [];
  if (mark) return new TextDecoder(mark === 'fffe' ? 'utf-16le' : 'utf-16be').decode(buffer);
  return decodeBytes(buffer, charset);
}

const OTHERS = 'Baton reads PDF, Word (DOCX), Markdown and plain text.';
/** By what files begin with, whatever they are called. */
const BEGINNINGS: readonly (readonly [string, string])[] = [
  ['504b0304', 'zip'],
  ['d0cf11e0', `This is an old Word, Excel or PowerPoint file, or one with a password. Save it as DOCX or PDF without a password, and add that.`],
  ['7b5c727466', `This is an RTF file. Save it as DOCX or PDF, and add that.`],
  ['89504e47', `This is a picture. ${OTHERS}`],
  ['ffd8ff', `This is a picture. ${OTHERS}`],
  ['47494638', `This is a picture. ${OTHERS}`],
  ['1f8b', `This is a packed file. Unpack it, and add what is in it.`],
  ['377abcaf', `This is a packed file. Unpack it, and add what is in it.`],
  ['52617221', `This is a packed file. Unpack it, and add what is in it.`],
]; // prettier-ignore

/** @returns `zip`, why it cannot be used, or null: a text, it seems */
function whatItIs(buffer: Buffer): string | null {
  const start = buffer.subarray(0, 8).toString('hex');
  const found = BEGINNINGS.find(([beginning]) => start.startsWith(beginning));
  if (found) return found[1];
  // UTF-16 has them as well, with a mark in front.
  const isWide = /^(fffe|feff)/.test(start);
  return !isWide && buffer.subarray(0, 4_096).includes(0) ? `This is no text. ${OTHERS}` : null;
}

async function textOfWord(buffer: Buffer): Promise<string> {
  const names = checkUnpackedSize(buffer);
  if (!names.includes('word/document.xml'))
    throw new Unreadable(
      names.some((name) => /^(xl|ppt)\//.test(name))
        ? 'This is an Excel or PowerPoint file. Save it as PDF, and add that.'
        : `This is a packed file. ${OTHERS}`,
    );
  const { default: mammoth } = await import('mammoth');
  const skipped = mammoth.images.imgElement(async () => ({ src: '' }));
  const { value } = await mammoth.convertToHtml({ buffer }, { convertImage: skipped });
  return textOfDocument(value);
}

/** Beyond this share of letters that stand for nothing, a text is not what people read. */
const STRANGE = 0.1;

function checked(title: string | null, raw: string): Reading {
  const text = storable(raw.replace(/\r\n?/g, '\n'))
    .replace(/[\p{Cc}\p{Cf}]/gu, (sign) => (/[\n\t\u200d\u00ad]/.test(sign) ? sign : ''))
    .replace(/[ \t]+\n/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
  const letters = text.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
  if (letters === 0) throw new Unreadable('There is no text in this.');
  const strange = text.match(/[\uFFFD\p{Co}\p{Cn}]/gu)?.length ?? 0;
  if (strange > letters * STRANGE)
    throw new Unreadable(
      'The letters of this cannot be told: what it shows is not stored as text. Save it again from the program that it was written with.',
    );
  const used = beginningOf(text, MOST_CHARACTERS);
  return { problem: null, title, text: used, passages: passagesOf(used), cut: used.length < text.length };
}
