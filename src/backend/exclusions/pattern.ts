/** Longer than any address. */
const LONGEST = 254;
/** Enough for every list there is, and little to try on an address. */
const MOST_STARS = 3;

/**
 * What an admin writes, as it is kept: lower-cased; `@acme.example`, `*@acme.example` and `https://acme.example/` are the
 * domain. Or in words why it is nothing that can be excluded.
 */
export function readPattern(written: string): { pattern: string } | { why: string } {
  const pattern = written
    .trim()
    .toLowerCase()
    .replace(/^mailto:/, '')
    .replace(/^https?:\/\/(www\.)?/, '')
    .replace(/\/.*$/, '')
    .replace(/^<(.*)>$/, '$1')
    .replace(/\*+/g, '*')
    .replace(/^\*?@(?=[^*]+$)/, '')
    .replace(/\.$/, '');
  if (pattern.length > LONGEST) return { why: 'It is longer than an address can be.' };
  if (!/^[^\s@,;<>"()]+(@[^\s@,;<>"()]+)?$/u.test(pattern) || !/[.@]/.test(pattern))
    return { why: 'It is no email address, domain or pattern.' };
  if (!/[\p{L}\d]/u.test(pattern)) return { why: 'It would exclude everybody.' };
  if (pattern.split('*').length - 1 > MOST_STARS) return { why: `It has more than ${MOST_STARS} stars.` };
  return { pattern };
}

export const isWild = (pattern: string): boolean => pattern.includes('*');

/** The patterns without a star that would exclude an address: itself, its domain, and every domain above that. */
export function namesOf(address: string): string[] {
  const domain = address.slice(address.lastIndexOf('@') + 1);
  const parts = domain.split('.');
  return [address, ...parts.slice(0, -1).map((_, at) => parts.slice(at).join('.')), parts.at(-1) ?? ''];
}

/** Whether a pattern with stars fits an address: with an @ the whole of it, else its domain. A star is any text without @. */
export function fits(pattern: string, address: string): boolean {
  const tried = pattern.includes('@') ? address : address.slice(address.lastIndexOf('@') + 1);
  const parts = pattern.split('*').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('[^@]*')}$`, 'u').test(tried);
}
