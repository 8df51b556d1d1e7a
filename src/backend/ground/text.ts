/**
 * PostgreSQL stores no NUL, and neither it nor UTF-8 knows half a character (a surrogate without its other half, as
 * when an emoji was cut in two): both become U+FFFD, on every database alike.
 */
export const storable = (text: string): string =>
  text.isWellFormed() && !text.includes('\0') ? text : text.toWellFormed().replaceAll('\0', '\uFFFD');

/** `storable` for every text within what JSON, a query or a mail brought. Whatever is no plain data stays as it is. */
export function storableData<Data>(data: Data): Data;
export function storableData(data: unknown): unknown {
  if (typeof data === 'string') return storable(data);
  if (Array.isArray(data)) return data.map((item: unknown) => storableData(item));
  if (typeof data !== 'object' || data === null || !isPlain(data)) return data;
  return Object.fromEntries(
    Object.entries(data).map(([name, value]) => [storable(name), storableData<unknown>(value)]),
  );
}

const isPlain = (data: object): boolean => {
  const prototype: unknown = Object.getPrototypeOf(data);
  return prototype === Object.prototype || prototype === null;
};

/** Only an escape brings into well-formed JSON what cannot be stored. */
const mayHoldOdd = /\\u(?:0000|d[89a-f])/i;

/** JSON whose texts can be stored. @throws SyntaxError */
export function parseStorable(json: string): unknown {
  const data = JSON.parse(json) as unknown;
  return mayHoldOdd.test(json) ? storableData(data) : data;
}

/** The beginning of a text, at most `length` UTF-16 units, that ends with a whole character. */
export const beginningOf = (text: string, length: number): string =>
  text.length <= length ? text : text.slice(0, length).replace(/[\uD800-\uDBFF]$/, '');
