import { describe, expect, it } from 'vitest';
import type { MailSummary } from '../api/mail-types.ts';
import { listMailboxes, mailsOf } from './mailboxes.ts';

const mail = (
  id: string,
  mailbox: string,
  direction: 'in' | 'out',
  read = false,
  at = Number(id),
): MailSummary => ({
  id,
  at,
  mailbox,
  direction,
  read,
  from: 'a@x.example',
  to: 'b@x.example',
  subject: 's',
  messageId: '<same@x>',
});
const mails = [
  mail('1', 'Tara@acme.example', 'out'),
  mail('2', 'zoe@c.example', 'in'),
  mail('3', 'tara@acme.example', 'in', true),
  mail('4', 'zoe@c.example', 'in', false, 2),
  mail('5', 'amy@c.example', 'in', true),
];

describe('mailboxes', () => {
  it('come with the team first, whatever the case of the address, and count what nobody opened', () => {
    expect(listMailboxes(mails, new Set(['tara@acme.example']))).toEqual([
      { address: 'tara@acme.example', team: true, unread: 0 },
      { address: 'amy@c.example', team: false, unread: 0 },
      { address: 'zoe@c.example', team: false, unread: 2 },
    ]);
  });
  it('show a mail that came twice twice, newest first', () => {
    expect(mailsOf(mails, 'zoe@c.example').map(({ id }) => id)).toEqual(['4', '2']);
  });
  it('without a mailbox show every mail where it arrived', () => {
    expect(mailsOf(mails, null).map(({ id }) => id)).toEqual(['5', '3', '4', '2']);
  });
});
