import { simpleParser } from 'mailparser';
import type { IncomingMail } from '../src/backend/mail-server/types.ts';
import { quantile, type Result } from './figures.ts';
import { largeMail, mailsToRead, SENT } from './reading-mails.ts';
import { settledMemory } from './settled-memory.ts';

const ROUNDS = 5;
const LARGE_ROUNDS = 10;

/** What it costs to read a mail and to understand it, and what the model keeps in memory. */
export async function reading(): Promise<Result> {
  const { parseIncoming } = await import('../src/backend/mail-server/reading/parse.ts');
  // Not counted: these mails themselves.
  const mails = [...mailsToRead(), largeMail()];
  const before = settledMemory();
  const { understand } = await import('../src/backend/replies/understand.ts');
  const earlier = { sent: SENT, received: [] };
  const whole = async (raw: Buffer): Promise<IncomingMail> => {
    const mail = await parseIncoming(raw, { earlier });
    understand(mail, { receivedAt: mail.date, timeZone: 'Europe/Berlin', question: '' });
    return mail;
  };
  for (const raw of mails) await whole(raw);
  const kept = settledMemory() - before;
  const each = await cpuOfEach(mails, ROUNDS, whole);
  const parsed = await cpuOfEach(mails, ROUNDS, (raw) => simpleParser(raw));
  const large = await cpuOfEach([largeMail()], LARGE_ROUNDS, whole);
  const largeParsed = await cpuOfEach([largeMail()], LARGE_ROUNDS, (raw) => simpleParser(raw));
  return {
    setting: [
      `${mails.length} mails: answers in eight languages and eight character sets, above, below and between`,
      'quotations, plain and HTML, reports, complaints, receipts, calendar answers, absences; each against a thread of',
      `${SENT.length} mails, ${ROUNDS} times, one of 2 MB. CPU of the process, user and system. Naive client: simpleParser of the same bytes,`,
      'without looking at what it says. Memory: heap and buffers after a collection, before the classifier is loaded and after all.',
    ],
    figures: [
      figure('a mail read and understood, median', each, parsed, 0.5, '≤ 5 ms'),
      figure('– p99', each, parsed, 0.99),
      figure('– 2 MB of HTML', large, largeParsed, 0.5),
      {
        what: 'more memory with the classifier, once it has read them all',
        value: kept,
        unit: 'MB',
        target: '≤ 40 MB',
      },
    ],
  };
}

const figure = (what: string, own: number[], naive: number[], share: number, target?: string) => ({
  what,
  value: quantile(own, share),
  unit: 'ms CPU',
  naive: quantile(naive, share),
  ...(target === undefined ? {} : { target }),
});

/** ms of CPU for each mail, the median of its rounds: what else the process does now and then is not the mail's. */
async function cpuOfEach(
  mails: readonly Buffer[],
  rounds: number,
  read: (raw: Buffer) => Promise<unknown>,
): Promise<number[]> {
  const costs = mails.map((): number[] => []);
  for (let round = 0; round < rounds; round += 1) {
    for (const [index, raw] of mails.entries()) {
      const start = process.cpuUsage();
      await read(raw);
      const { user, system } = process.cpuUsage(start);
      costs[index]?.push((user + system) / 1_000);
    }
  }
  return costs.map((ofMail) => quantile(ofMail, 0.5));
}
