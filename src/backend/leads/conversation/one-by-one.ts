import { isBatonError } from '../../ground/errors.ts';
import type { PortalId } from '../../ground/identifiers.ts';
import type { Mail } from '../../mail/mail-entity.ts';
import type { Prepared } from '../../mail/outbox.ts';

/** Makes mails ready one after the other. One of which something cannot be found out now waits, and holds up no other. */
export const oneByOne =
  (prepare: (portalId: PortalId, mail: Mail) => Promise<Prepared>) =>
  async (portalId: PortalId, mails: readonly Mail[]): Promise<[string, Prepared][]> => {
    const prepared: [string, Prepared][] = [];
    for (const mail of mails) {
      const one = await prepare(portalId, mail).catch((error: unknown): Prepared => {
        if (isBatonError(error)) return { verdict: 'wait', reason: error.message };
        throw error;
      });
      prepared.push([mail.mailId, one]);
    }
    return prepared;
  };
