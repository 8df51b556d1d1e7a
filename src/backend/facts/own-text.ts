import type { Claim, Draft, SourceTexts } from './types.ts';

/** Whether a letter is capital or a sentence has its stop is the writer's. */
const plain = (text: string): string => text.toLowerCase().replace(/\s+/g, ' ').trim();

/** How many words beside a claim tell that it stands in its own sentence still. */
const BESIDE = 2;

/**
 * A marked claim that a person wrote as it stands there has its source in that text: a sentence of the sequence, of the
 * Context or of the description. Of a sentence that was changed only what still stands there with its neighbours.
 */
export function inOwnText(claim: Claim, draft: Draft, { context, own = [] }: SourceTexts): Claim {
  if (claim.source !== null) return claim;
  const text = draft[claim.part];
  const words = plain(claim.words);
  const before = plain(text.slice(0, claim.start)).split(' ').slice(-BESIDE).join(' ');
  const behind = plain(text.slice(claim.end)).split(' ').slice(0, BESIDE).join(' ');
  const hasWord = (beside: string): boolean => /\p{L}/u.test(beside);
  const around = [
    ...(hasWord(before) ? [plain(`${before} ${words}`)] : []),
    ...(hasWord(behind) ? [plain(`${words} ${behind}`), `${words}${behind}`] : []),
  ];
  const literal = own
    .map(plain)
    .find((one) => one === words || around.some((wording) => one.includes(wording)));
  if (literal !== undefined) return supported(claim, 'assistant', 'sequence', literal);
  const sentence = sentenceAround(text, claim);
  const written = [context, draft.assistant.companyDescription].map(plain);
  return sentence.length > 1 && written.some((one) => one.includes(sentence))
    ? supported(claim, 'context', 'context', sentence)
    : claim;
}

const supported = (claim: Claim, kind: 'assistant' | 'context', id: string, excerpt: string): Claim => ({
  ...claim,
  source: { kind, id, excerpt: excerpt.slice(0, 200) },
  reason: '',
});

function sentenceAround(text: string, { start, end }: Pick<Claim, 'start' | 'end'>): string {
  const before =
    text
      .slice(0, start)
      .split(/[.!?。！？]\s|\n|。/)
      .at(-1) ?? '';
  const after = text.slice(end).split(/[.!?](?:\s|$)|\n|[。！？]/)[0] ?? '';
  return plain(`${before}${text.slice(start, end)}${after}`);
}
