import { describe, expect, it } from 'vitest';
import { until } from '../../src/sandbox/local/client.ts';
import type { ContactDetail } from '../../src/sandbox/local/client.ts';
import { emailsOf, notesOf, PORTAL, startLocalBaton, tasksOf } from '../world/local-baton.ts';
import type { LocalBaton } from '../world/local-baton.ts';
import { assign, firstMail, handOver } from '../world/hand-over.ts';

const LONG = { timeout: 120_000 };
const HOUR = 3_600_000;

const setFaults = (baton: LocalBaton, faults: object[]) => baton.client.call('PUT', '/faults', faults);

/** Owners that were written from a source, newest first. */
const ownersWrittenBy = (contact: ContactDetail, source: string): string[] =>
  (contact.history['hubspot_owner_id'] ?? [])
    .filter(({ sourceType }) => sourceType === source)
    .map(({ value }) => value);

/** Waits until everything that was going to happen has happened. */
const quiet = (ms = 1_500) => new Promise((resolve) => setTimeout(resolve, ms));

describe('contacts that cannot be written to', () => {
  it.each([
    ['no email address', { email: '' }, 'DeActivated'],
    [
      'an address with a top-level domain that does not exist',
      { email: 'ada@lovelace.notatld' },
      'DeActivated',
    ],
    ['an opt-out in HubSpot', { hs_email_optout: 'true' }, 'UnSubscribed'],
    ['Do Not Contact', { baton_do_not_contact: 'true' }, 'UnSubscribed'],
  ])('%s: no mail, state and reason shown, handed back', LONG, async (_name, properties, state) => {
    const baton = await startLocalBaton();
    const contact = await newContactWith(baton, properties);
    await assign(baton, contact.id);
    const back = await baton.seeContact(
      contact.id,
      'the hand-back',
      (seen) =>
        seen.properties['hubspot_owner_id'] === baton.people.rae.id &&
        tasksOf(seen).length === 1 &&
        notesOf(seen).length === 1,
    );
    expect(back.properties['baton_lead_connection_status']).toBe(state);
    expect(notesOf(back)[0]?.['hs_note_body']).toContain('Why:');
    expect(await baton.client.mails(contact.email)).toHaveLength(0);
  });
});

/** HubSpot's own properties cannot be set by a person; the stand-in's seed and records carry them. */
async function newContactWith(baton: LocalBaton, properties: Record<string, string>) {
  if (!('hs_email_optout' in properties)) return baton.newContact(properties);
  const rows = await baton.client.contacts('limit=500');
  const optedOut = rows.find((row) => row.properties['hs_email_optout'] === 'true');
  if (!optedOut) throw new Error('The seed has nobody who opted out.');
  await baton.client.update(optedOut.id, baton.people.rae.userId, { hubspot_owner_id: baton.people.rae.id });
  return { id: optedOut.id, email: optedOut.properties['email'] ?? '' };
}

describe('a person wins', () => {
  it('who takes the contact back while a mail is due: no mail, no overwrite', LONG, async () => {
    const baton = await startLocalBaton();
    const contact = await handOver(baton);
    // Neither webhook nor anything else tells Baton: the check before sending must find out.
    await baton.client.call('PUT', '/webhooks', { paused: true });
    await baton.client.update(contact.id, baton.people.sam.userId, {
      hubspot_owner_id: baton.people.sam.id,
      hs_lead_status: 'OPEN_DEAL',
    });
    baton.sandbox.clock.advance(HOUR);
    const seen = await baton.seeContact(
      contact.id,
      'canceled',
      (now) => now.properties['baton_status'] === 'canceled',
    );
    baton.sandbox.clock.advance(10 * 24 * HOUR);
    await quiet();
    expect(seen.properties).toMatchObject({
      hubspot_owner_id: baton.people.sam.id,
      hs_lead_status: 'OPEN_DEAL',
    });
    expect(await baton.mailsTo(contact.email)).toHaveLength(0);
    expect(tasksOf(seen)).toHaveLength(0);
  });

  const isHot = (seen: ContactDetail) => seen.properties['baton_lead_connection_status'] === 'Hot';
  const takeAsSam = (baton: LocalBaton, id: string) =>
    baton.client.update(id, baton.people.sam.userId, { hubspot_owner_id: baton.people.sam.id });

  it('who takes the contact right before the hand-back is written', LONG, async () => {
    const baton = await startLocalBaton();
    const contact = await handOver(baton);
    const mail = await firstMail(baton, contact.email);
    // Nothing tells Baton, and it takes long to find out whom the contact goes to.
    await baton.client.call('PUT', '/webhooks', { paused: true });
    const lookAtOwner = `/crm/owners/2026-09/${baton.people.rae.id}`;
    await setFaults(baton, [{ match: { path: lookAtOwner }, kind: 'latency', delayMs: 4_000 }]);
    await baton.client.reply(mail.id, 'Thursday 3 pm works.');
    await baton.seeContact(contact.id, 'Hot', isHot);
    await takeAsSam(baton, contact.id);
    await quiet(7_000);
    const seen = await baton.client.contact(contact.id);
    expect(seen.properties['hubspot_owner_id']).toBe(baton.people.sam.id);
    expect(ownersWrittenBy(seen, 'INTEGRATION')).toEqual([]);
  });

  it('who takes the contact while the hand-back is being written: put back', LONG, async () => {
    const baton = await startLocalBaton();
    const contact = await handOver(baton);
    const mail = await firstMail(baton, contact.email);
    const lookAtOwner = `/crm/owners/2026-09/${baton.people.rae.id}`;
    await setFaults(baton, [{ match: { path: lookAtOwner }, kind: 'latency', delayMs: 4_000 }]);
    await baton.client.reply(mail.id, 'Thursday 3 pm works.');
    await baton.seeContact(contact.id, 'Hot', isHot);
    const update = '/crm/objects/2026-09/contacts/batch/update';
    await setFaults(baton, [{ match: { path: update }, kind: 'latency', delayMs: 5_000 }]);
    await baton.client.call('DELETE', '/calls');
    // Baton has read for the last time that the contact is still the assistant's: the write is on its way for 5 s.
    let [looks, last] = [0, 0];
    await until('the last look at the owner', async () => {
      const { byPath } = (await baton.client.call('GET', '/calls')) as { byPath: Record<string, number> };
      // Other rooms read as well: what counts comes after the slow look at whom the contact goes to.
      if (!Object.keys(byPath).some((path) => path.startsWith('GET /crm/owners/2026-09/'))) return false;
      const now = byPath['POST /crm/objects/2026-09/contacts/batch/read'] ?? 0;
      if (now !== looks) [looks, last] = [now, Date.now()];
      return looks > 0 && Date.now() - last > 700;
    });
    await takeAsSam(baton, contact.id);
    const seen = await baton.seeContact(
      contact.id,
      'the owner put back',
      (now) =>
        ownersWrittenBy(now, 'INTEGRATION').length === 2 &&
        now.properties['hubspot_owner_id'] === baton.people.sam.id,
    );
    expect(ownersWrittenBy(seen, 'INTEGRATION')).toEqual([baton.people.sam.id, baton.people.rae.id]);
    await quiet();
    expect((await baton.client.contact(contact.id)).properties['hubspot_owner_id']).toBe(baton.people.sam.id);
  });
});

describe('the prior owner is gone', () => {
  const setFallback = (baton: LocalBaton, fallbackOwnerId: string | null) =>
    baton.client.fetchAs(baton.people.ada.userId, `${baton.url}/api/settings`, {
      method: 'PUT',
      body: { fallbackOwnerId },
    });
  const archiveRae = (baton: LocalBaton) =>
    baton.client.call('POST', `/portals/${PORTAL}/owners/${baton.people.rae.id}/archive`, { archived: true });

  it('goes to the fallback owner, who is told why', LONG, async () => {
    const baton = await startLocalBaton();
    await setFallback(baton, baton.people.sam.id);
    const contact = await handOver(baton);
    const mail = await firstMail(baton, contact.email);
    await archiveRae(baton);
    await baton.client.reply(mail.id, 'Thursday 3 pm works.');
    const back = await baton.seeContact(
      contact.id,
      'the hand-back',
      (seen) =>
        seen.properties['hubspot_owner_id'] === baton.people.sam.id &&
        tasksOf(seen).length === 1 &&
        notesOf(seen).length === 2,
    );
    expect(notesOf(back)[0]?.['hs_note_body']).toContain('no longer an active user');
  });

  it('without a fallback owner it is unassigned, and an admin gets the task', LONG, async () => {
    const baton = await startLocalBaton();
    const contact = await handOver(baton);
    const mail = await firstMail(baton, contact.email);
    await archiveRae(baton);
    await baton.client.reply(mail.id, 'Thursday 3 pm works.');
    const back = await baton.seeContact(
      contact.id,
      'the hand-back',
      (seen) => !seen.properties['hubspot_owner_id'] && tasksOf(seen).length === 1,
    );
    expect(tasksOf(back)[0]?.['hubspot_owner_id']).toBe(baton.people.ada.id);
  });
});

describe('the assistant is no active user any more', () => {
  it('ends with the reason when the card asks for it and HubSpot refuses', LONG, async () => {
    const baton = await startLocalBaton();
    const contact = await baton.newContact();
    const asRae = (method: string, path: string, body?: object) =>
      baton.client.fetchAs(baton.people.rae.userId, `${baton.url}/api${path}`, {
        method,
        ...(body && { body }),
      });
    await baton.client.call('POST', `/portals/${PORTAL}/owners/${baton.people.tara.id}/archive`, {
      archived: true,
    });
    const view = (await asRae('GET', `/contacts/${contact.id}/card`)).body as {
      assistants: { id: string }[];
    };
    await asRae('POST', `/contacts/${contact.id}/hand-over`, { assistantId: view.assistants[0]?.id });
    const seen = await baton.seeContact(
      contact.id,
      'the end',
      (now) => now.properties['baton_status'] === 'canceled',
    );
    expect(seen.properties['hubspot_owner_id']).toBe(baton.people.rae.id);
    const after = (await asRae('GET', `/contacts/${contact.id}/card`)).body;
    expect(JSON.stringify(after)).toContain('HubSpot refused Tara as owner');
    await quiet();
    baton.sandbox.clock.advance(24 * HOUR);
    await quiet();
    expect(await baton.mailsTo(contact.email)).toHaveLength(0);
  });
});

describe('the contact itself changes', () => {
  it('deleted: no mail, nothing written', LONG, async () => {
    const baton = await startLocalBaton();
    const contact = await handOver(baton);
    await baton.client.call('DELETE', `/portals/${PORTAL}/contacts/${contact.id}`, {});
    await quiet();
    baton.sandbox.clock.advance(24 * HOUR);
    await quiet();
    expect(await baton.mailsTo(contact.email)).toHaveLength(0);
  });

  it('merged into another one: the conversation goes on there, once', LONG, async () => {
    const baton = await startLocalBaton();
    const contact = await handOver(baton);
    const survivor = await baton.newContact();
    await firstMail(baton, contact.email);
    await baton.client.call('POST', `/portals/${PORTAL}/contacts/merge`, {
      primaryId: survivor.id,
      secondaryId: contact.id,
      userId: baton.people.rae.userId,
    });
    await quiet();
    const seen = await baton.client.contact(survivor.id);
    const owner = seen.properties['hubspot_owner_id'];
    expect([baton.people.tara.id, baton.people.rae.id]).toContain(owner);
    expect(new Set((await baton.mailsTo(contact.email)).map((mail) => mail.messageId)).size).toBe(1);
  });

  it('a Context changed while nurturing counts for the next mail', LONG, async () => {
    const baton = await startLocalBaton();
    const contact = await handOver(baton, { baton_context: 'Interested in faster onboarding.' });
    await baton.client.update(contact.id, baton.people.rae.userId, {
      baton_context: 'Interested in a warehouse tour.',
    });
    const mail = await firstMail(baton, contact.email);
    const { text } = (await baton.client.call('GET', `/mail/${mail.id}`)) as { text: string };
    expect(text).toMatch(/warehouse tour/i);
    expect(text).not.toMatch(/onboarding/i);
  });
});

describe('lost answers', () => {
  it.each(['notes', 'tasks', 'emails'])('after %s were created: still one each', LONG, async (kind) => {
    const baton = await startLocalBaton();
    await setFaults(baton, [
      { match: { path: `/crm/objects/2026-09/${kind}/batch/create` }, kind: 'drop-after', times: 2 },
    ]);
    const contact = await baton.newContact();
    await assign(baton, contact.id);
    const mail = await firstMail(baton, contact.email);
    await baton.client.reply(mail.id, 'Thursday 3 pm works.');
    const settled = await until('everything written', async () => {
      baton.sandbox.clock.advance(5_000);
      const seen = await baton.client.contact(contact.id);
      return (
        seen.properties['hubspot_owner_id'] === baton.people.rae.id &&
        tasksOf(seen).length >= 1 &&
        notesOf(seen).length >= 2 &&
        emailsOf(seen).length >= 2 &&
        seen
      );
    });
    expect([notesOf(settled).length, tasksOf(settled).length, emailsOf(settled).length]).toEqual([2, 1, 2]);
  });
});

describe('trouble outside', () => {
  it('tokens that expire between two batches are renewed, and nothing is lost', LONG, async () => {
    const baton = await startLocalBaton();
    const contacts = await Promise.all(Array.from({ length: 12 }, () => baton.newContact()));
    for (const [index, { id }] of contacts.entries()) {
      await assign(baton, id);
      if (index % 4 === 3) baton.sandbox.clock.advance(31 * 60_000);
    }
    for (const { id } of contacts)
      await baton.seeContact(
        id,
        'the note',
        (seen) => notesOf(seen).length === 1 && seen.properties['baton_status'] === 'in_progress',
      );
  });

  it('SMTP down for an hour: every mail leaves once afterwards', LONG, async () => {
    const baton = await startLocalBaton();
    const contact = await handOver(baton);
    await baton.client.call('PUT', '/mail-faults', [{ service: 'smtp', kind: 'refuse' }]);
    for (let minutes = 0; minutes < 60; minutes += 10) {
      baton.sandbox.clock.advance(10 * 60_000);
      await quiet(400);
    }
    expect(await baton.mailsTo(contact.email)).toHaveLength(0);
    expect((await baton.client.contact(contact.id)).properties['hubspot_owner_id']).toBe(
      baton.people.tara.id,
    );
    await baton.client.call('DELETE', '/mail-faults');
    baton.sandbox.clock.advance(15 * 60_000);
    await baton.passTime('the mail', async () => (await baton.mailsTo(contact.email)).length > 0, 1);
    await quiet();
    expect(await baton.mailsTo(contact.email)).toHaveLength(1);
  });

  it('HubSpot down: no mail leaves unchecked, and all goes on by itself', LONG, async () => {
    const baton = await startLocalBaton();
    const contact = await handOver(baton);
    await setFaults(baton, [{ match: { path: '/crm/' }, kind: 'status', status: 503 }]);
    baton.sandbox.clock.advance(HOUR);
    await quiet();
    expect(await baton.mailsTo(contact.email)).toHaveLength(0);
    await setFaults(baton, []);
    await baton.passTime('the mail', async () => (await baton.mailsTo(contact.email)).length === 1, 2);
  });

  it('webhooks three times, shuffled and late: one note, one conversation', LONG, async () => {
    const baton = await startLocalBaton();
    await baton.client.call('PUT', '/webhooks', { duplicate: 3, shuffle: true, delayMs: 300 });
    const contacts = await Promise.all(Array.from({ length: 10 }, () => baton.newContact()));
    for (const { id } of contacts) await assign(baton, id);
    for (const { id } of contacts)
      await baton.seeContact(id, 'the note', (seen) => notesOf(seen).length === 1);
    await quiet(2_000);
    for (const { id } of contacts) expect(notesOf(await baton.client.contact(id))).toHaveLength(1);
  });

  it('a restart in the middle forgets nothing', LONG, async () => {
    const baton = await startLocalBaton();
    const contact = await handOver(baton);
    await baton.restart();
    const mail = await firstMail(baton, contact.email);
    await baton.restart();
    await baton.client.reply(mail.id, 'Thursday 3 pm works.');
    await baton.seeContact(
      contact.id,
      'the hand-back',
      (seen) => seen.properties['hubspot_owner_id'] === baton.people.rae.id && tasksOf(seen).length === 1,
    );
  });
});
