import { BatonError } from '../../ground/errors.ts';
import { callerName } from '../../hubspot/records/caller-name.ts';
import type { HubSpot, Outbox } from '../../hubspot/types.ts';
import type { OptOuts } from '../../unsubscribe/opt-outs.ts';
import type { ContactSnapshots } from '../card/snapshots.ts';
import { addressesOf } from '../contact/addresses.ts';
import type { Activity } from '../../activity/activity.ts';
import type { Jobs } from '../../jobs/jobs.ts';
import { tellSamePerson } from '../lead/same-person.ts';
import type { Leads } from '../leads.ts';
import { tell } from './lead-actions.ts';
import type { LeadActionDeps } from './lead-actions.ts';
import { once, saidBefore } from './once.ts';
import type { Asked } from './once.ts';
import { record } from './records.ts';

export interface UnsubscribeDeps extends LeadActionDeps {
  hubspot: Pick<HubSpot, 'owners'>;
  outbox: Pick<Outbox, 'updateContact'>;
  optOuts: OptOuts;
  jobs: Pick<Jobs, 'enqueue'>;
  activity: Pick<Activity, 'record'>;
  leads: Pick<Leads, 'find'>;
  snapshots: Pick<ContactSnapshots, 'fresh' | 'forget'>;
}

/** Whatever becomes of the contact, Baton never writes to the address again; also where no assistant ever had it. */
export async function unsubscribeContact(deps: UnsubscribeDeps, asked: Asked): Promise<string> {
  const { caller, contactId } = asked;
  const said = await saidBefore(asked, deps.database.manager);
  if (said !== null) return said;
  const by = await callerName(deps.hubspot, caller);
  const known = await deps.leads.find(caller.portalId, contactId);
  const addresses = known ? [] : addressesOf(await deps.snapshots.fresh(caller.portalId, contactId));
  const answer = await once(deps, asked, async (tx, lead) => {
    if (lead) {
      const after = await tell(deps, tx, asked, { type: 'unsubscribe-asked', by });
      return after.stage === 'closed'
        ? 'Unsubscribed. Baton never writes to this address again.'
        : 'Unsubscribed. Baton never writes to this address again, and the contact goes back to a person.';
    }
    if (addresses.length === 0) throw new BatonError('CONFLICT', 'The contact has no email address.');
    for (const address of addresses)
      await deps.optOuts.heard(tx, { portalId: caller.portalId, contactId, address });
    await tellSamePerson(deps.jobs, tx, { portalId: caller.portalId, contactId }, addresses);
    await deps.outbox.updateContact(tx, {
      portalId: caller.portalId,
      contactId,
      lane: 'interactive',
      properties: { baton_do_not_contact: 'true' },
    });
    const title = `${by} unsubscribed the contact`;
    const detail = 'Baton will never write to this address again.';
    await record(deps, tx, asked, null, { title, detail, rule: 'unsubscribed-by-a-person' });
    return 'Unsubscribed. Baton never writes to this address.';
  });
  deps.snapshots.forget(caller.portalId, contactId);
  return answer;
}
