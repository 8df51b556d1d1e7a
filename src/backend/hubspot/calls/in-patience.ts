import { BatonError } from '../../ground/errors.ts';
import { awaitedUntil } from '../../http/patience.ts';
import { withinTime } from '../../http/within-time.ts';

/**
 * What HubSpot is asked for, also where somebody else asked first. A person who waits for it is told in time that HubSpot
 * keeps Baton waiting; what it answers later does nothing any more.
 * @throws BatonError HUBSPOT_UNAVAILABLE
 */
export async function inPatience<Answer>(asked: Promise<Answer>): Promise<Answer> {
  const until = awaitedUntil();
  if (until === Infinity) return asked;
  const answered = await withinTime(
    Math.max(until - performance.now(), 0),
    asked.then((answer) => ({ answer })),
    null,
  );
  if (answered === null) throw waitedTooLong();
  return answered.answer;
}

export const waitedTooLong = (): BatonError =>
  new BatonError('HUBSPOT_UNAVAILABLE', undefined, { retry: 'backoff' });
