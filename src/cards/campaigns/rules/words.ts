import { dayAt } from '../../wording/dates.ts';
import type { Reader } from '../../wording/dates.ts';
import { counted } from '../../wording/numbers.ts';
import type { CampaignRules, KeywordRule, PropertyRule, ReviewedClass } from '../contract.ts';

export const noRules: CampaignRules = {
  review: [],
  properties: [],
  meetingEndsCompany: false,
  quietUntil: null,
  reEnroll: null,
  handOver: null,
};

export const languageChoices = [
  { value: '', label: 'Any language' },
  { value: 'en', label: 'English' },
  { value: 'de', label: 'German' },
  { value: 'fr', label: 'French' },
  { value: 'es', label: 'Spanish' },
  { value: 'pt', label: 'Portuguese' },
  { value: 'it', label: 'Italian' },
  { value: 'nl', label: 'Dutch' },
  { value: 'ja', label: 'Japanese' },
] as const satisfies { value: KeywordRule['language']; label: string }[];

export const changeChoices = [
  { value: 'to', label: 'changes to' },
  { value: 'from', label: 'changes away from' },
] as const satisfies { value: PropertyRule['change']; label: string }[];

export const actChoices = [
  { value: 'pause', label: 'pause' },
  { value: 'stop', label: 'stop and hand back' },
] as const satisfies { value: PropertyRule['act']; label: string }[];

export const reachChoices = [
  { value: 'contact', label: 'this contact' },
  { value: 'company', label: 'all contacts of its company in this campaign' },
] as const satisfies { value: PropertyRule['reach']; label: string }[];

export const classChoices = [
  { value: 'AgreedToMeet', label: 'agreed to meet' },
  { value: 'InterestedToProceed', label: 'wants to go on' },
  { value: 'SeekingMoreInfo', label: 'asks for information' },
  { value: 'BrochureRequest', label: 'asks for the brochure' },
  { value: 'ConnectLater', label: 'wants to be written to later' },
  { value: 'ReferredSomeone', label: 'names somebody else' },
  { value: 'Deactivated', label: 'not interested' },
  { value: 'MovedOut', label: 'has left the company' },
  { value: 'Retired', label: 'has retired' },
  { value: 'Other', label: 'something else' },
] as const satisfies { value: ReviewedClass; label: string }[];

const labelIn = (choices: readonly { value: string; label: string }[], value: string): string =>
  choices.find((choice) => choice.value === value)?.label ?? value;

/** As they are typed: parted by commas. */
export const wordsOf = (typed: string): string[] =>
  typed.split(/[,;\n、，]/).flatMap((word) => (word.trim() === '' ? [] : [word.trim()]));

/** How rules read, one sentence each. */
export function ruleLines(rules: CampaignRules | undefined, reader: Reader): string[] {
  const {
    review,
    reviewClasses = [],
    properties,
    meetingEndsCompany,
    quietUntil,
    reEnroll,
    handOver,
  } = rules ?? noRules;
  return [
    ...review.map(
      ({ language, words }) =>
        `Answers${language === '' ? '' : ` in ${labelIn(languageChoices, language)}`} with ${words.map((word) => `“${word}”`).join(' or ')} go to Reviews.`,
    ),
    ...(reviewClasses.length === 0
      ? []
      : [
          `Answers go to Reviews that are understood as: ${reviewClasses.map((one) => labelIn(classChoices, one)).join(', ')}.`,
        ]),
    ...properties.map(propertyLine),
    ...(meetingEndsCompany
      ? ['When a contact agrees to meet, the campaign ends for the others of its company.']
      : []),
    ...(quietUntil === null ? [] : [`No email leaves before ${dayAt(quietUntil, reader)}.`]),
    ...(reEnroll === null
      ? []
      : [
          `Whoever has not answered goes on in another campaign after ${counted(reEnroll.days, 'day', 'days', reader.locale)}, at most ${counted(reEnroll.most, 'time', 'times', reader.locale)} for each contact.`,
        ]),
    ...(handOver === null
      ? []
      : [
          `After ${counted(handOver.emails, 'email', 'emails', reader.locale)} without an answer another assistant goes on.`,
        ]),
  ];
}

function propertyLine({ property, label, change, value, valueLabel, act, reach }: PropertyRule): string {
  const changes = `${labelIn(changeChoices, change)} ${value === '' ? 'no value' : `“${valueLabel || value}”`}`;
  return `When ${label || property} ${changes}: ${labelIn(actChoices, act)} ${labelIn(reachChoices, reach)}.`;
}

/** What is not right yet, in a sentence; null: nothing. */
export function rulesProblem(rules: CampaignRules | undefined): string | null {
  const { review, properties, reEnroll, handOver } = rules ?? noRules;
  if (review.some(({ words }) => words.length === 0))
    return 'Enter the words to look for, or remove the line without any.';
  if (properties.some(({ property }) => !/^[a-z][a-z0-9_]{0,99}$/.test(property)))
    return 'Choose the property of each line, or remove the line.';
  if (reEnroll !== null && reEnroll.campaignId === '') return 'Choose the campaign in which contacts go on.';
  if (handOver !== null && handOver.assistantId === '') return 'Choose the assistant who goes on.';
  const numbers = [reEnroll?.days, reEnroll?.most, handOver?.emails];
  if (numbers.some((one) => one !== undefined && (!Number.isInteger(one) || one < 1)))
    return 'Days, times and emails of rules are whole numbers from 1 on.';
  return null;
}
