import { simpleParser } from 'mailparser';
import { beforeAll, describe, expect, it } from 'vitest';
import type { CardView } from '../../src/cards/contact/contract.ts';
import { until } from '../../src/sandbox/local/client.ts';
import { shownText } from '../../src/backend/unsubscribe/shown-text.ts';
import { firstMail, handOver } from '../world/hand-over.ts';
import { startLocalBatonForSuite } from '../world/local-baton.ts';
import type { LocalBaton } from '../world/local-baton.ts';
import { changeSettings, setApproval, waitingDraft } from '../world/reviews.ts';

const LONG = { timeout: 120_000 };
const US = { country: 'United States', state: 'New York' };
const browser = {
  'user-agent': 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/142.0.0.0',
};

describe('engagement', () => {
  let baton: LocalBaton;
  beforeAll(async () => {
    baton = await startLocalBatonForSuite();
    await changeSettings(baton, { postalAddress: 'Acme Inc., 25 First Street, Cambridge, MA 02141, USA' });
  }, 120_000);

  const mailOf = async (email: string) =>
    simpleParser((await baton.sandbox.mail?.get((await firstMail(baton, email)).id))?.raw ?? '');
  const card = async (id: string): Promise<CardView> =>
    (await baton.client.fetchAs(baton.people.rae.userId, `${baton.url}/api/contacts/${id}/card`))
      .body as CardView;

  it(
    'an email holds nothing that tells while it is off: it is what was approved, byte for byte',
    LONG,
    async () => {
      await setApproval(baton, 'first');
      const contact = await handOver(baton, US);
      const draft = await waitingDraft(baton, contact.id);
      const path = `${baton.url}/api/contacts/${contact.id}/draft/approve`;
      const body = { id: draft.id, version: draft.version };
      await baton.client.fetchAs(baton.people.rae.userId, path, { method: 'POST', body });
      const mail = await mailOf(contact.email);
      expect(shownText(mail.text ?? '').trim()).toBe(draft.text.trim());
      expect(String(mail.html)).not.toMatch(/<img|\/t\/(open|click)/);
      await setApproval(baton, 'none');
    },
  );

  it(
    'on: who opens is engaged, who follows a link is warm, in HubSpot and on the card; the text is the same',
    LONG,
    async () => {
      await changeSettings(baton, { trackEngagement: true });
      const contact = await handOver(baton, US);
      const mail = await mailOf(contact.email);
      const open = /src="([^"]+\/t\/open\/[\w.-]+)"/.exec(String(mail.html))?.[1] ?? '';
      expect(mail.text).not.toContain('/t/open');
      expect(open).not.toContain(contact.id);

      baton.sandbox.clock.advance(600_000);
      const image = await fetch(open, { headers: browser });
      expect([image.status, image.headers.get('content-type')]).toEqual([200, 'image/gif']);
      await fetch(open, { headers: { 'user-agent': 'Mozilla/5.0' } });
      baton.sandbox.clock.advance(30_000);
      await baton.seeContact(
        contact.id,
        'Engaged',
        ({ properties }) =>
          properties['baton_lead_connection_status'] === 'Engaged' &&
          properties['hs_lead_status'] === 'IN_PROGRESS',
      );
      const view = await until('the card', async () => {
        const now = await card(contact.id);
        return now.kind === 'nurturing' && now.lead.state === 'Engaged' ? now : undefined;
      });
      expect(view.lead.interest).toMatchObject({ opened: 1, clickedAt: null });
      expect(JSON.stringify(view.timeline)).toContain('engagement: Engaged');

      const made = await fetch(`${baton.url}/t/click/4242.${'x'.repeat(22)}/1`, {
        headers: browser,
        redirect: 'manual',
      });
      expect(made.status).toBe(404);
      const trap = /href="([^"]+\/t\/click\/[\w.-]+\/0)"/.exec(String(mail.html))?.[1] ?? '';
      expect((await fetch(trap, { headers: browser, redirect: 'manual' })).status).toBe(204);
    },
  );

  it('on: an email to a country whose law asks for consent stays as it is', LONG, async () => {
    const contact = await handOver(baton, { country: 'Germany', hs_timezone: 'america_slash_new_york' });
    expect(String((await mailOf(contact.email)).html)).not.toMatch(/<img|\/t\/(open|click)/);
  });
});
