import { z } from 'zod';
import type { CampaignDraft, CampaignRules } from '../../cards/campaigns/contract.ts';
import { folded } from '../ground/folded.ts';
import { languages } from '../ground/languages.ts';
import type { Language } from '../ground/languages.ts';
import type { ReplyClass } from '../replies/types.ts';
import { storable } from '../ground/text.ts';

const kept = (max: number) => z.string().max(max).transform(storable).pipe(z.string().trim());
const keyword = kept(60).refine(
  (word) => wordsIn(word, 'en').length > 0,
  'A word to look for must have letters or digits.',
);

/** What answers may be understood as for a rule to have a person read them; an opt-out counts whatever a rule says. */
const readByPeople = [
  'AgreedToMeet',
  'InterestedToProceed',
  'SeekingMoreInfo',
  'BrochureRequest',
  'ConnectLater',
  'ReferredSomeone',
  'Deactivated',
  'MovedOut',
  'Retired',
  'Other',
] as const satisfies ReplyClass[];

/** What a person may let happen by itself. */
export const campaignRules = z.strictObject({
  review: z
    .array(
      z.strictObject({
        language: z.union([z.literal(''), z.enum(languages)]),
        words: z.array(keyword).min(1, 'Enter at least one word to look for.').max(50),
      }),
    )
    .max(20),
  reviewClasses: z.array(z.enum(readByPeople)).max(readByPeople.length).optional(),
  properties: z
    .array(
      z.strictObject({
        property: z
          .string()
          .regex(
            /^[a-z][a-z0-9_]{0,99}$/,
            'Enter the internal name of the property, such as lifecyclestage.',
          ),
        change: z.enum(['to', 'from']),
        value: kept(200),
        label: kept(200).optional(),
        valueLabel: kept(200).optional(),
        act: z.enum(['pause', 'stop']),
        reach: z.enum(['contact', 'company']),
      }),
    )
    .max(10),
  meetingEndsCompany: z.boolean(),
  quietUntil: z.number().int().min(0).max(8_640_000_000_000_000).nullable(),
  reEnroll: z
    .strictObject({
      campaignId: z.string().min(1, 'Choose the campaign in which contacts go on.').max(64),
      days: z.number().int().min(1).max(365),
      most: z.number().int().min(1).max(10),
    })
    .nullable(),
  handOver: z
    .strictObject({
      assistantId: z.string().min(1, 'Choose the assistant who goes on.').max(64),
      emails: z.number().int().min(1).max(50),
    })
    .nullable(),
}) satisfies z.ZodType<CampaignRules>;

const none: CampaignRules = {
  review: [],
  properties: [],
  meetingEndsCompany: false,
  quietUntil: null,
  reEnroll: null,
  handOver: null,
};

export const rulesOf = ({ rules }: CampaignDraft): CampaignRules => rules ?? none;

/**
 * The first word of the rules that an answer says, as it stands in the rules; null: it says none.
 * @param language of the answer; null: not known, so that the words of every language count
 */
export function keywordIn(
  review: CampaignRules['review'],
  text: string,
  language: Language | null,
): string | null {
  for (const rule of review) {
    if (rule.language !== '' && language !== null && rule.language !== language) continue;
    const tongue = rule.language || (language ?? 'en');
    const said = wordsIn(text, tongue);
    const found = rule.words.find((word) => follow(said, wordsIn(word, tongue)));
    if (found !== undefined) return found;
  }
  return null;
}

/** As the language parts words, also where no spaces do. */
function wordsIn(text: string, language: string): string[] {
  // A mark on a Japanese letter makes it another one.
  const plain = language === 'ja' ? text.normalize('NFKC').toLowerCase() : folded(text);
  const segments = new Intl.Segmenter(language, { granularity: 'word' }).segment(plain);
  return [...segments].flatMap(({ segment, isWordLike }) => (isWordLike ? [segment] : []));
}

const follow = (said: readonly string[], wanted: readonly string[]): boolean =>
  wanted.length > 0 && said.some((_, at) => wanted.every((word, further) => said[at + further] === word));
