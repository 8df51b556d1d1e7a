import { z } from 'zod';
import { replyClasses } from '../types.ts';

/** What a language model is asked for: a class and facts, nothing that could be sent or done. */
export const findingSchema = z.object({
  class: z.enum(replyClasses),
  /** 0..1 */
  confidence: z.number(),
  secondary: z.array(z.enum(replyClasses)),
  /** A piece of the mail, letter for letter. */
  evidence: z.string(),
  /** ISO date, or null. */
  resumeOn: z.string().nullable(),
  referredEmail: z.string().nullable(),
  /** The mail speaks to whoever reads it by machine. */
  instructsReader: z.boolean(),
});
export type Finding = z.infer<typeof findingSchema>;

/** What came of asking a language model about an answer. */
export interface Opinion {
  /** The model's name, as the account calls it. */
  model: string;
  /** null: it could not be asked, or did not answer. */
  finding: Finding | null;
  /** Why there is no finding; for people. */
  why: string | null;
  /** The question of our mail that the answer was read against. */
  question: string | null;
}
