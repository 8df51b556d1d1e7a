import { beforeAll, expect, it } from 'vitest';
import type { Assistant } from '../assistants/assistants.ts';
import { describeOnBothDatabases } from '../database/test-database.ts';
import type { TestDatabase } from '../database/test-database.ts';
import { assistantId, contactId, portalId } from '../ground/identifiers.ts';
import { findConversation } from './conversation.ts';
import { MailEntity } from './mail-entity.ts';
import type { IncomingMail } from '../mail-server/types.ts';

const assistant = (portal: string): Assistant =>
  // The search needs no more of an assistant.
  ({ portalId: portalId(portal), assistantId: assistantId(`tara-${portal}`) }) as Assistant;
/** Two accounts whose assistants share an address; the first one may have been made up to get the other's answers. */
const [first, second] = [assistant('1'), assistant('2')];

const answer = (inReplyTo: string | null): IncomingMail =>
  ({
    from: { email: 'Ada@customer.example', name: '' },
    inReplyTo,
    references: [],
    bounce: null,
  }) as unknown as IncomingMail;

describeOnBothDatabases('whose conversation a mail belongs to', [MailEntity] as never[], (open) => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await open();
    const step = {
      portalId: second.portalId,
      assistantId: second.assistantId,
      contactId: contactId(22),
      mailId: 'm',
      direction: 'out',
      kind: 'step',
      round: 1,
      step: 0,
      state: 'sent',
      at: 0,
      leasedUntil: 0,
      attempts: 1,
      messageId: '<baton.second@x>',
      inReplyTo: null,
      fromAddress: '',
      toAddress: '',
      subject: '',
      text: '',
      replyClass: null,
      error: null,
    } as const;
    const forward = { kind: 'forward', mailId: 'f', messageId: '<baton.forward@x>' } as const;
    await database.manager.insert(MailEntity, [step, { ...step, ...forward }]);
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
});
