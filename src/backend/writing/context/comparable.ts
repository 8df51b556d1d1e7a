import { fold } from '../../replies/dates/words.ts';

/** Letters and digits alone, between spaces: what two texts have in common whatever their case, accents and punctuation. */
export const comparable = (text: string): string =>
  ` ${(fold(text.normalize('NFC')).match(/[\p{L}\p{M}\p{N}]+/gu) ?? []).join(' ')} `;
