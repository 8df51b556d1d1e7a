import { expect, it } from 'vitest';
import { away } from '../world/absence.ts';
import { notesOf, startLocalBaton, TARA, tasksOf } from '../world/local-baton.ts';
import type { LocalBaton } from '../world/local-baton.ts';

const LONG = { timeout: 120_000 };

const offers = (baton: LocalBaton, id: string) =>
  baton.seeContact(id, 'the offer', (now) => tasksOf(now).length === 1 && notesOf(now).length === 2);

it(
  'whom an absence notice names is offered to the owner once, and nothing is written to them',
  LONG,
  async () => {
    const baton = await startLocalBaton();
    const bob = await baton.newContact({ firstname: 'Bob', lastname: 'Beam' });
    const notice = `In urgent cases please contact Bob Beam, ${bob.email}.`;
    const ada = await away(baton, notice);
    const seen = await offers(baton, ada.id);
    expect(tasksOf(seen)[0]).toMatchObject({
      hs_task_subject: expect.stringContaining(
        `Decide about Bob Beam (${bob.email}), who stands in for`,
      ) as string,
      hubspot_owner_id: baton.people.rae.id,
    });
    expect(String(tasksOf(seen)[0]?.['hs_task_body'])).toContain(`/record/0-1/${bob.id}`);
    expect(seen.properties['hubspot_owner_id']).toBe(baton.people.tara.id);

    await ada.again(`I am out of the office until 21 December. ${notice}`);
    const eve = await away(baton, notice);
    await baton.restart();
    baton.sandbox.clock.advance(3_600_000);
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    expect(tasksOf(await baton.client.contact(ada.id))).toHaveLength(1);
    expect(tasksOf(await baton.client.contact(eve.id))).toHaveLength(0);
    expect(await baton.mailsTo(bob.email)).toEqual([]);
  },
);

it(
  'a desk, a colleague of ours, the assistant and the absent themselves are nobody’s substitute',
  LONG,
  async () => {
    const baton = await startLocalBaton();
    const contact = await away(
      baton,
      `Write to info@customer.example.com, ${TARA} or nora@customer.example.com.`,
    );
    await offers(baton, contact.id);
    const other = await away(baton, 'Write to rae@acme.example.com.');
    await baton.restart();
    expect(tasksOf(await baton.client.contact(other.id))).toHaveLength(0);
  },
);
