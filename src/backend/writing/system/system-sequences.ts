import { languages, type Language } from '../../ground/languages.ts';
import { recommendedSequence } from '../recommended-sequence.ts';
import type { Sequence, SequenceEmail } from '../types.ts';
import { german } from './de.ts';
import { english } from './en.ts';
import { spanish } from './es.ts';
import { french } from './fr.ts';
import { italian } from './it.ts';
import { japanese } from './ja.ts';
import { dutch } from './nl.ts';
import { portuguese } from './pt.ts';
import type { ToneTexts } from './texts.ts';

const texts: Readonly<Record<Language, Required<ToneTexts>>> = {
  en: { ...english, recommended: recommendedSequence.steps },
  de: german,
  fr: french,
  es: spanish,
  pt: portuguese,
  it: italian,
  nl: dutch,
  ja: japanese,
};

type Skeleton = Pick<SequenceEmail, 'name' | 'afterBusinessDays'> & { onlyUnanswered?: boolean };

const formal: readonly Skeleton[] = [
  { name: 'First email', afterBusinessDays: 0 },
  { name: 'Follow-up 1: with reference to it', afterBusinessDays: 4, onlyUnanswered: true },
  { name: 'Follow-up 2: something to read', afterBusinessDays: 6 },
  { name: 'Follow-up 3: the right person', afterBusinessDays: 9 },
  { name: 'Follow-up 4: last email', afterBusinessDays: 15, onlyUnanswered: true },
];

const brief: readonly Skeleton[] = [
  { name: 'First email', afterBusinessDays: 0 },
  { name: 'Follow-up 1: worth a look', afterBusinessDays: 3 },
  { name: 'Follow-up 2: something to read', afterBusinessDays: 5 },
  { name: 'Follow-up 3: last email', afterBusinessDays: 10, onlyUnanswered: true },
];

function emailsOf(tone: keyof ToneTexts, skeleton: readonly Skeleton[]): SequenceEmail[] {
  return skeleton.map(({ name, afterBusinessDays, onlyUnanswered = false }, index) => ({
    id: `${tone}-${index + 1}`,
    name,
    afterBusinessDays,
    onlyUnanswered,
    texts: Object.fromEntries(
      languages.map((language) => {
        const text = texts[language][tone][index];
        if (!text) throw new Error(`Email ${index + 1} of “${tone}” is missing in ${language}.`);
        return [language, { subject: text.subject ?? '', body: text.body, ps: '' }];
      }),
    ),
  }));
}

const recommended = emailsOf('recommended', recommendedSequence.steps);

/** The sequences every account has, each in all languages; English for who speaks none of them. */
export const systemSequences: readonly Sequence[] = [
  { sequenceId: 'recommended', name: recommendedSequence.name, languages, emails: recommended },
  { sequenceId: 'short', name: 'Short: 3 follow-ups', languages, emails: recommended.slice(0, 4) },
  { sequenceId: 'formal', name: 'Formal: 4 follow-ups', languages, emails: emailsOf('formal', formal) },
  { sequenceId: 'brief', name: 'Brief: 3 follow-ups', languages, emails: emailsOf('brief', brief) },
];
