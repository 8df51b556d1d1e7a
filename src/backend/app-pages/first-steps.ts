import type { FirstStep } from '../../cards/pages/contract.ts';
import type { AttentionDeps } from './attention.ts';
import type { Viewer } from './viewer.ts';

const finishSetUp: FirstStep = {
  kind: 'set-up',
  title: 'Finish the set-up',
  hint: 'Limits, data sync, finish. Until then no assistant can be added: no contact is read, and no email leaves.',
  done: false,
  settings: 'hubspot-api',
};

/** What is to be done before there is anything to see; null once a contact was handed over. */
export async function firstSteps(
  deps: Pick<AttentionDeps, 'assistants' | 'settings' | 'config' | 'list' | 'clock'>,
  { portal, sight }: Viewer,
): Promise<FirstStep[] | null> {
  const { portalId } = portal;
  const all = { sight: null, now: deps.clock.now() };
  if (sight !== null && (await deps.list.count(portalId, all)) > 0) return null;
  const assistants = await deps.assistants.list(portalId);
  const hasMailbox = ({ sealedMailbox }: { sealedMailbox: string | null }): boolean =>
    sealedMailbox !== null || deps.config.mail.smtpUrl !== null;
  const ready = assistants.find((assistant) => assistant.ownerId !== null && hasMailbox(assistant));
  const { fallbackOwnerId, setUp } = await deps.settings.get(portalId);
  return [
    ...(setUp === null ? [] : [finishSetUp]),
    {
      kind: 'assistant',
      title: 'Add an assistant with a mailbox',
      hint: 'A HubSpot user of its own, and the mailbox it writes from.',
      done: ready !== undefined,
      settings: 'assistants',
    },
    {
      kind: 'fallback-owner',
      title: 'Choose a fallback owner and check Lead Status',
      hint: 'Who gets contacts whose prior owner has left, and what Lead Status says when.',
      done: fallbackOwnerId !== null,
      settings: 'lead-handling',
    },
    {
      kind: 'first-contact',
      title: 'Hand over the first contact',
      hint: `Make ${ready?.name ?? 'the assistant'} the owner of a contact in HubSpot, or use Baton's card on it.`,
      done: false,
      settings: null,
    },
  ];
}
