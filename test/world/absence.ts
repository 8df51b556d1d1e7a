import type { CardView, SubstituteView } from '../../src/cards/contact/contract.ts';
import { arrive } from './answers.ts';
import { firstMail, handOver } from './hand-over.ts';
import type { LocalBaton } from './local-baton.ts';

/** A contact whose mail program answers the first mail with an absence notice. */
export async function away(baton: LocalBaton, notice: string, properties: Record<string, string> = {}) {
  const contact = await handOver(baton, properties);
  const to = await firstMail(baton, contact.email);
  const headers = { 'Auto-Submitted': 'auto-replied' };
  const again = (text: string) => arrive(baton, { from: contact.email, text, to, headers });
  /** By hand. */
  const answer = (text: string) => baton.client.reply(to.id, text);
  await again(`I am out of the office and back on 21 December. ${notice}`);
  await baton.seeContact(
    contact.id,
    'the absence',
    (now) => now.properties['baton_lead_connection_status'] === 'OutOfOffice',
  );
  return { ...contact, again, answer };
}

/** An admin has assistants write to whom absence notices name, or not. */
export const writeToSubstitutes = ({ client, people, url }: LocalBaton, on: boolean) =>
  client.fetchAs(people.ada.userId, `${url}/api/settings`, {
    method: 'PUT',
    body: { writeToSubstitutes: on },
  });

/** Whom the card of a contact shows to be written to. */
export async function shownSubstitute(baton: LocalBaton, id: string): Promise<SubstituteView | null> {
  const { client, people, url } = baton;
  const { body } = await client.fetchAs(people.rae.userId, `${url}/api/contacts/${id}/card`);
  const view = body as CardView;
  return view.kind === 'out-of-office' ? (view.substitute ?? null) : null;
}

/** Rae presses a button of the card. Resolves to the status. */
export async function say(baton: LocalBaton, id: string, what: 'no' | 'now'): Promise<number> {
  const { client, people, url } = baton;
  const person = (await shownSubstitute(baton, id))?.person;
  const body = { person, say: what };
  const path = `${url}/api/contacts/${id}/substitute`;
  return (await client.fetchAs(people.rae.userId, path, { method: 'POST', body })).status;
}

/** The contacts that have an address. */
export const contactsOf = async ({ client }: Pick<LocalBaton, 'client'>, email: string) =>
  (await client.contacts('limit=500')).filter(({ properties }) => properties['email'] === email);
