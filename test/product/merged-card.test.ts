import { describe, expect, it } from 'vitest';
import type { CardView } from '../../src/cards/contact/contract.ts';
import { until } from '../../src/sandbox/local/client.ts';
import { notesOf, PORTAL, startLocalBaton } from '../world/local-baton.ts';
import type { LocalBaton } from '../world/local-baton.ts';

const LONG = { timeout: 180_000 };

const ask = (baton: LocalBaton, id: string, path: string, body?: object) =>
  baton.client.fetchAs(baton.people.rae.userId, `${baton.url}/api/contacts/${id}/${path}`, {
    method: body ? 'POST' : 'GET',
    ...(body ? { body } : {}),
  });

const merge = async (baton: LocalBaton, primaryId: string, secondaryId: string): Promise<string> =>
  (
    (await baton.client.call('POST', `/portals/${PORTAL}/contacts/merge`, {
      primaryId,
      secondaryId,
      userId: baton.people.rae.userId,
    })) as { id: string }
  ).id;

async function handedOver(baton: LocalBaton) {
  const contact = await baton.newContact();
  await baton.client.update(contact.id, baton.people.rae.userId, { hubspot_owner_id: baton.people.tara.id });
  await baton.seeContact(contact.id, 'that it is picked up', (seen) => notesOf(seen).length === 1);
  return contact;
}

describe.each([
  ['sqlite', false],
  ['postgres', true],
] as const)(
  'the card on a contact that was merged away, on %s (the survivor gets a new id: %s)',
  (kind, newId) => {
    it('leads to the contact that remains, whichever conversation goes on', LONG, async () => {
      const baton = await startLocalBaton({ kind });
      await baton.client.call('PATCH', `/portals/${PORTAL}`, { mergeCreatesNewId: newId });
      const [moved, folded, kept] = [
        await handedOver(baton),
        await handedOver(baton),
        await handedOver(baton),
      ];
      const alone = await baton.newContact();
      const pairs: [gone: string, survivor: string][] = [
        [moved.id, await merge(baton, alone.id, moved.id)],
        [folded.id, await merge(baton, kept.id, folded.id)],
      ];
      for (const [gone, survivor] of pairs) {
        const card = await until(`the merge of ${gone}`, async () => {
          const { status, body } = await ask(baton, gone, 'card');
          const view = body as CardView;
          return status === 200 && view.kind === 'merged' && view;
        });
        const { properties } = await baton.client.contact(survivor);
        expect(card.into).toEqual({
          name: `${properties['firstname']} ${properties['lastname']}`,
          url: expect.stringMatching(new RegExp(`/contacts/${PORTAL}/record/0-1/${survivor}$`)) as string,
        });
        await until('that nothing changes any more', async () => {
          const { version } = (await ask(baton, gone, 'card')).body as CardView;
          return (
            ((await ask(baton, gone, `card?since=${version}`)).body as { kind: string }).kind === 'unchanged'
          );
        });
        // Somebody has the card of before open.
        expect(await ask(baton, gone, 'pause', { requestId: `pause ${gone}` })).toMatchObject({
          status: 409,
          body: { message: `This contact was merged into ${card.into.name}. Open that one and act there.` },
        });
        expect(((await ask(baton, survivor, 'card')).body as CardView).kind).not.toBe('merged');
      }
      const [, [, survivor] = ['', '']] = pairs;
      await baton.client.call('DELETE', `/portals/${PORTAL}/contacts/${survivor}`);
      await until('that it is deleted', async () => {
        const view = (await ask(baton, folded.id, 'card')).body as CardView;
        return view.kind === 'merged' && view.into.url === null;
      });
    });
  },
);
