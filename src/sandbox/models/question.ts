import { z } from 'zod';

/** A JSON schema, as far as the stand-in looks into one. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** What a model is asked, whichever API it came by. */
export interface AskedQuestion {
  /** Everything that was said to the model, in order. */
  text: string;
  /** What the answer has to look like; null: any text. */
  schema: JsonSchema | null;
}

const part = z.object({ type: z.string(), text: z.string().optional() });
const content = z.union([z.string(), z.array(part)]);
export const message = z.object({ role: z.string(), content });

/** What was said, whether in one piece or in parts. */
export const textOf = (said: z.infer<typeof content>): string =>
  typeof said === 'string' ? said : said.map(({ text }) => text ?? '').join('\n');

/** About as many as a real tokenizer counts. */
export const countTokens = (text: string): number => Math.ceil(text.length / 4);

export const jsonSchema = z.record(z.string(), z.unknown());
