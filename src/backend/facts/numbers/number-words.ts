import type { Language } from '../../ground/languages.ts';

/** Parts of which number words are made, folded: each value with the ways to write it. */
const parts: Readonly<Record<Exclude<Language, 'ja'>, string>> = {
  en: '1=one 2=two 3=three 4=four 5=five 6=six 7=seven 8=eight 9=nine 10=ten 11=eleven 12=twelve|dozen 13=thirteen 14=fourteen 15=fifteen 16=sixteen 17=seventeen 18=eighteen 19=nineteen 20=twenty 30=thirty 40=forty 50=fifty 60=sixty 70=seventy 80=eighty 90=ninety 100=hundred 1000=thousand 1000000=million 1000000000=billion',
  de: '1=ein|eins|eine|einer|einem|einen|eines 2=zwei|zwo 3=drei 4=vier 5=funf|fuenf 6=sechs 7=sieben 8=acht 9=neun 10=zehn 11=elf 12=zwolf|zwoelf|dutzend 16=sechzehn 17=siebzehn 20=zwanzig 30=dreißig|dreissig 40=vierzig 50=funfzig|fuenfzig 60=sechzig 70=siebzig 80=achtzig 90=neunzig 100=hundert 1000=tausend 1000000=million|millionen 1000000000=milliarde|milliarden',
  fr: '1=un|une 2=deux 3=trois 4=quatre 5=cinq 6=six 7=sept 8=huit 9=neuf 10=dix|dizaine 11=onze 12=douze|douzaine 13=treize 14=quatorze 15=quinze|quinzaine 16=seize 20=vingt|vingts|vingtaine 30=trente|trentaine 40=quarante|quarantaine 50=cinquante|cinquantaine 60=soixante|soixantaine 70=septante 80=huitante|octante 90=nonante 100=cent|cents|centaine 1000=mille|millier 1000000=million|millions 1000000000=milliard|milliards',
  es: '1=un|uno|una 2=dos 3=tres 4=cuatro 5=cinco 6=seis 7=siete 8=ocho 9=nueve 10=diez|decena 11=once 12=doce|docena 13=trece 14=catorce 15=quince|quincena 16=dieciseis 17=diecisiete 18=dieciocho 19=diecinueve 20=veinte|veinti 30=treinta 40=cuarenta 50=cincuenta 60=sesenta 70=setenta 80=ochenta 90=noventa 100=cien|ciento|centenar 200=doscientos|doscientas 300=trescientos|trescientas 400=cuatrocientos|cuatrocientas 500=quinientos|quinientas 600=seiscientos|seiscientas 700=setecientos|setecientas 800=ochocientos|ochocientas 900=novecientos|novecientas 1000=mil 1000000=millon|millones',
  pt: '1=um|uma 2=dois|duas 3=tres 4=quatro 5=cinco 6=seis 7=sete 8=oito 9=nove 10=dez|dezena 11=onze 12=doze|duzia 13=treze 14=catorze|quatorze 15=quinze 16=dezesseis|dezasseis 17=dezessete|dezassete 18=dezoito 19=dezenove|dezanove 20=vinte 30=trinta 40=quarenta 50=cinquenta 60=sessenta 70=setenta 80=oitenta 90=noventa 100=cem|cento|centena 200=duzentos|duzentas 300=trezentos|trezentas 400=quatrocentos|quatrocentas 500=quinhentos|quinhentas 600=seiscentos|seiscentas 700=setecentos|setecentas 800=oitocentos|oitocentas 900=novecentos|novecentas 1000=mil|milhar 1000000=milhao|milhoes 1000000000=bilhao|bilhoes',
  it: '1=un|uno|una 2=due 3=tre 4=quattro 5=cinque 6=sei 7=sette 8=otto 9=nove 10=dieci|decina 11=undici 12=dodici|dozzina 13=tredici 14=quattordici 15=quindici|quindicina 16=sedici 17=diciassette 18=diciotto 19=diciannove 20=venti|vent|ventina 30=trenta|trent|trentina 40=quaranta|quarant 50=cinquanta|cinquant 60=sessanta|sessant 70=settanta|settant 80=ottanta|ottant 90=novanta|novant 100=cento|cent|centinaio 1000=mille|mila|migliaio 1000000=milione|milioni 1000000000=miliardo|miliardi',
  nl: '1=een 2=twee 3=drie 4=vier 5=vijf 6=zes 7=zeven 8=acht 9=negen 10=tien|tiental 11=elf 12=twaalf|dozijn 13=dertien 14=veertien 20=twintig 30=dertig 40=veertig 50=vijftig 60=zestig 70=zeventig 80=tachtig 90=negentig 100=honderd 1000=duizend 1000000=miljoen 1000000000=miljard',
};
/** What joins the parts within a word or between words. */
const links: Readonly<Record<Exclude<Language, 'ja'>, string>> = {
  en: 'and',
  de: 'und',
  fr: 'et',
  es: 'y i',
  pt: 'e',
  it: 'e',
  nl: 'en',
};

type Latin = Exclude<Language, 'ja'>;
interface Table {
  values: ReadonlyMap<string, number>;
  /** By their first letter, longest first. */
  words: ReadonlyMap<string, readonly string[]>;
  link: readonly string[];
}
const tables = new Map<Latin, Table>();
function tableOf(language: Latin): Table {
  const known = tables.get(language);
  if (known) return known;
  const values = new Map<string, number>();
  for (const entry of parts[language].split(' ')) {
    const [value, ways = ''] = entry.split('=');
    for (const way of ways.split('|')) values.set(way, Number(value));
  }
  const words = Map.groupBy(
    [...values.keys()].sort((a, b) => b.length - a.length),
    (word) => word.charAt(0),
  );
  const made = { values, words, link: links[language].split(' ') };
  tables.set(language, made);
  return made;
}

/** The values of the parts of one word; 0 stands for a joining word. null: it is no number word. */
function partsOf(word: string, table: Table, depth = 0): number[] | null {
  if (word === '') return [];
  if (depth > 7) return null;
  for (const part of table.words.get(word.charAt(0)) ?? []) {
    if (!word.startsWith(part)) continue;
    const rest = partsOf(word.slice(part.length), table, depth + 1);
    if (rest) return [table.values.get(part) ?? 0, ...rest];
  }
  for (const link of table.link) {
    if (depth === 0 || !word.startsWith(link)) continue;
    const rest = partsOf(word.slice(link.length), table, depth + 1);
    if (rest && rest.length > 0) return [0, ...rest];
  }
  return null;
}

/** Three, thirteen or twenty-three thousand: what the parts make together. */
function valueOf(values: readonly number[], language: Latin): number {
  let total = 0;
  let current = 0;
  for (const value of values) {
    if (value === 100)
      current = current % 100 === 0 && current > 0 ? current + 100 : Math.max(1, current) * 100;
    else if (value >= 1000) {
      total += Math.max(1, current) * value;
      current = 0;
    } else if (language === 'fr' && value === 20 && current % 100 === 4) current += 76;
    else current += value;
  }
  return total + current;
}

/** Whether the next word goes on with the number: "two hundred", "vierzig tausend", but not "two three". */
const goesOn = (before: readonly number[], next: readonly number[], language: Latin): boolean => {
  const [first = 0] = next;
  const last = before.at(-1) ?? 0;
  if (language === 'fr' && ((last === 4 && first === 20) || (last === 10 && first >= 7 && first < 10)))
    return true;
  if (first >= 100 && first > last && [100, 1000, 1000000, 1000000000].includes(first)) return true;
  const tens = language === 'fr' ? 20 : 10;
  const place = last >= 1000 ? 1000 : last >= 100 ? 100 : last >= 20 ? tens : 1;
  return first < place;
};

/** "Neunhundertneunundneunzigtausendneunhundertneunundneunzig" is shorter. */
const LONGEST = 60;

export interface NumberWord {
  start: number;
  end: number;
  value: number;
}

/** The number words of a folded text; "one" too, which in most languages is an article as well. */
export function numberWordsIn(folded: string, language: Language): NumberWord[] {
  if (language === 'ja') return [];
  const table = tableOf(language);
  const found: NumberWord[] = [];
  let open: { start: number; end: number; values: number[] } | null = null;
  const close = () => {
    if (open)
      found.push({ start: open.start, end: open.end, value: valueOf(open.values.filter(Boolean), language) });
    open = null;
  };
  // "Zweieinhalb", "tweeënhalf".
  for (const { index, 0: word } of folded.matchAll(/[\p{L}ß]+/gu)) {
    const apart = open !== null && !/^[\s-]+(?:\p{L}{1,3}[\s-]+)?$/u.test(folded.slice(open.end, index));
    if (open && apart) close();
    if (open && table.link.includes(word)) continue;
    const half = /(?:ein|een|en)hal[bf]$/.exec(word)?.[0].length ?? 0;
    const whole = half > 0 ? partsOf(word.slice(0, -half), table) : null;
    if (whole?.[0] !== undefined && whole[0] > 1) {
      close();
      found.push({ start: index, end: index + word.length, value: valueOf(whole, language) + 0.5 });
      continue;
    }
    const values =
      (word.length > LONGEST ? null : partsOf(word, table))?.filter((value) => value > 0) ?? null;
    if (!values || values.length === 0) {
      close();
    } else if (open && goesOn(open.values, values, language)) {
      open.values.push(...values);
      open.end = index + word.length;
    } else {
      close();
      open = { start: index, end: index + word.length, values };
    }
  }
  close();
  return found;
}
