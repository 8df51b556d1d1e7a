import { describe, expect, it } from 'vitest';
import { emailsOf, notesOf, startLocalBaton, tasksOf, TARA } from '../world/local-baton.ts';
import type { LocalBaton } from '../world/local-baton.ts';
import { firstMail, handOver } from '../world/hand-over.ts';

const LONG = { timeout: 120_000 };

/** Makes Tara the owner, as a rep does on the record, and waits until she has taken over. */
const handedBack = (baton: LocalBaton, id: string, owner = baton.people.rae.id) =>
  baton.seeContact(
    id,
    'the hand-back',
    (seen) =>
      seen.properties['hubspot_owner_id'] === owner &&
      tasksOf(seen).length === 1 &&
      notesOf(seen).length === 2,
  );

describe.each(['sqlite', 'postgres'] as const)(
  'a contact goes to the assistant and comes back, on %s',
  (kind) => {
    it('with a meeting', LONG, async () => {
      const baton = await startLocalBaton({ kind });
      const contact = await handOver(baton, {
        baton_context: 'Met at SaaStr. Interested in onboarding 40 reps.',
      });
      const taken = await baton.client.contact(contact.id);
      expect(taken.properties).toMatchObject({
        hs_lead_status: 'IN_PROGRESS',
        baton_lead_connection_status: 'Cold',
        baton_prior_owner: 'Rae Rep',
      });
      expect(notesOf(taken)[0]?.['hs_note_body']).toContain("the contact's own Context");

      const mail = await firstMail(baton, contact.email);
      expect(mail.from).toContain(TARA);
      await baton.seeContact(contact.id, 'the logged email', (seen) => emailsOf(seen).length === 1);

      await baton.client.reply(mail.id, 'Thursday 3 pm works.');
      const back = await handedBack(baton, contact.id);
      expect(back.properties).toMatchObject({
        hs_lead_status: 'CONNECTED',
        baton_lead_connection_status: 'Hot',
        baton_status: 'qualified',
      });
      expect(emailsOf(back)).toHaveLength(2);
      expect(tasksOf(back)[0]).toMatchObject({
        hubspot_owner_id: baton.people.rae.id,
        hs_task_priority: 'HIGH',
      });
      expect(notesOf(back)[0]?.['hs_note_body']).toContain('Thursday 3 pm works');
    });

    it('with no answer to the end of the sequence, although QUALIFIED is missing', LONG, async () => {
      const baton = await startLocalBaton({ kind });
      const contact = await handOver(baton);
      await baton.passTime(
        'the hand-back',
        async () =>
          (await baton.client.contact(contact.id)).properties['hubspot_owner_id'] === baton.people.rae.id,
        120,
      );
      const back = await handedBack(baton, contact.id);
      expect(back.properties).toMatchObject({
        baton_lead_connection_status: 'Processed',
        baton_status: 'unresponsive',
        hs_lead_status: 'IN_PROGRESS',
      });
      const mails = await baton.mailsTo(contact.email);
      expect(mails).toHaveLength(8);
      expect(new Set(mails.map((mail) => mail.messageId)).size).toBe(8);
      await baton.seeContact(contact.id, 'all logged', (seen) => emailsOf(seen).length === 8);
    });
  },
);

describe('answers', () => {
  it('waits for somebody who is out of office, and goes on afterwards', LONG, async () => {
    const baton = await startLocalBaton();
    const contact = await handOver(baton);
    const mail = await firstMail(baton, contact.email);
    const until = new Date(baton.sandbox.clock.now() + 14 * 86_400_000).toISOString().slice(0, 10);
    await baton.client.call('POST', `/mail/${mail.id}/out-of-office`, { until });
    await baton.seeContact(
      contact.id,
      'OutOfOffice',
      (seen) => seen.properties['baton_lead_connection_status'] === 'OutOfOffice',
    );
    await baton.passTime('the second mail', async () => (await baton.mailsTo(contact.email)).length === 2);
    expect(baton.sandbox.clock.now()).toBeGreaterThan(Date.parse(until));
    const seen = await baton.seeContact(
      contact.id,
      'Cold again',
      (now) => now.properties['baton_lead_connection_status'] === 'Cold',
    );
    expect(seen.properties['hubspot_owner_id']).toBe(baton.people.tara.id);
  });

  it('stops for ever after one click on unsubscribe', LONG, async () => {
    const baton = await startLocalBaton();
    const contact = await handOver(baton);
    const mail = await firstMail(baton, contact.email);
    await baton.client.call('POST', `/mail/${mail.id}/unsubscribe`);
    const back = await handedBack(baton, contact.id);
    expect(back.properties).toMatchObject({
      hs_lead_status: 'UNQUALIFIED',
      baton_status: 'do_not_contact',
      baton_do_not_contact: 'true',
    });

    // Handed over again, even with the property cleared by a person: the address stays suppressed.
    await baton.client.update(contact.id, baton.people.rae.userId, {
      baton_do_not_contact: 'false',
      hubspot_owner_id: baton.people.tara.id,
    });
    await baton.seeContact(
      contact.id,
      'back again',
      (seen) => seen.properties['hubspot_owner_id'] === baton.people.rae.id && notesOf(seen).length === 3,
    );
    expect(await baton.mailsTo(contact.email)).toHaveLength(1);
  });

  it('hands back what bounced', LONG, async () => {
    const baton = await startLocalBaton();
    const contact = await handOver(baton);
    const mail = await firstMail(baton, contact.email);
    await baton.client.call('POST', `/mail/${mail.id}/bounce`);
    const back = await handedBack(baton, contact.id);
    expect(back.properties).toMatchObject({
      baton_lead_connection_status: 'DeActivated',
      baton_status: 'bounced',
      hs_lead_status: 'UNQUALIFIED',
    });
  });

  it('takes an answer through POST /mail/inbound, once', LONG, async () => {
    const baton = await startLocalBaton({ environment: { IMAP_URL: '' } });
    const contact = await handOver(baton);
    const mail = await firstMail(baton, contact.email);
    const raw = `From: ${contact.email}\r\nTo: ${TARA}\r\nSubject: Re\r\nMessage-ID: <answer@customer.example.com>\r\nIn-Reply-To: ${mail.messageId}\r\n\r\nThursday 3 pm works.\r\n`;
    const post = (secret: string) =>
      fetch(`${baton.url}/mail/inbound`, {
        method: 'POST',
        body: raw,
        headers: { authorization: `Bearer ${secret}`, 'content-type': 'message/rfc822' },
      });
    expect((await post('wrong')).status).toBe(401);
    expect((await post('inbound-secret-of-the-tests')).status).toBe(202);
    expect((await post('inbound-secret-of-the-tests')).status).toBe(202);
    const back = await handedBack(baton, contact.id);
    expect(emailsOf(back).filter((entry) => entry['hs_email_direction'] === 'INCOMING_EMAIL')).toHaveLength(
      1,
    );
  });
});

describe('many at once', () => {
  it('50 contacts from a list view, with few calls', LONG, async () => {
    const baton = await startLocalBaton();
    const contacts = await Promise.all(Array.from({ length: 50 }, () => baton.newContact()));
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    await baton.client.call('DELETE', '/calls');
    await baton.client.bulk(
      contacts.map(({ id }) => id),
      baton.people.rae.userId,
      { hubspot_owner_id: baton.people.tara.id },
    );
    for (const { id } of contacts) {
      await baton.seeContact(
        id,
        'the note and the status',
        (seen) => notesOf(seen).length === 1 && seen.properties['baton_status'] === 'in_progress',
      );
    }
    const { total } = (await baton.client.call('GET', '/calls')) as { total: number };
    expect(total).toBeLessThanOrEqual(20);
  });
});
