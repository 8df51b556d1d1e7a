/**
 * `npm run explain:mail -- FILE.eml [--sent FILE.eml …]`: prints as JSON how Baton reads a mail. `--sent` names mails
 * that Baton had sent in the conversation, so that what the mail quotes of them is known.
 * Needs no database and no settings. Exits 1 if a file is missing or is no mail.
 */
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { isBatonError } from '../ground/errors.ts';
import { decode } from '../mail-server/reading/decode.ts';
import { parseIncoming } from '../mail-server/reading/parse.ts';
import type { IncomingMail } from '../mail-server/types.ts';
import { questionIn } from '../replies/bare-answer.ts';
import { understand } from '../replies/understand.ts';

const USAGE = 'Usage: npm run explain:mail -- FILE.eml [--sent FILE.eml …]';

/** The files that are named, the first of which is the mail. @throws Error whose message tells how to call */
function filesOf(args: readonly string[]): { file: string; sent: string[] } {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { sent: { type: 'string', multiple: true } },
    allowPositionals: true,
  });
  const [file, ...more] = positionals;
  if (file === undefined) throw new Error(USAGE);
  // `--sent a.eml b.eml` names two.
  if (more.length > 0 && !values.sent) throw new Error(`One mail at a time. ${USAGE}`);
  return { file, sent: [...(values.sent ?? []), ...more] };
}

async function read(file: string): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch (error) {
    throw new Error(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
}

/** What Baton makes of a mail, as this command prints it. */
function explanation(mail: IncomingMail, answered: string) {
  const receivedAt = mail.date || Date.now();
  const reply = understand(mail, { receivedAt, timeZone: 'UTC', question: questionIn(answered) });
  return {
    from: mail.from,
    subject: mail.subject,
    writtenBy: mail.autoSubmitted ? 'machine' : 'person',
    because: mail.automaticBecause,
    report: mail.bounce,
    cause: mail.bounce?.cause ?? null,
    complaint: mail.complaint,
    about: mail.about,
    newText: mail.text,
    taken: mail.taken,
    certain: mail.certain,
    class: reply.class,
    confidence: reply.confidence,
    doubtful: reply.doubtful,
    legal: reply.legal,
    secondary: reply.secondary,
    resumeOn: reply.date,
    evidence: reply.evidence,
  };
}

try {
  const { file, sent } = filesOf(process.argv.slice(2));
  const texts = await Promise.all(sent.map(async (one) => (await decode(await read(one))).fullText));
  const mail = await parseIncoming(await read(file), { earlier: { sent: texts, received: [] } });
  process.stdout.write(`${JSON.stringify(explanation(mail, texts.at(-1) ?? ''), null, 2)}\n`);
} catch (error) {
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`${isBatonError(error) ? `${error.code}: ` : ''}${message}\n`);
  process.exitCode = 1;
}
