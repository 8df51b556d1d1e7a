// `npm run evaluate:replies -- FILE`: how well Baton understands answers that it has not learned from. FILE: JSON lines
// { id, class, receivedAt, resumeOn?, lang, raw, alsoAccept?, question? }, raw being a whole message (RFC 5322).
// Exits with 1 below the aims of docs/replies.md, with 2 when the file cannot be read.
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { parseIncoming } from '../src/backend/mail-server/reading/parse.ts';
import { replyClasses } from '../src/backend/replies/types.ts';
import { understand } from '../src/backend/replies/understand.ts';
import { evaluationText, meetsAims } from './evaluation-table.ts';
import type { Answered } from './evaluation-table.ts';

const labelledMail = z.object({
  id: z.string(),
  class: z.enum(replyClasses),
  receivedAt: z.string(),
  resumeOn: z.iso.date().nullish(),
  lang: z.string(),
  raw: z.string(),
  alsoAccept: z.array(z.enum(replyClasses)).optional(),
  question: z.string().nullish(),
});
type LabelledMail = z.infer<typeof labelledMail>;

/** The zone tells how a country writes a date in numbers: of English mails by their Date header, else by the language. */
const zones: Readonly<Record<string, string>> = {
  de: 'Europe/Berlin',
  fr: 'Europe/Paris',
  es: 'Europe/Madrid',
  pt: 'America/Sao_Paulo',
  it: 'Europe/Rome',
  nl: 'Europe/Amsterdam',
  ja: 'Asia/Tokyo',
};
const isAmerican = /^Date:.*-0[4-9]00/m;
const zoneOf = ({ lang, raw }: LabelledMail): string =>
  zones[lang] ?? (isAmerican.test(raw) ? 'America/New_York' : 'Europe/London');

async function answer(mail: LabelledMail): Promise<Answered> {
  const receivedAt = Date.parse(mail.receivedAt);
  const read = await parseIncoming(Buffer.from(mail.raw), { receivedAt });
  const begun = process.cpuUsage();
  const said = understand(read, { receivedAt, timeZone: zoneOf(mail), question: mail.question ?? null });
  const { user, system } = process.cpuUsage(begun);
  return { ...mail, text: read.text, said, cpuMs: (user + system) / 1_000 };
}

async function main([file]: string[]): Promise<number> {
  if (file === undefined) throw new Error('Name the file: npm run evaluate:replies -- FILE');
  const lines = readFileSync(file, 'utf8').split('\n');
  const mails = lines.flatMap((line, at) => {
    if (line.trim() === '') return [];
    const mail = labelledMail.safeParse(JSON.parse(line));
    if (!mail.success) throw new Error(`${file}:${at + 1}: ${z.prettifyError(mail.error)}`);
    return [mail.data];
  });
  const answers: Answered[] = [];
  for (const mail of mails) answers.push(await answer(mail));
  console.log(evaluationText(answers));
  return meetsAims(answers) ? 0 : 1;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
}
