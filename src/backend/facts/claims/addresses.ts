import type { Evidence, Finder } from './found.ts';

const address =
  /(?<email>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)|(?<url>(?:https?:\/\/|www\.)[^\s<>"'）)。、]+|(?<![\w@.-])(?:[\p{L}\d-]+\.)+(?:com|org|net|io|ai|co|de|fr|es|pt|it|nl|be|ch|at|eu|uk|jp|br|app|dev|cloud|tech|info|biz|example|co\.uk|com\.br|co\.jp|mx|ar|cl|us|ca|lu|tv|me|shop|agency|software|solutions)(?:\/[^\s<>"'）)。、]*)?(?![\p{L}\d]))/giu;

const plain = (text: string): string =>
  text
    .toLowerCase()
    .replace(/^https?:\/\//, '')
    .replace(/^www\./, '')
    .replace(/[.,;:!?]+$/, '')
    .replace(/\/$/, '');
const hostOf = (url: string): string => plain(url).split(/[/?#]/)[0] ?? '';

/** An address stands in a source, or is a page right at a host whose bare address does. */
function passageOf(words: string, isEmail: boolean, { passages, assistant }: Evidence) {
  const wanted = plain(words);
  for (const passage of passages) {
    const known = [...passage.text.matchAll(address)].map(({ 0: one }) => plain(one));
    if (known.includes(wanted)) return passage;
    if (isEmail) continue;
    if (known.some((one) => one.includes('@') && one.split('@')[1] === wanted)) return passage;
    if (known.some((one) => hostOf(one) === wanted)) return passage;
  }
  const own = assistant.email.split('@')[1]?.toLowerCase();
  if (!isEmail && own !== undefined && wanted === own)
    return passages.find(({ kind }) => kind === 'assistant') ?? null;
  return null;
}

/** Addresses of pages and of mail. */
export const addressesIn: Finder = ({ text }, evidence) =>
  [...text.matchAll(address)].map(({ index, 0: words, groups }) => {
    const said = words.replace(/[.,;:!?]+$/, '');
    const isEmail = groups?.['email'] !== undefined;
    return {
      start: index,
      end: index + said.length,
      kind: isEmail ? 'email' : 'url',
      passage: passageOf(said, isEmail, evidence),
      reason: isEmail ? 'This email address stands in no source.' : 'This link stands in no source.',
    };
  });
