const rows: Readonly<Record<string, string>> = {
  'a i u e o': 'アイウエオ',
  'ka ki ku ke ko': 'カキクケコ',
  'sa shi su se so': 'サシスセソ',
  'ta chi tsu te to': 'タチツテト',
  'na ni nu ne no': 'ナニヌネノ',
  'ha hi fu he ho': 'ハヒフヘホ',
  'ma mi mu me mo': 'マミムメモ',
  'ya yu yo': 'ヤユヨ',
  'ra ri ru re ro': 'ラリルレロ',
  'wa wo n': 'ワヲン',
  'ga gi gu ge go': 'ガギグゲゴ',
  'za ji zu ze zo': 'ザジズゼゾ',
  'da ji zu de do': 'ダヂヅデド',
  'ba bi bu be bo': 'バビブベボ',
  'pa pi pu pe po': 'パピプペポ',
  vu: 'ヴ',
  'a+ i+ u+ e+ o+': 'ァィゥェォ',
  'ya+ yu+ yo+': 'ャュョ',
};
const latin = new Map<string, string>();
for (const [syllables, signs] of Object.entries(rows))
  for (const [at, syllable] of syllables.split(' ').entries()) latin.set(signs.charAt(at), syllable);

/** Katakana in Latin letters, roughly. */
export function latinOf(katakana: string): string {
  let out = '';
  for (const sign of katakana) {
    const syllable = latin.get(sign) ?? '';
    out = syllable.endsWith('+') ? out.replace(/[aeiou]$/, '') + syllable.slice(0, -1) : out + syllable;
  }
  return out;
}

/** What is left of a word when it is said in Japanese: consonants, those that sound alike as one. */
export const sounds = (folded: string): string =>
  folded
    .replace(/ph/g, 'f')
    .replace(/gh/g, '')
    .replace(/sch|sh|th|ci(?=[aou])|ss/g, 's')
    .replace(/tch|ch|tsu|ts|ti(?=o)/g, 't')
    .replace(/ck|qu|q|x|c(?![eiy])/g, 'k')
    .replace(/c|z|j/g, 's')
    .replace(/v/g, 'b')
    .replace(/l/g, 'r')
    .replace(/g(?=e|i|y)/g, 's')
    .replace(/r(?=[^aeiouy]|$)/g, '')
    .replace(/m(?=[pb])/g, 'n')
    .replace(/[aeiouyhw]/g, '')
    .replace(/(.)\1+/g, '$1');
