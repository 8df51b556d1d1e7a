import { decodeBytes } from './charset.ts';

/** A run of encoded words (RFC 2047) of one character set and encoding, which may part a character between them. */
const words =
  /=\?([\w.:-]{1,40})(?:\*[\w-]{1,20})?\?([bq])\?[^?\s]*\?=(?:\s+=\?\1(?:\*[\w-]{1,20})?\?\2\?[^?\s]*\?=)*/gi;
const word = /=\?[^?]+\?[bq]\?([^?]*)\?=/gi;

/**
 * The header of a mail, whose characters are its bytes, with all its text in UTF-8: encoded words whatever label they
 * bear, and bytes that stand in it as they are.
 * @param elsewhere labels of the parts of the mail
 */
export function headerInUtf8(header: string, elsewhere: readonly string[]): string {
  const labels = [...elsewhere, ...[...header.matchAll(words)].map(([, label = '']) => label)];
  return header
    .replace(words, (run, label: string, encoding: string) =>
      encoded(decodeBytes(bytesIn(run, encoding), label, labels)),
    )
    .split(/(?<=\n)/)
    .map((line) => (/[^\u0000-\u007f]|\u001b/.test(line) ? readLine(line, labels) : line))
    .join('');
}

const readLine = (line: string, labels: readonly string[]): string =>
  Buffer.from(decodeBytes(Buffer.from(line, 'latin1'), '', labels)).toString('latin1');

const encoded = (text: string): string => `=?utf-8?B?${Buffer.from(text).toString('base64')}?=`;

function bytesIn(run: string, encoding: string): Buffer {
  const contents = [...run.matchAll(word)].map(([, content = '']) => content);
  if (encoding.toLowerCase() === 'b')
    return Buffer.concat(contents.map((content) => Buffer.from(content, 'base64')));
  const bytes = contents
    .join('')
    .replace(/_/g, ' ')
    .replace(/=([\da-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1');
}
