import { expect, it } from 'vitest';
import { firstMail, handOver } from '../world/hand-over.ts';
import { startLocalBaton, tasksOf } from '../world/local-baton.ts';

it(
  'an answer after the hand-back names somebody: the task links the contact that HubSpot has, and goes to who has it now',
  { timeout: 120_000 },
  async () => {
    const baton = await startLocalBaton();
    const bob = await baton.newContact({ firstname: 'Bob', lastname: 'Novak' });
    const contact = await handOver(baton);
    const mail = await firstMail(baton, contact.email);
    await baton.client.reply(mail.id, 'What does it cost?');
    const isBack = (owner: string, tasks: number) =>
      baton.seeContact(
        contact.id,
        `${tasks} tasks`,
        (now) => now.properties['hubspot_owner_id'] === owner && tasksOf(now).length === tasks,
      );
    await isBack(baton.people.rae.id, 1);
    await baton.client.update(contact.id, baton.people.rae.userId, { hubspot_owner_id: baton.people.sam.id });
    await baton.client.reply(
      mail.id,
      `I am not the right one for this. Please write to my colleague ${bob.email}.`,
    );
    const seen = await isBack(baton.people.sam.id, 2);
    const [late] = tasksOf(seen);
    expect(late?.['hubspot_owner_id']).toBe(baton.people.sam.id);
    expect(String(late?.['hs_task_body'])).toContain(`/record/0-1/${bob.id}`);
    expect(String(late?.['hs_task_body'])).toContain('wrote after the hand-back');

    await baton.restart();
    baton.sandbox.clock.advance(3_600_000);
    await isBack(baton.people.sam.id, 2);
  },
);
