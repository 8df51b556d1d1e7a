import { BatonError } from '../ground/errors.ts';
import type { Caller } from '../http/caller.ts';
import { ownerName } from '../hubspot/records/owner-name.ts';
import type { HubSpot } from '../hubspot/types.ts';

/**
 * An assistant works best with a HubSpot user of its own. Whoever makes a person's user an assistant is asked first, and
 * told what it means: the contacts that the user owns already stay untouched (see `isOfOld`), those that come to it from
 * then on are written to.
 * @throws BatonError CONFIRM_FIRST if the user owns contacts, or is the caller's own
 */
export async function askAboutPerson(
  { owners, search }: Pick<HubSpot, 'owners' | 'search'>,
  { portalId, userId }: Pick<Caller, 'portalId' | 'userId'>,
  email: string,
): Promise<void> {
  const owner = await owners.byEmail(portalId, email);
  if (!owner || owner.archived) return;
  const contacts = await search.countOwnedBy(portalId, owner.ownerId);
  const isCaller = owner.userId !== null && owner.userId === userId;
  if (contacts === 0 && !isCaller) return;
  const name = ownerName(owner);
  const who = isCaller ? `${name} is your own user` : `${name} owns contacts, as a person does`;
  const count = contacts === 1 ? '1 contact' : `${contacts.toLocaleString('en')} contacts`;
  const old =
    contacts === 0
      ? ''
      : ` The ${count} that ${name} owns now stay${contacts === 1 ? 's' : ''} as ${contacts === 1 ? 'it is' : 'they are'}, and no email goes there.`;
  throw new BatonError(
    'CONFIRM_FIRST',
    `${who}.${old} From now on, whoever makes ${name} the owner hands the contact to Baton, which then writes in this name. We recommend a HubSpot user that is the assistant's alone.`,
  );
}
