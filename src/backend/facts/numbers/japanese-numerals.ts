const digits: Readonly<Record<string, number>> = {
  〇: 0,
  零: 0,
  一: 1,
  二: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
};
const small: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1_000 };
const large: Readonly<Record<string, number>> = { 万: 10_000, 億: 100_000_000, 兆: 1_000_000_000_000 };

/** 9万8千, 三百五十, 1億2000万: numerals and signs of places mixed. @returns null if it is no number */
export function japaneseValue(words: string): number | null {
  let total = 0;
  let part = 0;
  let open: number | null = null;
  for (const [token] of words.replace(/,/g, '').matchAll(/\d+(?:\.\d+)?|./gu)) {
    const digit = digits[token];
    const place = small[token];
    const myriad = large[token];
    if (/^\d/.test(token)) open = Number(token);
    else if (digit !== undefined) open = (open ?? 0) * 10 + digit;
    else if (place !== undefined) {
      part += (open ?? 1) * place;
      open = null;
    } else if (myriad !== undefined) {
      total += (part + (open ?? (part === 0 ? 1 : 0))) * myriad;
      part = 0;
      open = null;
    } else return null;
  }
  return total + part + (open ?? 0);
}
