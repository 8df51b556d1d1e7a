/**
 * Half an emoji, as when one was cut in two, is no text: `encodeURIComponent` throws on it and no database stores it.
 * Here it becomes the character that stands for what cannot be shown, in a text and in every text of a body.
 */
export function wellFormed<Data>(data: Data): Data;
export function wellFormed(data: unknown): unknown {
  if (typeof data === 'string') return data.replace(/\p{Surrogate}/gu, '\uFFFD');
  if (Array.isArray(data)) return data.map((item: unknown) => wellFormed(item));
  if (typeof data !== 'object' || data === null) return data;
  return Object.fromEntries(Object.entries(data).map(([name, value]) => [name, wellFormed<unknown>(value)]));
}
