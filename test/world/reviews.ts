import type { CardView, DraftView } from '../../src/cards/contact/contract.ts';
import type { Approval, SettingsView } from '../../src/cards/settings/contract.ts';
import { until } from '../../src/sandbox/local/client.ts';
import type { LocalBaton } from './local-baton.ts';

const asAdmin = async (baton: LocalBaton, path: string, request?: { method: string; body: object }) => {
  const { status, body } = await baton.client.fetchAs(
    baton.people.ada.userId,
    `${baton.url}${path}`,
    request,
  );
  if (status !== 200) throw new Error(`${path}: ${status} ${JSON.stringify(body)}`);
  return body;
};

export const settingsOf = async (baton: LocalBaton): Promise<SettingsView> =>
  (await asAdmin(baton, '/api/settings')) as SettingsView;

/** What an admin sets for the account. */
export const changeSettings = (baton: LocalBaton, body: object): Promise<unknown> =>
  asAdmin(baton, '/api/settings', { method: 'PUT', body });

/** Which of Tara's emails wait for a person. */
export const setApproval = (baton: LocalBaton, approval: Approval): Promise<void> =>
  changeTara(baton, { approval });

/** How many emails Tara sends a day; null: without limit. */
export const setPace = (baton: LocalBaton, dailyCap: number | null): Promise<void> =>
  changeTara(baton, { dailyCap });

async function changeTara(baton: LocalBaton, change: object): Promise<void> {
  const [tara] = (await settingsOf(baton)).assistants;
  if (!tara) throw new Error('There is no assistant.');
  const body = { ...tara, ...change, mailbox: undefined, confirmed: true };
  await asAdmin(baton, `/api/assistants/${tara.id}`, { method: 'PUT', body });
}

/**
 * The email to the contact that waits for a person, or `after` that of a version. Time moves on to when the next one is
 * due and no further: what waits too long expires.
 */
export async function waitingDraft(
  baton: LocalBaton,
  contactId: string,
  after?: DraftView,
): Promise<DraftView> {
  const path = `${baton.url}/api/contacts/${contactId}/card`;
  const look = async () => (await baton.client.fetchAs(baton.people.rae.userId, path)).body as CardView;
  const due = await until('an email to be due', async () => {
    const view = await look();
    if (view.kind === 'waiting-approval') return { at: 0 };
    if (view.kind !== 'nurturing') return undefined;
    // It is being written: nothing is planned, and nothing waits yet.
    return { at: view.lead.nextEmailAt ?? 0 };
  });
  const now = baton.sandbox.clock.now();
  if (due.at >= now) baton.sandbox.clock.advance(due.at - now + 1_000);
  const isNew = ({ id, version }: DraftView): boolean => !after || id !== after.id || version > after.version;
  return until(
    'an email to wait',
    async () => {
      const view = await look();
      const draft = view.kind === 'waiting-approval' && view.draft.state === 'waiting' ? view.draft : null;
      return draft && isNew(draft) ? draft : undefined;
      // What a leap of the clock interrupted counts as settled after 35 s only.
    },
    60_000,
  );
}
