/** A character set that mails come in, and what a text in it is written with. */
export interface Candidate {
  name: string;
  /** Letters that such a text has beyond ASCII; others speak against it. */
  letters: RegExp;
  /** Of scripts with thousands of characters: those that every text is full of. */
  common?: ReadonlySet<string>;
  /** The name by which a detector knows it, where that is another. */
  like?: string;
  /** Hardly any mail comes in it. */
  rare?: boolean;
}

const latin = /[\p{sc=Latin}\p{M}ªº]/u;
/** Without the Icelandic ones, which stand where Turkish has its own. */
const western = /[ªºÀ-ÏÑ-ÝßŒœŸŠšŽž]|[à-ïñ-ýÿ]/u;
/** Without the Romanian ă, which stands where Portuguese has its ã. */
const central = /[^\P{sc=Latin}ăĂ]/u;
const cyrillic = /\p{sc=Cyrillic}/u;
const japanese = /[\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Han}ー々]/u;
const greek = /\p{sc=Greek}/u;
const hebrew = /\p{sc=Hebrew}/u;
const arabic = /\p{sc=Arabic}/u;
/** Without those of loans and old words, which a wrong reading is full of. */
const thai = /[กขคงจชซญดตถทธนบปผพฟภมยรลวศษสหอะัาำิ-ูเ-็่-๋์๐-๙]/u;

const set = (characters: string): ReadonlySet<string> => new Set(characters);

const kana = set(
  'あいうえおかがきぎくぐけげこごさざしじすずせぜそぞただちっつづてでとどなにぬねのはばひびふぶへべほぼまみむめもやゃゆゅよょらりるれろわをんアイウエオカガキギクグケゲコゴサザシジスズセゼソタダチッツテデトドナニネノハバパヒビピフブプベペボポマミムメモャュョラリルレロワンー' +
    '日月火水木金土年時分社様件会御連絡資料送信返信担当者部長不要必要結構確認検討今後回休暇対応願致申上下中大本当社方事見積価格契約配停止解除電話番号氏名先週来再度何卒宜了解承知感謝失礼',
);
const simplified = set(
  '的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你您对生能而子那得于着下自之年过发后作里用道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心本前开但因只从想实者意无力它与把机十民第公此已工使情明知全三又关点正业外将两高间由问很最重物手应向体见利什二等产或新己果加月话合回内信表化老给位次度任常先海通教儿原东提立及比员解真论处走几口认条系气题别打变四电数安少报结反受目量再感务做接必件计管期市直德金许统区保至决任何谢请邮收询价单待联绍件星六五暂兴趣抱歉休假司复消息退订取消停止邮箱地址参考欢迎祝顺',
);
const traditional = set(
  '的一是不了在人有我他這個們中來上大為和國地到以說時要就出會可也你您對生能而子那得於著下自之年過發後作裡用道行所然家種事成方多經麼去法學如都同現當沒動面起看定天分還進好小部其些主樣理心本前開但因只從想實者意無力它與把機十民第公此已工使情明知全三又關點正業外將兩高間由問很最重物手應向體見利什二等產或新己果加月話合回內信表化老給位次度任常先海通教兒原東提立及比員解真論處走幾口認條系氣題別打變四電數安少報結反受目量再感務做接必件計管期市直德金許統區保至決謝請郵收詢價單待聯紹星六五暫興趣抱歉休假司復覆消息退訂取消停止郵箱地址參考歡迎祝順',
);
const korean = set(
  '이다는을에의가하고니습요안녕감사합지로기를도한은들있해주시면제어서인대그리수과와으자일부정보전만나장사공상원세여구관선동소방계경유조신성문연진용발내회위체무여러분저희없것아우라드립바랍락연메변답참석필료담당견적월화목금토오후간개됩되된할했겠네까예추가습귀좀더번중말씀관심현재괜찮죄송불명함팀본건업생각다음주휴취소거절네좋와줄게든등때될려르른름릴먼받발복볼봐부빠뿐새설셔셨소속쉬쉽식싶써알앞애약양어언얼었열영오왔외왜용우운유잊잘점져졌족줘증질집쪽차처천체초최출충치크큰클키타터통퇴트특파편평표풀품프항행향형호환활획흥',
);

/** In the order in which they are preferred where a text reads alike in several. */
export const candidates: readonly Candidate[] = [
  { name: 'utf-8', letters: /\p{L}|\p{M}/u },
  { name: 'windows-1252', letters: western },
  { name: 'shift_jis', letters: japanese, common: kana },
  { name: 'euc-jp', letters: japanese, common: kana },
  { name: 'gb18030', letters: /\p{sc=Han}/u, common: simplified },
  { name: 'big5', letters: /\p{sc=Han}/u, common: traditional },
  { name: 'euc-kr', letters: /[\p{sc=Hangul}]/u, common: korean },
  { name: 'windows-1251', letters: cyrillic },
  { name: 'koi8-r', letters: cyrillic },
  { name: 'koi8-u', letters: cyrillic, like: 'koi8-r' },
  { name: 'windows-1250', letters: central },
  { name: 'windows-1254', letters: latin },
  { name: 'windows-1253', letters: greek },
  { name: 'windows-1255', letters: hebrew },
  { name: 'windows-1256', letters: arabic },
  { name: 'windows-1257', letters: latin, rare: true },
  { name: 'windows-1258', letters: latin, rare: true },
  { name: 'windows-874', letters: thai },
  { name: 'iso-8859-2', letters: central, like: 'windows-1250' },
  { name: 'iso-8859-5', letters: cyrillic, rare: true },
  { name: 'ibm866', letters: cyrillic, rare: true },
];

/** Names in use that the decoder does not know, and those that stand for a larger set. */
const aliases: Readonly<Record<string, string>> = {
  'us-ascii': 'windows-1252', ascii: 'windows-1252', 'ansi_x3.4-1968': 'windows-1252', 'iso-8859-1': 'windows-1252',
  latin1: 'windows-1252', 'iso-8859-9': 'windows-1254', gb2312: 'gb18030', gbk: 'gb18030', cp936: 'gb18030',
  'x-gbk': 'gb18030', 'hz-gb-2312': 'gb18030', cp949: 'euc-kr', 'ks_c_5601-1987': 'euc-kr', 'x-sjis': 'shift_jis',
  'shift-jis': 'shift_jis', sjis: 'shift_jis', 'windows-31j': 'shift_jis', cp932: 'shift_jis', ms932: 'shift_jis',
  cp866: 'ibm866', 'x-euc-jp': 'euc-jp', 'big5-hkscs': 'big5', 'x-big5': 'big5', cp950: 'big5', utf8: 'utf-8', 'iso-8859-8': 'windows-1255',
  'iso-8859-8-i': 'windows-1255', 'iso-8859-7': 'windows-1253', 'tis-620': 'windows-874', 'iso-8859-11': 'windows-874',
}; // prettier-ignore

/** The name under which a label is known here. */
export const canonical = (label: string): string => {
  const name = label.toLowerCase().replace(/["'\s]/g, '');
  return aliases[name] ?? name;
};
