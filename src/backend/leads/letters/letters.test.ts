import { expect, it } from 'vitest';
import { describeOnBothDatabases } from '../../database/test-database.ts';
import { ownerId } from '../../ground/identifiers.ts';
import { MailEntity } from '../../mail/mail-entity.ts';
import type { MailState } from '../../mail/mail-entity.ts';
import { lead, TUESDAY } from '../test-leads.ts';
import { mailOf } from '../test-mails.ts';
import { LetterEntity } from './letter-entity.ts';
import { dropLetter } from './letters.ts';

describeOnBothDatabases('a letter whose lead is taken', [LetterEntity, MailEntity], (open) => {
  it.each<[MailState, string, number]>([
    ['cancelled', 'not-sent', 1],
    ['sending', 'on-its-way', 0],
  ])('while its email is %s is %s, and its writer is told %d times', async (state, expected, told) => {
    const database = await open();
    const { portalId, contactId, assistantId } = lead();
    const mail = { ...mailOf('Hello', 'out'), mailId: 'letter-1', state };
    await database.manager.insert(MailEntity, mail);
    await database.manager.insert(LetterEntity, {
      portalId,
      id: 'letter-1',
      contactId,
      assistantId,
      round: 1,
      purpose: 'answer',
      state: 'on-its-way',
      at: TUESDAY,
      by: 'Rae Rep',
      writerOwnerId: ownerId('100'),
      content: {} as never,
      problem: null,
    });
    const tasks: string[] = [];
    const deps = {
      outbox: { createTask: async (_tx: unknown, { key }: { key: string }) => void tasks.push(key) },
      activity: { record: async () => undefined },
      clock: { now: () => TUESDAY },
    };
    await database.transaction((tx) => dropLetter(deps, tx, lead({ stage: 'closed' })));
    const [letter] = await database.manager.find(LetterEntity);
    expect(letter).toMatchObject({ state: expected });
    // Should the mail server not take it, it is not given a second time.
    expect(letter?.problem).toContain('The lead changed');
    expect(tasks).toHaveLength(told);
  });
});
