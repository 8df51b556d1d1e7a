import { expect, it } from 'vitest';
import { simpleParser } from 'mailparser';
import { until } from '../../src/sandbox/local/client.ts';
import type { CardView } from '../../src/cards/contact/contract.ts';
import { assign, firstMail, handOver, taken } from '../world/hand-over.ts';
import { PORTAL, startLocalBaton, TARA, tasksOf } from '../world/local-baton.ts';

it(
  'a contact that is deleted and made anew gets nothing that its person has had',
  { timeout: 120_000 },
  async () => {
    const baton = await startLocalBaton();
    const contact = await handOver(baton);
    await firstMail(baton, contact.email);
    const [first] = await baton.mailsTo(contact.email);
    await baton.client.reply(first?.id ?? '', 'What does it cost?');
    await baton.seeContact(contact.id, 'the task', (now) => tasksOf(now).length === 1);
    const { userId } = baton.people.rae;
    await baton.client.call('DELETE', `/portals/${PORTAL}/contacts/${contact.id}`, { userId });
    const again = await baton.newContact({ email: contact.email });
    expect(again.id).not.toBe(contact.id);
    const { people, url, client } = baton;
    const elsewhere = await until('that the card knows of the deletion', async () => {
      const { body } = await client.fetchAs(people.rae.userId, `${url}/api/contacts/${again.id}/card`);
      const view = body as CardView;
      return view.kind === 'available' && view.elsewhere?.url === null && view.elsewhere;
    });
    expect(elsewhere).toMatchObject({
      sent: 1,
      said: { understood: expect.stringContaining('more information') as string },
    });
    await assign(baton, again.id);
    await taken(baton, again.id);
    const both = await baton.passTime('the second mail', async () => {
      const mails = (await baton.mailsTo(contact.email)).filter(({ from }) => from.includes(TARA));
      return mails.length === 2 ? mails : undefined;
    });
    const texts = await Promise.all(
      both.map(
        async ({ id }) => (await simpleParser((await baton.sandbox.mail?.get(id))?.raw ?? '')).text ?? '',
      ),
    );
    const words = texts.map((text) => text.split('\n').slice(2, 5).join(' '));
    expect(new Set(words).size).toBe(2);
  },
);
