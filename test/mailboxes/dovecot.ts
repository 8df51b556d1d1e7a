import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { createServer, connect, type AddressInfo } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { MailServer } from './mail-server.ts';

const DOVECOT = '/usr/sbin/dovecot';
const USER = 'tara';

/** The Debian package dovecot-imapd is here; the tests that want it are skipped otherwise. */
export const hasDovecot = existsSync(DOVECOT) && userInfo().uid === 0;

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });

/** A real Dovecot as a child, with its own configuration, mailbox (Maildir) and port in a temporary folder. */
export async function startDovecot(): Promise<MailServer> {
  const folder = mkdtempSync(join(tmpdir(), 'dovecot-'));
  chmodSync(folder, 0o755);
  const port = await freePort();
  const maildir = join(folder, 'mail');
  mkdirSync(maildir);
  const file = join(folder, 'dovecot.conf');
  writeFileSync(file, configuration(folder, maildir, port));
  execFileSync('chown', ['-R', 'mail:mail', maildir]);
  const child = spawn(DOVECOT, ['-F', '-c', file], { stdio: 'ignore' });
  await untilItListens(port, child);
  const admin = (...command: string[]): void =>
    void execFileSync('doveadm', ['-c', file, ...command], { stdio: 'ignore' });
  let delivered = 0;
  let validity = 1_000_000;
  return {
    imapUrl: `imap://${USER}:secret@127.0.0.1:${port}`,
    async deliver(mails) {
      admin('mailbox', 'status', '-u', USER, 'messages', 'INBOX');
      for (const { raw, at } of mails) {
        delivered += 1;
        // Maildir: the name orders the mails, the time of the file is when it arrived.
        const name = join(maildir, 'new', `${1_000_000_000 + delivered}.M${delivered}.host`);
        writeFileSync(name, raw);
        utimesSync(name, at / 1000, at / 1000);
      }
      execFileSync('chown', ['-R', 'mail:mail', maildir]);
    },
    async renumber() {
      admin('mailbox', 'update', '--uid-validity', String((validity += 1)), '-u', USER, 'INBOX');
    },
    async moveAway() {
      admin('mailbox', 'create', '-u', USER, 'Moved');
      admin('move', '-u', USER, 'Moved', 'mailbox', 'INBOX', 'all');
    },
    async stop() {
      child.kill('SIGTERM');
      if (child.exitCode === null) await new Promise((resolve) => child.once('exit', resolve));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function untilItListens(port: number, child: ChildProcess): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    if (child.exitCode !== null) throw new Error('Dovecot does not start.');
    const open = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1');
      socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
      socket.once('connect', () => socket.destroy());
    });
    if (open) return;
    await delay(50);
  }
  throw new Error('Dovecot does not listen.');
}

const configuration = (folder: string, maildir: string, port: number): string => `
base_dir = ${folder}/run
state_dir = ${folder}/state
log_path = ${folder}/log
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
auth_mechanisms = plain login
mail_location = maildir:${maildir}
mail_uid = mail
mail_gid = mail
first_valid_uid = 1
first_valid_gid = 1
mailbox_list_index = no
maildir_very_dirty_syncs = no
service imap-login {
  inet_listener imap {
    port = ${port}
  }
  inet_listener imaps {
    port = 0
  }
}
passdb {
  driver = static
  args = password=secret
}
userdb {
  driver = static
  args = home=${folder}/home
}
namespace inbox {
  inbox = yes
  separator = /
  mailbox "Отправленные" {
    auto = create
    special_use = \\Sent
  }
}
`;
