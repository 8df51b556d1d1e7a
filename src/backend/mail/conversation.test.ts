import { beforeAll, describe, expect, it } from 'vitest';
import type { Assistant } from '../assistants/assistants.ts';
import { describeOnBothDatabases } from '../database/test-database.ts';
import type { TestDatabase } from '../database/test-database.ts';
import { assistantId, contactId, portalId } from '../ground/identifiers.ts';
import { findConversation, findNotified } from './conversation.ts';
import { MailEntity } from './mail-entity.ts';
import type { IncomingMail } from '../mail-server/types.ts';

const assistant = (portal: string): Assistant =>
  // The search needs no more of an assistant.
  ({ portalId: portalId(portal), assistantId: assistantId(`tara-${portal}`) }) as Assistant;
/** Two accounts whose assistants share an address; the first one may have been made up to get the other's answers. */
const [first, second] = [assistant('1'), assistant('2')];

const NOW = Date.UTC(2026, 10, 23);
const DAY = 86_400_000;
const mailOut = {
  portalId: second.portalId, assistantId: second.assistantId, contactId: contactId(22), mailId: 'm', direction: 'out',
  kind: 'step', round: 1, step: 0, state: 'sent', at: NOW - DAY, leasedUntil: 0, attempts: 1,
  messageId: '<baton.second@x>', inReplyTo: null, fromAddress: '', toAddress: 'Ada.Old@customer.example', subject: '',
  text: '', replyClass: null, error: null,
} as const; // prettier-ignore
/** A report or complaint about somebody, that names no mail. */
const about = (email: string, more: object = {}): IncomingMail => ({
  ...answer(null),
  about: email,
  posted: true,
  ...more,
});

const answer = (inReplyTo: string | null): IncomingMail =>
  ({
    from: { email: 'Ada@customer.example', name: '' },
    inReplyTo,
    references: [],
    about: null,
    posted: false,
    date: NOW,
    bounce: null,
  }) as unknown as IncomingMail;

describeOnBothDatabases('whose conversation a mail belongs to', [MailEntity] as never[], (open) => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await open();
    const forward = { kind: 'forward', mailId: 'f', messageId: '<baton.forward@x>' } as const;
    await database.manager.insert(MailEntity, [mailOut, { ...mailOut, ...forward }]);
  });
  const find = (mail: IncomingMail, known: (one: Assistant) => boolean) =>
    findConversation(database, [first, second], mail, async (one) =>
      known(one) ? contactId(11) : undefined,
    );

  it('the thread it names, even if the sender is known to an account that is asked first', async () => {
    const found = await find(answer('<baton.second@x>'), () => true);
    expect(found).toEqual({ portalId: second.portalId, contactId: contactId(22), assistant: second });
  });

  it('without a thread, the one account that knows the sender', async () => {
    const found = await find(answer(null), (one) => one === second);
    expect(found).toMatchObject({ portalId: second.portalId, contactId: contactId(11) });
  });

  it('nobody’s, where an owner answers what was forwarded, even one who is written to as a contact', async () => {
    expect(await find(answer('<baton.forward@x>'), (one) => one === second)).toBeUndefined();
  });

  it('without a thread and known to two accounts, nobody’s: none may read what was written to the other', async () => {
    expect(await find(answer(null), () => true)).toBeUndefined();
    expect(await find(answer('<made.up@x>'), () => true)).toBeUndefined();
  });

  it('a report that names no mail: who was written to last at that address, also if the lead has another one', async () => {
    const found = await find(about('ada.old@customer.example'), () => false);
    expect(found).toMatchObject({ portalId: second.portalId, contactId: contactId(22) });
    const late = about('ada.old@customer.example', { date: NOW + 60 * DAY });
    expect(await find(late, () => false)).toBeUndefined();
    const early = about('ada.old@customer.example', { date: NOW - 2 * DAY });
    expect(await find(early, () => false)).toBeUndefined();
    expect(await find(about('bea@customer.example'), () => false)).toBeUndefined();
  });

  describe('a notification without a sender', () => {
    const assistants = { find: async () => second };
    const notified = (mail: IncomingMail) => findNotified(database, assistants, mail);

    it('by the person it is about, and only if it was posted', async () => {
      const found = { portalId: second.portalId, contactId: contactId(22), assistant: second };
      expect(await notified(about('ada.old@customer.example'))).toEqual(found);
      expect(await notified(about('ada.old@customer.example', { posted: false }))).toBeUndefined();
      expect(await notified(about('bea@customer.example'))).toBeUndefined();
    });

    it('by the mail it names where several contacts were written to at that address', async () => {
      const other = {
        mailId: 'n',
        contactId: contactId(33),
        messageId: '<baton.other@x>',
        at: NOW - 2 * DAY,
      };
      await database.manager.insert(MailEntity, { ...mailOut, ...other });
      expect(await notified(about('ada.old@customer.example'))).toBeUndefined();
      const named = about('ada.old@customer.example', { inReplyTo: '<baton.other@x>' });
      expect(await notified(named)).toMatchObject({ contactId: contactId(33) });
    });
  });
});
