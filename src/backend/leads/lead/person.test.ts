import { beforeEach, expect, it } from 'vitest';
import { describeOnBothDatabases } from '../../database/test-database.ts';
import type { TestDatabase } from '../../database/test-database.ts';
import { contactId, portalId } from '../../ground/identifiers.ts';
import { LeadAddressEntity } from '../contact/address-entity.ts';
import { decide } from '../deciding/transitions.ts';
import { assigned, lead, reply, situation, TUESDAY } from '../test-leads.ts';
import { MailEntity } from '../../mail/mail-entity.ts';
import type { Mail } from '../../mail/mail-entity.ts';
import { mailOf } from '../test-mails.ts';
import { LeadEntity } from './lead-entity.ts';
import type { Lead } from './lead-entity.ts';
import { elsewhereOf, onItsWay } from './person.ts';

const PORTAL = portalId(4242);
const [OLD, NEW] = [contactId(501), contactId(502)];
const ADA = 'ada@lovelace.example.com';
const ended = (change: Partial<Lead> = {}): Lead =>
  lead({ contactId: OLD, stage: 'closed', step: 2, ...change });

describeOnBothDatabases(
  'what a person had under another contact',
  [LeadEntity, LeadAddressEntity, MailEntity],
  (open) => {
    let database: TestDatabase;
    beforeEach(async () => {
      database = await open();
    });
    const put = (...leads: Lead[]) => database.manager.insert(LeadEntity, leads);
    const elsewhere = (addresses = [ADA]) => elsewhereOf(database.manager, PORTAL, NEW, addresses);
    /** Names of the emails that the new contact would get. */
    const coming = async (addresses?: string[]) => {
      const known = situation({ elsewhere: await elsewhere(addresses) });
      const change = decide(null, assigned(), known)?.change;
      return change?.stage === 'handing_back' ? change.closeReason : change?.steps?.map(({ name }) => name);
    };

    it('is not sent again to the same address, deleted and made anew or not', async () => {
      await put(ended({ subState: 'deleted' }));
      expect(await coming()).toEqual(['Third']);
      expect(await coming(['other@lovelace.example.com', ADA])).toEqual(['Third']);
      expect(await coming(['other@lovelace.example.com'])).toEqual(['First', 'Second', 'Third']);
    });

    it('is not sent again to a further address, of either contact', async () => {
      await put(ended({ email: 'old@lovelace.example.com' }));
      await database.manager.insert(LeadAddressEntity, { portalId: PORTAL, contactId: OLD, address: ADA });
      expect(await coming()).toEqual(['Third']);
    });

    it('is not sent again to the contact that the other one went into, whatever its address', async () => {
      await put(ended({ email: 'old@lovelace.example.com', mergedInto: NEW, subState: 'merged' }));
      expect(await coming()).toEqual(['Third']);
    });

    it('is all there is: nothing is left, and that is said', async () => {
      await put(ended({ step: 3 }));
      expect(await coming()).toMatch(/^Every email that suits this person has been sent/);
    });

    it('is forgotten with an erasure, and is no matter of other accounts', async () => {
      await put(ended({ subState: 'erased', mergedInto: NEW }), { ...ended(), portalId: portalId(1) });
      expect(await elsewhere()).toEqual({ had: [], answer: null });
    });

    it('with a no there: begins paused', async () => {
      await put(ended({ answer: { ...reply('Deactivated'), at: TUESDAY } }));
      const decision = decide(null, assigned(), situation({ elsewhere: await elsewhere() }));
      expect(decision?.change).toMatchObject({ stage: 'paused' });
      expect(decision?.change.closeReason).toContain('Under another contact');
    });

    it('is remembered by the new lead when the old one is gone', async () => {
      await put(ended());
      const change = decide(null, assigned(), situation({ elsewhere: await elsewhere() }))?.change;
      await database.manager.delete(LeadEntity, { contactId: OLD });
      const later = decide(
        { ...lead({ contactId: NEW }), ...change, stage: 'closed' },
        assigned(),
        situation(),
      );
      expect(later?.change.steps?.map(({ name }) => name)).toEqual(['Third']);
    });

    it('counts also while it is being sent, for the same contact that begins anew as well', async () => {
      await put(ended({ step: 1 }));
      const sending: Mail = { ...mailOf('Hi', 'out'), contactId: OLD, step: 1, state: 'sending' };
      await database.manager.insert(MailEntity, sending);
      expect(await coming()).toEqual(['Third']);
      const old = ended({ step: 1 });
      const again = decide(
        old,
        assigned(),
        situation({ elsewhere: { had: await onItsWay(database.manager, [old]), answer: null } }),
      );
      expect(again?.change.steps?.map(({ name }) => name)).toEqual(['First', 'Third']);
      expect(await onItsWay(database.manager, [{ ...old, round: 2 }])).toEqual([]);
    });
  },
);
