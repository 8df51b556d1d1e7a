import type { Tx } from '../../database/database.ts';
import type { Exclusions } from '../../exclusions/exclusions.ts';
import type { Mail } from '../../mail/mail-entity.ts';
import type { Suppressions } from '../../unsubscribe/suppressions.ts';
import { addressesOfLead } from '../contact/addresses.ts';
import type { Lead } from './lead-entity.ts';

/**
 * Last look at the addresses, in the transaction that marks a mail as leaving: one of the person's may have unsubscribed
 * under another contact, or been excluded, since the mail was checked and written.
 */
export type MayLeave = (tx: Tx, lead: Lead, mail: Pick<Mail, 'toAddress'>) => Promise<boolean>;

interface Deps {
  suppressions: Pick<Suppressions, 'among'>;
  exclusions: Pick<Exclusions, 'among'>;
}

export const createMayLeave =
  ({ suppressions, exclusions }: Deps): MayLeave =>
  async (tx, lead, { toAddress }) => {
    const { portalId } = lead;
    const addresses = [...(await addressesOfLead(tx, lead)), toAddress.toLowerCase()].filter(Boolean);
    if ((await suppressions.among(portalId, addresses, tx)).size > 0) return false;
    return (await exclusions.among(portalId, addresses, tx)).size === 0;
  };
