import { expect, it } from 'vitest';
import type { CardView } from '../../src/cards/contact/contract.ts';
import { notesOf, startLocalBaton, tasksOf } from '../world/local-baton.ts';
import type { LocalBaton } from '../world/local-baton.ts';
import { onDatabase } from '../world/on-database.ts';

const LONG = { timeout: 120_000 };
const TEN_MINUTES = 600_000;

/** A contact whose emails ended without an answer: its hand-back shares its calls with others, and waits for them. */
async function waiting(baton: LocalBaton): Promise<string> {
  const { client, people } = baton;
  const { id } = await baton.newContact();
  await owner(baton, id, people.tara.id);
  await baton.seeContact(id, 'the note', (contact) => notesOf(contact).length > 0);
  await baton.passTime('the end of the emails', async () => (await stage(baton, id)) === 'handing-back', 120);
  const { properties } = await client.contact(id);
  expect(properties['hubspot_owner_id'], 'not written yet').toBe(people.tara.id);
  return id;
}

const owner = ({ client, people }: LocalBaton, id: string, to: string) =>
  client.update(id, people.rae.userId, { hubspot_owner_id: to });

async function stage({ client, people, url }: LocalBaton, id: string): Promise<CardView['kind']> {
  const { body } = await client.fetchAs(people.rae.userId, `${url}/api/contacts/${id}/card`);
  return (body as CardView).kind;
}

async function later(baton: LocalBaton) {
  await baton.rest();
  baton.sandbox.clock.advance(TEN_MINUTES);
  await baton.rest();
}

it.each(onDatabase('sqlite'))(
  'on %s: who takes a contact whose hand-back waits keeps it, and is told nothing',
  LONG,
  async (kind) => {
    const baton = await startLocalBaton({ kind });
    const { client, people } = baton;
    const id = await waiting(baton);
    const before = notesOf(await client.contact(id)).length;
    await owner(baton, id, people.sam.id);
    await baton.passTime('the end', async () => (await stage(baton, id)) !== 'handing-back', 1);
    await later(baton);
    const contact = await client.contact(id);
    expect(contact.properties['hubspot_owner_id']).toBe(people.sam.id);
    expect(tasksOf(contact)).toEqual([]);
    expect(notesOf(contact)).toHaveLength(before);
  },
);
