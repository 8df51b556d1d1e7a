import type { Jobs } from '../../jobs/jobs.ts';
import type { OnOutcome } from '../../hubspot/types.ts';
import { lockContacts } from '../lead/apply.ts';
import { LeadEntity } from '../lead/lead-entity.ts';
import { askForSubstitute } from './look-again.ts';
import { dropSubstitute, newContactKey } from './drop.ts';
import type { DropDeps } from './drop.ts';
import { lockSubstitute } from './holding.ts';
import { LOOK_AGAIN_MS } from './look-again.ts';
import { isOpen } from './no-longer.ts';
import { SubstituteEntity } from './substitute-entity.ts';

interface Deps extends DropDeps {
  jobs: Pick<Jobs, 'enqueue'>;
}

/** HubSpot has the contact of a substitute, or refuses to make it. Runs in the transaction that records the outcome. */
export function createOnContactCreated(deps: Deps): OnOutcome {
  return async (tx, outcome) => {
    if (outcome.kind !== 'contact-created' && outcome.kind !== 'failed') return;
    if (!outcome.key.startsWith(PREFIX)) return;
    await lockContacts(tx, outcome.portalId, [outcome.contactId]);
    const person = outcome.key.slice(PREFIX.length);
    const row = await lockSubstitute(tx, { portalId: outcome.portalId, person });
    if (!row || !isOpen(row)) return;
    const { portalId } = row;
    if (outcome.kind === 'contact-created') {
      await tx.update(
        SubstituteEntity,
        { portalId, person },
        { contactId: outcome.created, lookAt: deps.clock.now() + LOOK_AGAIN_MS },
      );
      return askForSubstitute(deps.jobs, tx, row);
    }
    const absent = await tx.findOneBy(LeadEntity, { portalId, contactId: row.absentId });
    const reason = `HubSpot refused to create their contact: ${outcome.error.message}`;
    return dropSubstitute(deps, tx, row, absent, { reason });
  };
}

const PREFIX = newContactKey({ person: '' });
