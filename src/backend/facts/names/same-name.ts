import { fold } from '../../replies/dates/words.ts';

/** Endings by which a name is bent, or becomes an adjective: "Müllers", "Kölner", "annéciennes"; folded. */
const endings = new Set(
  "|s|'s|es|n|en|e|er|ern|ers|em|erin|erinnen|isch|ische|ischen|ischer|isches|ischem|sche|schen|r|ner|nern|an|ans|ian|ians|al|ais|aise|aises|ois|oise|oises|ien|iens|ienne|iennes|en|ens|enne|ennes|ense|enses|es|esa|esas|eses|ese|esi|ano|ana|anos|anas|ani|ane|ino|ina|inos|inas|ini|ine|eno|ena|enos|enas|ero|era|eros|eras|ense|eiro|eira|a|o|as|os|i|se|aans|aanse|er|erse|ish|i".split(
    '|',
  ),
);

/** Folded, with "ue" as "u" and without marks, so that "Mueller" is "Müller". */
export const nameKey = (word: string): string =>
  fold(word)
    .replace(/([aou])e(?=[^aeiou]|$)/g, '$1')
    .replace(/ß/g, 'ss')
    .replace(/[.'-]/g, '')
    .replace(/\s+/g, '');

/** Whether two words are the same name, bent or not. */
export function isSameName(one: string, other: string): boolean {
  if (one === other) return true;
  const length = Math.min(one.length, other.length);
  let shared = 0;
  while (shared < length && one[shared] === other[shared]) shared += 1;
  // "Galvaniken" and "galvanisch": one root.
  if (shared >= 7 && shared >= Math.max(one.length, other.length) * 0.6) return true;
  if (shared < 3 || shared < Math.max(one.length, other.length) - 6) return false;
  // "Köln" and "Kölner", "Bremen" and "Bremer": up to two letters of the stem may go.
  for (let back = 0; back <= Math.min(2, shared - 3); back += 1) {
    const [tail, otherTail] = [one.slice(shared - back), other.slice(shared - back)];
    if (back > 0 && (shared - back < 4 || (tail.length <= back && otherTail.length <= back))) continue;
    if (endings.has(tail) && endings.has(otherTail)) return true;
  }
  return false;
}
