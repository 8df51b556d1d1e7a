import { notesOf } from './local-baton.ts';
import type { LocalBaton } from './local-baton.ts';

/** Rae makes Tara the owner. */
export const assign = (baton: LocalBaton, id: string): Promise<void> =>
  baton.client.update(id, baton.people.rae.userId, { hubspot_owner_id: baton.people.tara.id });

/** The assistant has begun: its note is there, once. */
export const taken = (baton: LocalBaton, id: string) =>
  baton.seeContact(
    id,
    'the confirmation note',
    (seen) => notesOf(seen).length === 1 && seen.properties['baton_status'] === 'in_progress',
  );

/** A new contact with the assistant. */
export async function handOver(baton: LocalBaton, properties: Record<string, string> = {}) {
  const contact = await baton.newContact(properties);
  await assign(baton, contact.id);
  await taken(baton, contact.id);
  return contact;
}

/** Time passes until the contact's first mail is there. */
export const firstMail = (baton: LocalBaton, email: string) =>
  baton.passTime('the first mail', async () => (await baton.mailsTo(email))[0]);

/** It is a working hour again: on the next such weekday (1: Monday), at an hour of UTC. */
export function toMorning({ sandbox }: LocalBaton, weekday: number, hour: number): void {
  const now = new Date(sandbox.clock.now());
  const days = (weekday - now.getUTCDay() + 7) % 7 || 7;
  const then = Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate() + days, hour);
  sandbox.clock.advance(then - sandbox.clock.now());
}
