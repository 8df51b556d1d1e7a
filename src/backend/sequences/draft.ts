import { z } from 'zod';
import { languages } from '../ground/languages.ts';

export const MOST_EMAILS = 20;
const LONGEST_GAP = 250;

const language = z.enum(languages);
const stepText = z.object({
  subject: z.string().trim().max(500),
  body: z.string().trim().max(20_000),
  ps: z.string().trim().max(1_000).default(''),
});
const email = z.object({
  id: z.string().max(64),
  name: z.string().trim().max(100),
  afterBusinessDays: z.number().int().min(0).max(LONGEST_GAP),
  onlyUnanswered: z.boolean().default(false),
  assistantWrites: z.boolean().default(false),
  texts: z.partialRecord(language, stepText),
});

/** A sequence as the page sends it. What is wrong with its words is said by `problemsIn`. */
export const sequenceDraft = z.object({
  name: z.string().trim().max(100),
  languages: z.array(language).min(1).max(languages.length),
  emails: z.array(email).max(MOST_EMAILS),
});
