/** Full stops that end no sentence, in English and German. */
const ABBREVIATION =
  /(?:^|[\s(“"'])(?:e\.\s?g|i\.\s?e|z\.\s?B|d\.\s?h|u\.\s?a|a\.\s?m|p\.\s?m|[Mm]rs?|[Mm]s|[Dd]rs?|[Pp]rof|St|No|Nr|vs|etc|approx|ca|bzw|inkl|[Ii]nc|[Ll]td|[Cc]o|[Cc]orp|\p{Lu})\.$/u;

/** Splits a line into sentences as they are written; "Dr. Smith", "e.g. Berlin" and "Acme Inc. and others" stay whole. */
export function sentencesIn(line: string): string[] {
  const parts = line.split(/(?<=[.!?]["”')]?)\s+(?=["“'(]?[\p{Lu}\d])/u);
  const sentences: string[] = [];
  for (const part of parts) {
    const before = sentences.at(-1);
    if (before !== undefined && ABBREVIATION.test(before))
      sentences[sentences.length - 1] = `${before} ${part}`;
    else sentences.push(part);
  }
  return sentences.map((sentence) => sentence.trim()).filter((sentence) => sentence !== '');
}

/** A bullet or a number at the start of a line, with what follows. */
const LIST_ITEM = /^\s*(?:[*•·–—>-]+\s*|\d{1,2}[.)]\s+)(.*)$/;

/** The lines of a text without their bullets. */
export const linesOf = (text: string): { text: string; inList: boolean }[] =>
  text
    .replace(/\r\n?/g, '\n')
    .split('\n')
    .map((line) => {
      const item = LIST_ITEM.exec(line);
      return { text: (item?.[1] ?? line).trim(), inList: item !== null };
    });

/** First letter large, one full stop at the end. */
export function sentence(text: string, end = '.'): string {
  const trimmed = text.trim().replace(/[\s.,;:!?]+$/, '');
  return `${trimmed.charAt(0).toUpperCase()}${trimmed.slice(1)}${end}`;
}
