import { afterEach, beforeEach, expect, it } from 'vitest';
import { startSandboxMail, type SandboxMail } from './sandbox-mail.ts';

let mail: SandboxMail;
beforeEach(async () => {
  mail = await startSandboxMail({ smtpPort: 0, imapPort: 0, dataFile: null, clock: { now: () => 1_000 } });
});
afterEach(() => mail.stop());

it('an old mailbox is named and read, however many mails came after it', async () => {
  const draft = { from: 'a@acme.example', subject: 'Hello', text: 'Hello' };
  await mail.write({ ...draft, to: 'old@c.example' });
  for (let count = 0; count < 250; count++) await mail.write({ ...draft, to: 'busy@c.example' });
  expect(mail.mailboxes()).toContainEqual({ address: 'old@c.example', unread: 1 });
  expect(mail.list({ mailbox: 'OLD@c.example' })).toHaveLength(1);
  expect(mail.list({ arrived: true, limit: 500 }).every(({ direction }) => direction === 'in')).toBe(true);
});
