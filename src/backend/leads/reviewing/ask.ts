import { createHash } from 'node:crypto';
import type { Clock } from '../../ground/clock.ts';
import type { Tx } from '../../database/database.ts';
import type { Reviews } from '../../reviews/reviews.ts';
import type { Settings } from '../../settings/settings.ts';
import { addBusinessDays } from '../deciding/schedule.ts';
import type { Lead } from '../lead/lead-entity.ts';
import { seenBy } from '../list/line.ts';

interface Deps {
  reviews: Pick<Reviews, 'put'>;
  settings: Pick<Settings, 'get'>;
  clock: Clock;
}

/** Business days until the owner is reminded of an answer that nobody has settled. */
const REMIND_AFTER = 2;

/** The answer that has just come is in doubt: a person is asked what it means. */
export async function askReview(deps: Deps, tx: Tx, lead: Lead, mailId: string | null): Promise<void> {
  const { portalId, contactId, assistantId, round, answer } = lead;
  if (!answer || mailId === null) return;
  const now = deps.clock.now();
  const { schedule } = await deps.settings.get(portalId, tx);
  await deps.reviews.put(tx, {
    kind: 'answer',
    portalId,
    id: `answer-${createHash('sha256').update(mailId).digest('hex').slice(0, 32)}`,
    contactId,
    assistantId,
    round,
    mailId,
    state: 'waiting',
    version: 1,
    marked: true,
    at: now,
    remindAt: addBusinessDays(now, REMIND_AFTER, schedule, lead.timeZone),
    expiresAt: null,
    seenBy: seenBy(lead),
    takenBy: null,
    takenByName: null,
    takenAt: null,
    settledBy: null,
    settledAt: null,
    content: { guess: answer, reply: null, outcome: null, problem: null },
  });
}
