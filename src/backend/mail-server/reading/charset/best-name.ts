import chardet from 'chardet';
import iconv from 'iconv-lite';
import { candidates, canonical, type Candidate } from './candidates.ts';
import { MOST_PLAUSIBLE, plausibility } from './plausible.ts';

/** Enough to tell by. */
export const SAMPLE = 1_200;
/** What speaks for a reading beside the text itself. */
const SAID = 0.3;
const SAID_ELSEWHERE = 0.2;
const IS_UTF8 = 0.6;
const GUESSED = 0.5;
const WESTERN = 0.05;
const RARE = -0.15;

/**
 * The character set in which bytes make most sense.
 * @param said the label they came with, if it tells anything; '' otherwise
 * @param beside labels of other parts of the mail, and whether the bytes are valid UTF-8
 */
export function bestName(
  sample: Buffer,
  said: string,
  { elsewhere, valid }: { elsewhere: readonly string[]; valid: boolean },
): string {
  const guesses = guessesOf(sample);
  const bonusOf = ({ name, like = name, rare }: Candidate): number =>
    (rare === true ? RARE : 0) +
    (name === 'windows-1252' ? WESTERN : 0) +
    (name === said ? SAID : 0) +
    (elsewhere.includes(name) ? SAID_ELSEWHERE : 0) +
    (name === 'utf-8' && valid ? IS_UTF8 : 0) +
    (guesses.get(like) ?? 0) * GUESSED;
  const likeliest = withSaid(said)
    .map((candidate) => ({ candidate, bonus: bonusOf(candidate) }))
    .sort((a, b) => b.bonus - a.bonus);
  let best = { name: 'utf-8', score: -Infinity };
  for (const { candidate, bonus } of likeliest) {
    // Decoding and looking at every letter is the work; those that follow cannot score more.
    if (MOST_PLAUSIBLE + bonus <= best.score) break;
    const text = decodeAs(sample, candidate.name).replace(/\ufffd$/, '');
    const score = plausibility(text, candidate) + bonus;
    if (score > best.score) best = { name: candidate.name, score };
  }
  return best.name;
}

/** How sure a detector is of each, 0 to 1. It counts letters, so markup is left out. */
function guessesOf(sample: Buffer): Map<string, number> {
  const words = sample.toString('latin1').replace(/<[^>]*>|&\w+;/g, ' ');
  const found = chardet.analyse(Buffer.from(words, 'latin1'));
  return new Map(
    found
      .reverse()
      .map(({ name, confidence }) => [
        canonical(name).replace('iso-8859-2', 'windows-1250'),
        confidence / 100,
      ]),
  );
}

/** Encodings that the decoder knows and no text is in. */
const NO_TEXT = /^(hex|base64|binary)$/;

/** A label that is none of the known ones may be right as well. */
function withSaid(said: string): readonly Candidate[] {
  if (known.has(said) || NO_TEXT.test(said) || !iconv.encodingExists(said)) return candidates;
  return [{ name: said, letters: /[\p{L}\p{M}]/u }, ...candidates];
}

const known = new Set(candidates.map(({ name }) => name));
/** Bytes as text in a character set; what it does not have becomes U+FFFD. */
export const decodeAs = (bytes: Buffer, name: string): string =>
  known.has(name) ? new TextDecoder(name).decode(bytes) : iconv.decode(bytes, name);
