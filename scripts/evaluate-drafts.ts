// `npm run evaluate:drafts -- FILE…`: how well claims without a source are marked. FILE: JSON lines
// { id, lang, sources: { context, properties, thread, knowledge }, assistant, receivedAt, subject, body, unsupported }.
// Exits with 1 below the aim, with 2 when a file cannot be read.
import { readFileSync } from 'node:fs';
import { checkLabelled, draftEvaluation, meetsAim } from './draft-evaluation.ts';
import { draftLines } from './draft-lines.ts';

function main(files: readonly string[]): number {
  if (files.length === 0) throw new Error('Name the file: npm run evaluate:drafts -- FILE');
  const all = files.flatMap((file) => draftLines(readFileSync(file, 'utf8'), file)).map(checkLabelled);
  console.log(draftEvaluation(all));
  return meetsAim(all) ? 0 : 1;
}

try {
  process.exitCode = main(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
}
