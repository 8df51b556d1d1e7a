import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { languages } from '../ground/languages.ts';
import { recommendedSequence } from './recommended-sequence.ts';
import type { Said, WritingInput, WrittenMail } from './types.ts';
import { writeMail } from './write-mail.ts';

/** A Context as a rep may write it, and what a correct mail may say because of it. */
const sampleSchema = z.strictObject({
  id: z.string(),
  /** Of the Context. */
  lang: z.enum(languages),
  industry: z.string(),
  context: z.string(),
  /** Whole sentences: each stands in one mail, and again at most where the mail says that it repeats. Nothing else does. */
  says: z.array(z.string()),
  /** What stands in no mail. */
  never: z.array(z.string()).default([]),
  /** Of the first mail; absent: one of Baton's. */
  subject: z.string().optional(),
  tone: z.object({ formal: z.boolean().optional(), short: z.boolean().optional() }).optional(),
  /** Absent: written for this contact. */
  own: z.boolean().default(true),
});
export type Sample = z.infer<typeof sampleSchema>;

export const samples = (): Sample[] =>
  readFileSync(new URL('contexts.jsonl', import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .map((line) => sampleSchema.parse(JSON.parse(line)));

export const writingInput = (more: Partial<WritingInput> = {}): Omit<WritingInput, 'step' | 'stepIndex'> => ({
  assistant: {
    name: 'Tara',
    email: 'tara@acme.example.com',
    role: 'Sales assistant',
    signature: '',
    companyDescription: '',
    brochureUrl: null,
    calendarUrl: null,
  },
  contact: {
    firstName: 'Ann',
    lastName: 'Example',
    email: 'ann@northwind.example.com',
    company: 'Northwind',
    jobTitle: null,
  },
  context: '',
  ownContext: true,
  priorOwnerName: 'Rae Rep',
  labels: [],
  said: [],
  threadSubject: null,
  unsubscribeUrl: null,
  ...more,
});

/** All mails of a sequence, one after the other, as if each had left. */
export async function wholeConversation(
  more: Partial<WritingInput>,
  steps = recommendedSequence.steps,
): Promise<WrittenMail[]> {
  const mails: WrittenMail[] = [];
  for (const [stepIndex, step] of steps.entries()) {
    const said = mails.map((mail, index): Said => ({ step: index, subject: mail.subject, text: mail.text }));
    const threadSubject = mails[0]?.subject ?? null;
    mails.push(await writeMail({ ...writingInput(more), step, stepIndex, said, threadSubject }));
  }
  return mails;
}
