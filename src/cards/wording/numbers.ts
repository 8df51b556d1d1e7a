/** A number as the reader's language writes it. */
export const number = (value: number, locale: string | undefined): string => {
  try {
    return new Intl.NumberFormat(locale?.replaceAll('_', '-')).format(value);
  } catch {
    return String(value);
  }
};

/** `1 lead`, `1,234 leads`. */
export const counted = (count: number, one: string, many: string, locale: string | undefined): string =>
  `${number(count, locale)} ${count === 1 ? one : many}`;
