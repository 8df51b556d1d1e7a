import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { learnable } from './model.ts';

/** One answer that a person wrote for the model to learn from, and what it means. See docs/replies.md. */
const labelledText = z.object({
  id: z.string(),
  writer: z.string(),
  lang: z.string(),
  class: z.enum(learnable),
  secondary: z.enum(learnable).nullish(),
  /** Of the dated classes. */
  receivedAt: z.iso.datetime().optional(),
  resumeOn: z.iso.date().nullish(),
  text: z.string(),
});
export type LabelledText = z.infer<typeof labelledText>;

export const CORPUS = join(import.meta.dirname, '../corpus');

/** All writers' texts, one file a writer, in the order of the files' names. @throws Error that names the line that is none */
export function readCorpus(folder = CORPUS): { texts: LabelledText[]; hash: string } {
  const hash = createHash('sha256');
  const texts = readdirSync(folder)
    .filter((name) => name.endsWith('.jsonl'))
    .sort()
    .flatMap((name) => {
      const content = readFileSync(join(folder, name), 'utf8');
      hash.update(content);
      return content
        .split('\n')
        .filter((line) => line.trim() !== '')
        .map((line, at) => read(line, `${name}:${at + 1}`));
    });
  return { texts, hash: hash.digest('hex') };
}

function read(line: string, where: string): LabelledText {
  const result = labelledText.safeParse(JSON.parse(line));
  if (!result.success) throw new Error(`${where}: ${z.prettifyError(result.error)}`);
  return result.data;
}
