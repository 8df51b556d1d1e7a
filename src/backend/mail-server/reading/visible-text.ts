import { cutQuotation, isQuoted, startsQuotation } from './quotation.ts';
import { cutSignature } from './signature.ts';
import { beginningOf } from '../../ground/text.ts';

const MAX_LENGTH = 50_000;

/**
 * What a person newly wrote in a mail: no earlier mails, no signature, no legal notes. When nothing is left (an answer
 * written below the quotation), the lines that are not quoted are the answer. Takes time in proportion to the text,
 * whatever stands in it: the rules work line by line and never on long lines.
 */
export function visibleText(fullText: string): string {
  const text = beginningOf(fullText, MAX_LENGTH)
    .replace(/\r\n?/g, '\n')
    .replace(/[\u00a0\u202f]/g, ' ')
    .replace(/[\u200b\ufeff]/g, '');
  const visible = cutSignature(cutQuotation(text));
  return (visible === '' ? cutSignature(belowQuotation(text)) : visible).replace(/\n{3,}/g, '\n\n');
}

function belowQuotation(text: string): string {
  const lines = text.split('\n');
  const trimmed = lines.map((line) => line.trim());
  return lines.filter((line, index) => !isQuoted(line) && !startsQuotation(trimmed, index)).join('\n');
}
