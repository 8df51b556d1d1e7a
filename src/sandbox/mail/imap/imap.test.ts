import { connect, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startSandboxMail, type SandboxMail } from '../sandbox-mail.ts';

const tara = 'tara@acme.example.com';
const clock = { now: () => Date.UTC(2026, 10, 23, 9) };
let world: SandboxMail;
let socket: Socket;
let heard: string;

/** Waits until the server has said something that fits. */
const hear = (pattern: RegExp): Promise<string> =>
  new Promise((resolve) => {
    const look = () => {
      if (!pattern.test(heard)) return;
      socket.off('data', look);
      const all = heard;
      heard = '';
      resolve(all);
    };
    socket.on('data', look);
    look();
  });
const say = (line: string) => socket.write(`${line}\r\n`);
const command = (line: string) => {
  say(`t ${line}`);
  return hear(/^t (OK|NO|BAD) .*\r\n$/m);
};

beforeEach(async () => {
  world = await startSandboxMail({ smtpPort: 0, imapPort: 0, dataFile: null, clock, newId: () => 'one' });
  await world.write({ from: 'ann@northwind.example.com', to: tara, subject: 'First', text: 'Hello Tara' });
  heard = '';
  socket = connect(world.imapPort, '127.0.0.1').setEncoding('latin1');
  socket.on('data', (chunk) => (heard += String(chunk)));
  await hear(/^\* OK .*\r\n/);
});
afterEach(async () => {
  socket.destroy();
  await world.stop();
});

describe('the IMAP server', () => {
  it('lets nobody read before the login', async () => {
    expect(await command('SELECT INBOX')).toContain('t BAD log in first');
    expect(await command(`LOGIN ${tara} x`)).toContain('t OK');
  });

  it('takes a login with literals, with SASL and in one line with it', async () => {
    say(`t LOGIN {${tara.length}}`);
    await hear(/^\+ /);
    say(`${tara} {1+}`);
    say('x');
    expect(await hear(/^t /m)).toContain('t OK');
    const secret = Buffer.from(`\0${tara}\0x`).toString('base64');
    expect(await command(`AUTHENTICATE PLAIN ${secret}`)).toContain('t OK');
    say('t AUTHENTICATE PLAIN');
    await hear(/^\+ /);
    say(secret);
    expect(await hear(/^t /m)).toContain('t OK');
    expect(await command('SELECT inbox')).toContain('* 1 EXISTS');
  });

  it('lists the folders with their use', async () => {
    await command(`LOGIN ${tara} x`);
    expect(await command('LIST "" "*"')).toContain('* LIST (\\HasNoChildren \\Sent) "/" "Sent"');
    expect(await command('LIST "" ""')).toContain('* LIST (\\Noselect) "/" ""');
    expect(await command('SELECT Drafts')).toContain('t NO [NONEXISTENT]');
  });

  it('searches and fetches parts, and marks as read what is not only peeked at', async () => {
    await command(`LOGIN ${tara} x`);
    await command('SELECT INBOX');
    expect(await command('UID SEARCH UNSEEN HEADER Message-ID one@northwind SINCE 23-Nov-2026')).toContain(
      '* SEARCH 1\r\n',
    );
    expect(await command('SEARCH NOT OR SEEN FROM "ann@"')).toContain('* SEARCH\r\n');
    expect(await command('UID FETCH 1:* (FLAGS BODY.PEEK[TEXT]<0.5>)')).toContain(
      '* 1 FETCH (UID 1 FLAGS () BODY[TEXT]<0> {5}\r\nHello)',
    );
    expect(await command('FETCH 1 (BODY[HEADER])')).toMatch(/Subject: First\r\n/);
    expect(await command('UID SEARCH UNSEEN')).toContain('* SEARCH\r\n');
    await command('UID STORE 1 -FLAGS (\\Seen)');
    expect(await command('UID SEARCH UNSEEN')).toContain('* SEARCH 1\r\n');
  });

  it('says that it does not know, instead of guessing', async () => {
    await command(`LOGIN ${tara} x`);
    await command('SELECT INBOX');
    expect(await command('UID SEARCH FUZZY x')).toContain('t BAD');
    expect(await command('FETCH 1 (BODYSTRUCTURE)')).toContain('t BAD');
    expect(await command('XYZZY')).toContain('t BAD');
  });

  it('tells an idling client of a new mail at once', async () => {
    await command(`LOGIN ${tara} x`);
    await command('EXAMINE INBOX');
    say('t IDLE');
    await hear(/^\+ idling/m);
    await world.write({
      from: 'bo@northwind.example.com',
      to: 'somebody@else.example.com',
      subject: 'Not hers',
      text: 'x',
    });
    await world.write({ from: 'bo@northwind.example.com', to: tara, subject: 'Second', text: 'x' });
    expect(await hear(/EXISTS/)).toContain('* 2 EXISTS');
    say('DONE');
    expect(await hear(/^t /m)).toContain('t OK');
  });
});
