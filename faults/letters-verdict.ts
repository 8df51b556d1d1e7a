import { associationsOf } from '../src/sandbox/associations/associations.ts';
import { CONTACT, TASK } from '../src/sandbox/records/object-types.ts';
import type { Written } from './letters-written.ts';
import type { Verdict } from './verdict.ts';
import type { FaultWorld } from './world.ts';

/** An opt-out or another owner stops everything within this time. */
const STOPPED_WITHIN_MS = 5_000;

interface Letter {
  words: string;
  /** Baton said that it leaves. */
  promised: boolean;
  /** When it arrived, each time. */
  arrived: readonly number[];
}

/** What came of everything that was written to a contact. */
async function lettersOf({ mail }: FaultWorld, { email, asked }: Written): Promise<Letter[]> {
  const rows = mail.list({ mailbox: email, arrived: true });
  const texts = await Promise.all(
    rows.map(async ({ id, at }) => ({ at, text: (await mail.get(id))?.text ?? '' })),
  );
  return asked.map(({ words, status }) => ({
    words,
    promised: status === 200,
    arrived: texts.filter(({ text }) => text.includes(words)).map(({ at }) => at),
  }));
}

/** How many tasks tell people that a letter of theirs did not leave. */
function toldOf({ portal }: FaultWorld, { id }: Written): number {
  const contact = portal.table(CONTACT).get(id);
  if (!contact) return 0;
  return associationsOf(portal, contact, TASK).filter(({ toId }) =>
    portal.table(TASK).get(toId)?.properties['hs_task_subject']?.includes('was not sent'),
  ).length;
}

const missing = (all: readonly Letter[]): number =>
  all.filter(({ promised, arrived }) => promised && arrived.length === 0).length;

/** Those with a letter that was promised, and has neither arrived nor been taken back. */
export async function undecided(world: FaultWorld, all: readonly Written[]): Promise<Written[]> {
  const open: Written[] = [];
  for (const one of all) if (missing(await lettersOf(world, one)) > toldOf(world, one)) open.push(one);
  return open;
}

/** Counts, for each contact, what arrived against what people were told. */
export async function judgeLetters(world: FaultWorld, all: readonly Written[]): Promise<Verdict> {
  const verdict: Verdict = { lost: 0, doubled: 0, stuck: 0, wrong: 0, findings: [] };
  for (const one of all) {
    const written = await lettersOf(world, one);
    const told = toldOf(world, one);
    const sum = (count: (letter: Letter) => number): number =>
      written.reduce((total, letter) => total + count(letter), 0);
    const tooLate = (one.stoppedAt ?? Infinity) + STOPPED_WITHIN_MS;
    const found = {
      lost: Math.max(0, missing(written) - told),
      doubled: sum(({ arrived }) => Math.max(0, arrived.length - 1)),
      stuck: one.asked.filter(({ status }) => status === null).length,
      // Refused, and sent all the same; sent, and told that it was not; or after the contact was out of reach.
      wrong:
        sum(({ promised, arrived }) => (promised ? 0 : arrived.length)) +
        Math.max(0, told - missing(written)) +
        sum(({ arrived }) => arrived.filter((at) => at > tooLate).length),
    };
    verdict.lost += found.lost;
    verdict.doubled += found.doubled;
    verdict.stuck += found.stuck;
    verdict.wrong += found.wrong;
    if (found.lost + found.doubled + found.stuck + found.wrong > 0)
      verdict.findings.push(`${JSON.stringify(found)}: ${JSON.stringify({ ...one, written, told })}`);
  }
  return verdict;
}
