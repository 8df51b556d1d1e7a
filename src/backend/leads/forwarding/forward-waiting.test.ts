import { beforeEach, expect, it } from 'vitest';
import { ActivityEntity } from '../../activity/activity-entity.ts';
import { createActivity } from '../../activity/activity.ts';
import { describeOnBothDatabases } from '../../database/test-database.ts';
import type { TestDatabase } from '../../database/test-database.ts';
import { assistantId, contactId, ownerId, portalId } from '../../ground/identifiers.ts';
import { systemRandom } from '../../ground/system.ts';
import type { Jobs } from '../../jobs/jobs.ts';
import { MailFileEntity } from '../../mail/files/file-entity.ts';
import { filesForwarded, keepFiles } from '../../mail/files/files.ts';
import { MailEntity, mailEntities } from '../../mail/mail-entity.ts';
import type { Mail } from '../../mail/mail-entity.ts';
import { queueMail } from '../../mail/queueing.ts';
import { LeadAddressEntity } from '../contact/address-entity.ts';
import { LeadEntity } from '../lead/lead-entity.ts';
import type { Lead } from '../lead/lead-entity.ts';
import { lead, TUESDAY } from '../test-leads.ts';
import { createForwardWaiting } from './forward-waiting.ts';
import { createPrepareForwards } from './send-forward.ts';

const PORTAL = portalId(4242);
const [NORA, ELSA] = [contactId(501), contactId(502)];
const [RAE, SAM, TARA] = [ownerId('100'), ownerId('200'), ownerId('900')];
const MB = 1_000_000;

const answer: Mail = {
  portalId: PORTAL,
  contactId: NORA,
  mailId: 'in-1',
  assistantId: assistantId('tara'),
  direction: 'in',
  kind: 'reply',
  state: 'received',
  round: 1,
  step: 0,
  at: TUESDAY,
  leasedUntil: 0,
  attempts: 0,
  messageId: '<in-1@lovelace.example.com>',
  inReplyTo: null,
  fromAddress: 'ada@lovelace.example.com',
  toAddress: 'tara@acme.example.com',
  subject: 'Re: Routes',
  text: 'Here is the plan.',
  replyClass: 'Other',
  form: 'person',
  error: null,
};

const entities = [...mailEntities, LeadEntity, LeadAddressEntity, ActivityEntity];

describeOnBothDatabases('what came with an answer that no hand-back tells of', entities, (open) => {
  let database: TestDatabase;
  const away = new Set<string>();

  beforeEach(async () => {
    away.clear();
    database = await open();
    await database.manager.insert(MailEntity, answer);
    const files = [{ name: 'plan.pdf', content: Buffer.from('%PDF-1.7'), whole: true }];
    await keepFiles(database.manager, answer, files, { one: MB, all: MB });
  });

  const emails: Record<string, string> = { [RAE]: 'rae@acme.example.com', [SAM]: 'Sam@acme.example.com' };
  const owner = (id: string) =>
    emails[id] === undefined ? undefined : { ownerId: id, email: emails[id], archived: away.has(id) };
  const deps = () =>
    ({
      database,
      clock: { now: () => TUESDAY },
      activity: createActivity({ database, random: systemRandom }),
      assistants: {
        find: async () => ({ name: 'Tara', email: 'tara@acme.example.com' }),
        byEmail: async () => [],
        mailbox: () => ({}),
      },
      settings: { get: async () => ({ fallbackOwnerId: null }) },
      hubspot: {
        owners: { byId: async (_portal: unknown, id: string) => owner(id) },
        portals: { find: async () => null, get: async () => ({ uiDomain: 'app.hubspot.com' }) },
      },
      config: { hubspot: { appUrl: 'https://app.hubspot.com' } },
      mail: {
        queue: (tx: never, mail: never) =>
          queueMail(
            { jobs: { enqueue: async () => undefined } as unknown as Jobs, clock: deps().clock },
            tx,
            mail,
          ),
      },
    }) as unknown as Parameters<typeof createForwardWaiting>[0] & Parameters<typeof createPrepareForwards>[0];

  const put = (change: Partial<Lead>) =>
    database.manager.upsert(LeadEntity, lead({ contactId: NORA, ...change }), ['portalId', 'contactId']);
  const taken = (by: typeof SAM) => put({ stage: 'closed', ownerId: by, handedBackTo: by });
  const forward = (contact = NORA) => createForwardWaiting(deps())(PORTAL, contact);
  const forwards = () => database.manager.findBy(MailEntity, { kind: 'forward' });
  /** Whom the mail would reach that is due now. */
  const reaches = async () => {
    const prepared = await createPrepareForwards(deps())(PORTAL, await forwards());
    return prepared.map(([, one]) => (one.verdict === 'send' ? one.mail.to.email : one.verdict));
  };
  const timeline = async () => (await database.manager.find(ActivityEntity)).map(({ title }) => title);

  it('goes once to the person who took the contact, however often it is asked for', async () => {
    await taken(SAM);
    await forward();
    await forward();
    expect(await reaches()).toEqual(['sam@acme.example.com']);
    expect(await timeline()).toEqual(['Attachments go to sam@acme.example.com']);
  });

  it('goes to whoever has the contact when it leaves', async () => {
    await taken(SAM);
    await forward();
    await taken(RAE);
    await forward();
    expect(await reaches()).toEqual(['rae@acme.example.com']);
  });

  it('stays with whom it was promised to where nobody else can get it', async () => {
    await taken(SAM);
    await forward();
    await put({ stage: 'closed', ownerId: null, handedBackTo: null, priorOwnerId: null });
    expect(await reaches()).toEqual(['sam@acme.example.com']);
  });

  it('goes to the owner before while the assistant goes on', async () => {
    await put({ stage: 'nurturing', ownerId: TARA, priorOwnerId: RAE });
    await forward();
    expect(await reaches()).toEqual(['rae@acme.example.com']);
  });

  it('is not forwarded again to the next owner', async () => {
    await taken(RAE);
    await forward();
    await database.manager.update(MailEntity, { kind: 'forward' }, { state: 'sent' });
    await filesForwarded(database.manager, PORTAL, 'in-1', true);
    await taken(SAM);
    await forward();
    expect((await forwards()).map(({ state, toAddress }) => [state, toAddress])).toEqual([
      ['sent', 'rae@acme.example.com'],
    ]);
  });

  it('follows the contact into the one that it was merged into', async () => {
    await put({ stage: 'closed', mergedInto: ELSA, subState: 'merged' });
    await put({ contactId: ELSA, email: 'elsa@lovelace.example.com', stage: 'closed', ownerId: SAM });
    await database.manager.update(MailEntity, { mailId: 'in-1' }, { contactId: ELSA, round: 0 });
    await forward();
    expect(await forwards()).toMatchObject([{ contactId: ELSA, toAddress: 'sam@acme.example.com' }]);
  });

  it.each(['erased', 'deleted'] as const)('goes nowhere when the contact is %s', async (subState) => {
    await put({ stage: 'closed', subState, ownerId: SAM });
    await forward();
    expect(await forwards()).toEqual([]);
  });

  it('goes nowhere as long as nobody can get it, and then does', async () => {
    away.add(RAE);
    await put({ stage: 'closed', ownerId: null, handedBackTo: null, priorOwnerId: RAE });
    await forward();
    expect([await forwards(), await timeline()]).toEqual([[], []]);
    await taken(SAM);
    await forward();
    expect(await reaches()).toEqual(['sam@acme.example.com']);
    expect(await database.manager.countBy(MailFileEntity, { state: 'kept' })).toBe(1);
  });
});
