import { beforeAll, describe, expect, it } from 'vitest';
import type { CardView } from '../../src/cards/contact/contract.ts';
import type { SettingsView } from '../../src/cards/settings/contract.ts';
import { until } from '../../src/sandbox/local/client.ts';
import { connect } from '../../src/sandbox/local/first-run.ts';
import { firstMail, handOver } from '../world/hand-over.ts';
import { PORTAL, startLocalBatonForSuite, tasksOf } from '../world/local-baton.ts';
import type { LocalBaton } from '../world/local-baton.ts';
import { changeSettings, setApproval, settingsOf, waitingDraft } from '../world/reviews.ts';

const LONG = { timeout: 120_000 };
const MARKETING = '1002';

describe('opt-outs between Baton and HubSpot', () => {
  let baton: LocalBaton;
  beforeAll(async () => {
    baton = await startLocalBatonForSuite();
  }, 120_000);

  const card = async (id: string): Promise<CardView> =>
    (await baton.client.fetchAs(baton.people.rae.userId, `${baton.url}/api/contacts/${id}/card`))
      .body as CardView;
  const isOut = (email: string): boolean =>
    baton.sandbox.portals.find(PORTAL)?.preferences.get(`${email}/`)?.status === 'UNSUBSCRIBED';
  const hubspotMail = (id: string, words: RegExp) =>
    until(`the card to say ${words}`, async () => {
      const view = await card(id);
      return view.kind === 'do-not-contact' && words.test(view.hubspotMail ?? '');
    });
  const optOut = (email: string, subscriptionId?: string) =>
    baton.client.call('POST', `/portals/${PORTAL}/preferences`, {
      email,
      status: 'UNSUBSCRIBED',
      ...(subscriptionId ? { subscriptionId } : {}),
    });
  const unsubscribe = async (email: string): Promise<void> => {
    const mail = await baton.sandbox.mail?.get((await firstMail(baton, email)).id);
    const link = /<(http[^>]+unsubscribe[^>]+)>/.exec(mail?.raw.replace(/\r\n\s+/g, '') ?? '')?.[1];
    const { status } = await fetch(link ?? '', { method: 'POST', body: 'List-Unsubscribe=One-Click' });
    expect(status).toBe(200);
  };

  it(
    'HubSpot’s own mail goes on until an admin switches sharing on and allows it; then also for who left before',
    LONG,
    async () => {
      const early = await handOver(baton);
      await unsubscribe(early.email);
      await hubspotMail(early.id, /does not stop: Baton does not share opt-outs/);
      const before = await settingsOf(baton);
      expect(before.optOuts).toMatchObject({ share: false, granted: false, unsubscribed: 1 });
      expect(before.connection.scopes.map(({ name }) => name)).not.toContain(
        'communication_preferences.read_write',
      );

      const on = (await changeSettings(baton, { shareOptOuts: true })) as SettingsView;
      expect(on.warnings).toContainEqual({
        section: 'do-not-contact',
        text: expect.stringContaining('allow it under Opt-outs'),
      });
      await hubspotMail(early.id, /may not tell HubSpot yet/);
      expect(isOut(early.email)).toBe(false);

      const run = {
        client: baton.client,
        batonUrl: baton.url,
        portalId: PORTAL,
        adminUserId: baton.people.ada.userId,
      };
      await connect(run, on.optOuts.installUrl);
      await until('HubSpot to know', async () => isOut(early.email));
      await hubspotMail(early.id, /HubSpot was told/);
      const { optOuts, warnings } = await settingsOf(baton);
      expect(optOuts).toMatchObject({ granted: true, types: [{ id: '1001' }, { id: MARKETING }] });
      expect(warnings.map(({ section }) => section)).not.toContain('do-not-contact');
    },
  );

  it('an opt-out by answer is told to HubSpot, also when Baton stops in between', LONG, async () => {
    const contact = await handOver(baton);
    const mail = await firstMail(baton, contact.email);
    await baton.client.reply(mail.id, 'Please remove me from your list and never write to me again.');
    await until('the opt-out', async () => (await card(contact.id)).kind === 'do-not-contact');
    await baton.restart();
    await until('HubSpot to know', async () => isOut(contact.email));
  });

  it(
    'who unsubscribed in HubSpot from the type of Baton’s emails gets none, not even one that a person approved',
    LONG,
    async () => {
      await changeSettings(baton, { subscriptionType: MARKETING });
      await setApproval(baton, 'all');
      const contact = await handOver(baton);
      const draft = await waitingDraft(baton, contact.id);
      await optOut(contact.email, MARKETING);
      const approve = { id: draft.id, version: draft.version };
      const path = `${baton.url}/api/contacts/${contact.id}/draft/approve`;
      await baton.client.fetchAs(baton.people.rae.userId, path, { method: 'POST', body: approve });
      await until('the card to know', async () => (await card(contact.id)).kind === 'do-not-contact');
      expect(await baton.mailsTo(contact.email)).toEqual([]);
      await setApproval(baton, 'none');
    },
  );

  const ask = (id: string, action: string, body: object) =>
    baton.client.fetchAs(baton.people.rae.userId, `${baton.url}/api/contacts/${id}/${action}`, {
      method: 'POST',
      body: { requestId: `${action} ${id}`, ...body },
    });

  it('a rep’s opt-out is told to HubSpot, also of a contact that no assistant ever had', LONG, async () => {
    const contact = await baton.newContact();
    expect((await ask(contact.id, 'unsubscribe', {})).status).toBe(200);
    await until('HubSpot to know', async () => isOut(contact.email));
  });

  it(
    'who unsubscribed in HubSpot gets no letter of a person either, and its writer is told',
    LONG,
    async () => {
      await changeSettings(baton, { subscriptionType: MARKETING });
      const contact = await handOver(baton);
      const mails = (await baton.mailsTo(contact.email)).length;
      await optOut(contact.email, MARKETING);
      const letter = { subject: 'One more word', letter: 'Hi Nora,\n\nI am here.\n\nBest regards,\nTara' };
      expect((await ask(contact.id, 'reply', letter)).status).toBe(200);
      await baton.seeContact(contact.id, 'the task', (now) =>
        tasksOf(now).some((task) => String(task['hs_task_subject']).includes('was not sent')),
      );
      expect(await baton.mailsTo(contact.email)).toHaveLength(mails);
    },
  );
});
