import { z } from 'zod';
import type { ClaimView } from '../../../cards/contact/contract.ts';
import type { ContactId } from '../../ground/identifiers.ts';
import { BatonError } from '../../ground/errors.ts';
import type { Caller } from '../../http/caller.ts';
import { callerName } from '../../hubspot/records/caller-name.ts';
import type { HubSpot } from '../../hubspot/types.ts';
import { isDraft } from '../../reviews/reviews.ts';
import type { Reviews } from '../../reviews/reviews.ts';
import type { DraftReview } from '../../reviews/review-entity.ts';
import type { Approvals, By } from '../approval/decide.ts';
import { claimView } from '../approval/view.ts';
import { accountZone } from '../approval/zone.ts';

export interface DraftDeps {
  hubspot: Pick<HubSpot, 'owners' | 'portals'>;
  reviews: Pick<Reviews, 'find'>;
  approvals: Approvals;
}

/** As long as a mail can sensibly be. */
const subject = z.string().trim().min(1, 'Give the email a subject.').max(250);
const letter = z.string().trim().min(1, 'The email has no text.').max(20_000);
const seen = { id: z.string().min(1).max(200), version: z.number().int() };

/** Where there is a text, it takes the place of the one that waits. */
export const approveBody = z
  .object({
    ...seen,
    subject: subject.optional(),
    letter: letter.optional(),
    standsBy: z.boolean().default(false),
  })
  .refine((body) => (body.subject === undefined) === (body.letter === undefined), 'Send subject and letter.');
export const decideBody = z.object(seen);
export const checkBody = z.object({ id: seen.id, subject, letter });

export const approve = async (
  deps: DraftDeps,
  caller: Caller,
  contactId: ContactId,
  body: z.output<typeof approveBody>,
): Promise<void> => {
  const { portalId, id } = await draftOfContact(deps, caller, contactId, body.id);
  const edited =
    body.subject === undefined || body.letter === undefined
      ? undefined
      : { subject: body.subject, letter: body.letter };
  const approval = { edited, standsBy: body.standsBy };
  await deps.approvals.approve({ portalId, id, version: body.version }, approval, await by(deps, caller));
};

/** `skip`: the sequence goes on; `writeAgain`: the email is written anew. */
export const decide = async (
  deps: DraftDeps,
  caller: Caller,
  contactId: ContactId,
  { what, id: asked, version }: z.output<typeof decideBody> & { what: 'skip' | 'writeAgain' },
): Promise<void> => {
  const { portalId, id } = await draftOfContact(deps, caller, contactId, asked);
  await deps.approvals[what]({ portalId, id, version }, await by(deps, caller));
};

export const check = async (
  deps: DraftDeps,
  caller: Caller,
  contactId: ContactId,
  words: z.output<typeof checkBody>,
): Promise<{ claims: ClaimView[] }> => {
  const draft = await draftOfContact(deps, caller, contactId, words.id);
  const zone = await accountZone(deps.hubspot, caller.portalId);
  const claims = await deps.approvals.check(draft, words);
  return { claims: claims.map((claim) => claimView(claim, draft.content.sources, zone)) };
};

/** A card decides about its own contact only. */
async function draftOfContact(
  { reviews }: DraftDeps,
  { portalId }: Caller,
  contactId: ContactId,
  id: string,
): Promise<DraftReview> {
  const found = await reviews.find(portalId, id);
  if (!isDraft(found) || found.contactId !== contactId)
    throw new BatonError('NOT_FOUND', 'This email does not wait any more.');
  return found;
}

const by = async ({ hubspot }: DraftDeps, caller: Caller): Promise<By> => ({
  name: await callerName(hubspot, caller),
  trigger: 'Baton card',
});
