import { startSandboxMail } from '../../src/sandbox/mail/sandbox-mail.ts';
import { hasDovecot, startDovecot } from './dovecot.ts';
import type { MailServer } from './mail-server.ts';

const MAILBOX = 'tara@acme.example.com';

async function startStandIn(): Promise<MailServer> {
  const clock = { at: 0, now: () => clock.at };
  const world = await startSandboxMail({ smtpPort: 0, imapPort: 0, dataFile: null, clock });
  return {
    imapUrl: world.imapUrl(MAILBOX),
    async deliver(mails) {
      for (const { raw, at } of mails) {
        clock.at = at;
        await world.deliverRaw(MAILBOX, raw);
      }
    },
    moveAway: async () => world.empty(MAILBOX, 'INBOX'),
    renumber: async () => world.renumber(MAILBOX, 'INBOX'),
    stop: () => world.stop(),
  };
}

/** What the battery runs on: Dovecot only where it is installed. */
export function mailServers(): [string, () => Promise<MailServer>][] {
  if (hasDovecot)
    return [
      ['the stand-in', startStandIn],
      ['Dovecot', startDovecot],
    ];
  process.stderr.write(
    'Skipped: the mailbox battery on a real Dovecot. As root: apt-get install -y dovecot-imapd\n',
  );
  return [['the stand-in', startStandIn]];
}
