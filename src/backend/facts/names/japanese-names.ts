import type { Sentence } from '../prose/sentences.ts';
import type { ClaimKind } from '../types.ts';
import { isJapaneseName, isJapaneseWord, isOrdinary } from '../lexicon/lexicon.ts';
import { commonlyLarge } from './common-titles.ts';
import { isOrdinaryKatakana, noPerson } from './japanese-words.ts';
import { japanesePlace } from './places.ts';

export interface JapaneseName {
  start: number;
  end: number;
  words: string;
  kind: ClaimKind;
}

const CORE = '[\\p{Script=Han}\\p{Script=Katakana}ー・々A-Za-z0-9&.]+';
const officeRun = /[\p{Script=Han}々]{2,6}(?:[ぁ-ん]{2,4})?法律事務所/gu;
const honorific = new RegExp(
  `(?<name>${CORE}(?: ?[\\p{Script=Han}々]{1,4})?)(?<title>様|さま|さん|氏|殿|先生|社長|部長|課長|係長|次長|専務|常務|取締役|店長|主任|教授)`,
  'gu',
);
const company = new RegExp(
  `(?:株式会社|有限会社|合同会社)(?<after>${CORE})|(?<before>${CORE})(?:株式会社|有限会社|合同会社)`,
  'gu',
);
/** Endings of companies and the like, which tell what stands before them. */
const establishment =
  /[\p{Script=Han}\p{Script=Katakana}ー々]{2,8}?(?:製作所|銀行|大学|病院|工業|商事|製薬|製鉄|電機|建設|物流|運輸|鉄道|百貨店|旅館|証券|生命|出版|新聞|化学|重工|不動産|食品|製パン|製菓|酒造|醸造|自動車|航空|海上|火災|ホールディングス|ホテル|ロジスティクス|コーポレーション|法律事務所|税理士事務所|会計事務所|信用金庫|市役所|区役所|役場|新聞社|出版社|学園|高校|中学校|小学校)(?!業界|業者|業|会社|系|メーカー|分野|向け|様向け|関連|企業|部|課|に|の(?:皆様|企業))/gu;
/** Kanji by themselves, as a family name stands before a particle: "担当の川端から". */
const kanjiRun =
  /(?<![\p{Script=Han}\p{Script=Katakana}ー々ぁ-んA-Za-z0-9][・ー]|[\p{Script=Han}\p{Script=Katakana}ー々])[\p{Script=Han}々]{2,5}(?![\p{Script=Han}\p{Script=Katakana}ー々])/gu;
const katakanaRun = /[\p{Script=Katakana}ー][\p{Script=Katakana}ー・]{2,}/gu;
const latinRun = /[A-Za-z][A-Za-z0-9.+&-]*(?: [A-Z][A-Za-z0-9.+&-]*)*/g;

/** What may stand before a name in the same run of signs: "担当の", a role of somebody. */
const prefix =
  /^(?:弊社|当社|御社|貴社|担当|営業|現在|先日|本日|昨年|今年|同社|大手|老舗|人気|例えば|今回|前任|後任|新任|上司|部下|同僚|知人|友人|現|元|故)+/u;

const whoOf = (title: string, name: string): ClaimKind =>
  /社$|ホールディングス|銀行|不動産|製/u.test(name) ||
  (title === '様' && /[A-Za-z]|\p{Script=Katakana}{4,}/u.test(name))
    ? 'company'
    : 'person';

/** Names in a Japanese sentence: with a title, as a company, as a place, or in katakana and Latin letters that are no ordinary words. */
export function japaneseNamesIn({ text }: Sentence): JapaneseName[] {
  const found: JapaneseName[] = [];
  const add = (start: number, words: string, kind: ClaimKind) => {
    const end = start + words.length;
    if (words !== '' && !found.some((one) => start < one.end && one.start < end))
      found.push({ start, end, words, kind });
  };
  for (const match of text.matchAll(company)) {
    const name = match.groups?.['after'] ?? match.groups?.['before'] ?? '';
    add(match.index + match[0].indexOf(name), name, 'company');
  }
  for (const { index, groups } of text.matchAll(honorific)) {
    const whole = groups?.['name'] ?? '';
    const title = groups?.['title'] ?? '';
    const cut = prefix.exec(whole)?.[0].length ?? 0;
    const name = whole.slice(cut);
    if (
      name === '' ||
      noPerson.test(whole) ||
      noPerson.test(name) ||
      /^[一二三四五六七八九十\d]+[人名]?$/u.test(name)
    )
      continue;
    add(index + cut, name, whoOf(title, name));
  }
  for (const pattern of [officeRun, establishment])
    for (const { index, 0: words } of text.matchAll(pattern)) add(index, words, 'company');
  for (const { index, 0: words } of text.matchAll(japanesePlace))
    if (!notPlace.test(words)) add(index, words, 'place');
  for (const { index, 0: words } of text.matchAll(kanjiRun))
    if (isJapaneseName(words) && !isJapaneseWord(words)) add(index, words, 'person');
  for (const { index, 0: words } of text.matchAll(katakanaRun)) {
    const bare = words.replace(/^・|・$/g, '');
    if (!isOrdinaryKatakana(bare)) add(index, bare, 'company');
  }
  for (const { index, 0: words } of text.matchAll(latinRun)) {
    const parts = words.split(' ');
    if (
      words.length > 1 &&
      !parts.every(
        (part) =>
          part.length < 2 ||
          commonlyLarge.has(part.toLowerCase()) ||
          (/^[a-z]+$/.test(part) && isOrdinary(part, 'en')),
      )
    )
      add(index, words, 'product');
  }
  return found.sort((a, b) => a.start - b.start);
}
const notPlace = /^(?:都市|同市|各市|各県|他県|県|市|区|地区|学区|全県|貴県|当県|本市)$/u;
