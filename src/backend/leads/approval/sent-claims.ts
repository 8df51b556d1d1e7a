import type { SentClaim } from '../../../cards/contact/contract.ts';
import type { Claim, SourceTexts } from '../../facts/types.ts';
import { beginningOf } from '../../ground/text.ts';
import { claimView } from './view.ts';

/** As much as a person reads about one email; more would fill the table of mails. */
const MOST_CLAIMS = 12;
const LONGEST_WORDS = 100;
const LONGEST_EXCERPT = 160;

/**
 * What an email says as it leaves, and where that stands at this moment: kept with the mail, as the sources may say
 * something else by the time somebody asks. What stands in no source a person stood by. `zone`, IANA: of times in words.
 */
export function sentClaims(
  claims: readonly Claim[],
  { sources, zone, standsBy }: { sources: SourceTexts; zone: string; standsBy: string | null },
): SentClaim[] {
  const each = new Map(claims.map((claim) => [`${claim.kind} ${claim.words}`, claim]));
  return [...each.values()].slice(0, MOST_CLAIMS).map((claim) => {
    const { words, kind, source } = claimView(claim, sources, zone);
    return {
      words: beginningOf(words, LONGEST_WORDS),
      kind,
      label: source?.label ?? `${standsBy ?? 'A person'} stands by it`,
      excerpt: beginningOf(source?.excerpt ?? '', LONGEST_EXCERPT),
    };
  });
}
