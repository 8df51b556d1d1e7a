import type { Draft, Drafts } from './drafts.ts';
import type { Verdict } from './verdict.ts';
import type { FaultWorld } from './world.ts';

/** An opt-out stops everything within this time. */
const STOPPED_WITHIN_MS = 5_000;

const receivedBy = ({ mail }: FaultWorld, { email }: Draft) => mail.list({ mailbox: email, arrived: true });

/** Approved, for all that people were told, by nobody who opted out meanwhile. */
const mustLeave = ({ approved, optedOutAt }: Draft): boolean => approved.length > 0 && optedOutAt === null;

/** Emails that somebody was told would leave, and that have not arrived. */
export const unsent = (world: FaultWorld, drafts: Drafts): Draft[] =>
  drafts.all.filter((draft) => mustLeave(draft) && receivedBy(world, draft).length === 0);

/** Counts, for each contact, what arrived against what people decided. */
export async function judgeDrafts(
  world: FaultWorld,
  drafts: Drafts,
  ids: ReadonlyMap<string, string>,
): Promise<Verdict> {
  const verdict: Verdict = { lost: 0, doubled: 0, stuck: 0, wrong: 0, findings: [] };
  for (const draft of drafts.all) {
    const received = receivedBy(world, draft);
    const texts = await Promise.all(
      received.map(async ({ id }) => plain((await world.mail.get(id))?.text ?? '')),
    );
    const isApproved = draft.approved.length > 0 || /approved/.test(draft.settled ?? '');
    const found = {
      lost: (mustLeave(draft) || (isApproved && draft.optedOutAt === null)) && received.length === 0 ? 1 : 0,
      doubled: Math.max(0, received.length - 1) + Math.max(0, draft.approved.length - 1),
      stuck: ids.has(draft.contactId) && draft.inVain === null ? 0 : 1,
      wrong:
        texts.filter((text) => !isApproved || !mayBe(draft).some((letter) => text.includes(plain(letter))))
          .length +
        received.filter(({ at }) => at > (draft.optedOutAt ?? Infinity) + STOPPED_WITHIN_MS).length +
        (draft.skipped && received.length > 0 ? 1 : 0),
    };
    verdict.lost += found.lost;
    verdict.doubled += found.doubled;
    verdict.stuck += found.stuck;
    verdict.wrong += found.wrong;
    if (found.lost + found.doubled + found.stuck + found.wrong > 0)
      verdict.findings.push(
        `${JSON.stringify(found)}: ${JSON.stringify({ ...draft, asked: draft.asked.length, approved: draft.approved.length, received })}`,
      );
  }
  return verdict;
}

/** What may have left: what was told to leave, else whatever somebody asked for whose answer was lost. */
const mayBe = ({ approved, asked }: Draft): readonly string[] => (approved.length > 0 ? approved : asked);

const plain = (text: string): string => text.replace(/\s+/g, ' ').trim();
