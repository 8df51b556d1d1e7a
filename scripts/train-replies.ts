// `npm run train:replies`: trains the model that reads answers from src/backend/replies/corpus and writes its weights.
// `-- --validate` prints how well a model that has read nothing of a writer understands that writer, and writes nothing.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { readCorpus } from '../src/backend/replies/learned/corpus.ts';
import { writeModel } from '../src/backend/replies/learned/model.ts';
import { calibrate, exampleOf, groupsOf, holdOut, train } from '../src/backend/replies/learned/train.ts';
import { validationText } from './validation-table.ts';

const WEIGHTS = path.join(import.meta.dirname, '../src/backend/replies/learned/weights.bin');

const { values } = parseArgs({ options: { validate: { type: 'boolean', default: false } } });
const { texts, hash } = readCorpus();
const writers = [...new Set(texts.map(({ writer }) => writer))].sort();
console.log(`${texts.length} texts of ${writers.length} writers.`);
const groups = values.validate ? writers.map((writer) => [writer]) : groupsOf(texts);
const held = holdOut(texts, groups);
const found = calibrate(held);
console.log(validationText(held, found));
if (!values.validate) {
  const bytes = writeModel(train(texts.map(exampleOf), { corpus: hash, ...found }));
  writeFileSync(WEIGHTS, bytes);
  console.log(
    `\nWritten: ${path.relative(process.cwd(), WEIGHTS)}, ${(bytes.length / 2 ** 20).toFixed(1)} MB.`,
  );
}
