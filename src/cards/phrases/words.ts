import type { DecidedBy, Meaning, PhraseDraft, Tried, Understood } from './contract.ts';

/** What an answer can be taught to mean, the commonest first. */
export const meanings: Readonly<Record<Meaning, string>> = {
  AgreedToMeet: 'Agreed to meet',
  InterestedToProceed: 'Wants to go on',
  SeekingMoreInfo: 'Asks for information',
  BrochureRequest: 'Asks for the brochure',
  ConnectLater: 'Wants to be written to later',
  ReferredSomeone: 'Names somebody else',
  Deactivated: 'Not interested',
  Unsubscribed: 'Wants no more emails',
  OutOfOffice: 'Out of office',
  MovedOut: 'Has left the company',
  Retired: 'Has retired',
  SupportAutoResponse: 'Automatic answer of a ticket system',
  Other: 'Something else, for a person to read',
};

export const modes: Readonly<Record<PhraseDraft['mode'], { label: string; description: string }>> = {
  always: { label: 'Always', description: 'Baton acts on it by itself.' },
  suggest: {
    label: 'Suggest',
    description: 'The emails stop, and a person reads the answer and decides. Baton says what it suggests.',
  },
};

/** `94 %`; never rounded up to what would be alike. */
export const percent = (similarity: number): string => `${Math.floor(similarity * 100)} %`;

const named = (one: Understood['class']): string =>
  one === 'Bounce' || one === 'SoftBounce' ? 'Not delivered' : meanings[one];

/** What an answer means, where nobody chooses it. */
export const understoodWords = (one: Understood['class']): string =>
  one === 'Other' ? 'Something else' : named(one);

/** What an answer counted as when it came. */
export const beforeWords = (before: Understood['class']): string =>
  before === 'Other' ? 'A person had to read it' : named(before);

/** Why the phrase does not decide about what says it; null: it does. */
const whyNot: Readonly<Record<DecidedBy, string | null>> = {
  phrase: null,
  'other-phrase': 'another taught phrase is nearer',
  law: 'a legal demand goes first',
  'opt-out': 'an opt-out goes first',
  form: 'its form says what it is, such as an answer of a calendar',
  program: 'a program wrote it, which agrees to nothing',
  'not-alike': 'not alike enough',
};

/** What an answer would be understood as with the phrase. */
export function nowWords({ decidedBy, now }: Pick<Tried, 'decidedBy' | 'now'>): string {
  const reason = whyNot[decidedBy];
  if (decidedBy === 'not-alike') return 'As before: not alike enough';
  const meant = named(now.class);
  const date = now.date === null ? '' : `, until ${now.date}`;
  const outcome = now.doubtful ? `A person decides; suggested: ${lowered(meant)}` : `${meant}${date}`;
  return reason === null ? outcome : `${outcome} (${reason})`;
}

const lowered = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);
