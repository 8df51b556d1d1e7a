import type { Behind } from '../../../cards/contact/contract.ts';
import { labelOf } from '../../hubspot/properties/labels.ts';
import type { Lead } from '../lead/lead-entity.ts';
import { inZone } from '../telling/words.ts';
import type { Decision, Effect } from './events.ts';
import { stageWords } from './states.ts';

/** What a decision made different and what followed from it, in words for who asks why. */
export function behind(before: Lead | null, after: Lead, { effects }: Pick<Decision, 'effects'>): Behind {
  const known = before?.round === after.round ? before : null;
  const changes = Object.entries(shown).flatMap(([what, words]) => {
    const [from, to] = [known === null ? null : words(known), words(after)];
    return from === to ? [] : [{ what, from, to }];
  });
  return { changes, follows: effects.flatMap(({ do: effect }) => consequences[effect] ?? []) };
}

const shown: Readonly<Record<string, (lead: Lead) => string | null>> = {
  Conversation: ({ stage }) => stageWords[stage],
  'Lead state': ({ state }) => labelOf('baton_lead_connection_status', state),
  'Next email': ({ stage, step, steps, wakeAt, timeZone }) =>
    stage !== 'nurturing' || wakeAt === null || step >= steps.length
      ? null
      : `${step + 1} of ${steps.length}, ${inZone(wakeAt, timeZone)}`,
};

/** What people can see of an effect. */
const consequences: Readonly<Partial<Record<Effect['do'], string>>> = {
  'write-status': 'the lead properties of the contact are written in HubSpot',
  'write-confirmation-note': 'a note in HubSpot says that the assistant has taken over',
  'take-ownership': 'the assistant is made the contact owner in HubSpot',
  'restore-owner': 'the contact owner is put back in HubSpot',
  'queue-mail': 'an email is queued',
  'cancel-mails': 'emails that waited are not sent',
  'put-off-mail': 'the email that was due waits',
  'ask-review': 'a person is asked on the page Reviews',
  'close-reviews': 'nobody needs to decide about the answer any more',
  'resolve-hand-back': 'the contact goes back to a person, with a note in HubSpot',
  'write-note': 'a note in HubSpot says why',
  'suppress-address': 'the address is never written to again',
  'lift-suppression': 'the address may be written to again',
  'tell-owner-of-late-reply': 'the owner is told by a task in HubSpot',
  'offer-substitute': 'the person whom the notice names is looked for in HubSpot',
};
