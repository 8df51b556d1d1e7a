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
