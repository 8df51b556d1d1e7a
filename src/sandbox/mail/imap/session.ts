import type { MailFaults } from '../faults.ts';
import type { Folder, MailStore, StoredMail } from '../store.ts';
import { CommandReader, inSet, type Argument, type Command } from './commands.ts';
import { fetchItem, marksRead } from './fetch.ts';
import { compileSearch } from './search.ts';

export interface ImapContext {
  store: MailStore;
  faults: MailFaults;
  clock: { now(): number };
  write(bytes: string): void;
  hangUp(): void;
}

const capabilities = 'IMAP4rev1 AUTH=PLAIN SPECIAL-USE IDLE LITERAL+';
const folders: readonly { name: Folder; marks: string }[] = [
  { name: 'INBOX', marks: '\\HasNoChildren' },
  { name: 'Sent', marks: '\\HasNoChildren \\Sent' },
];
/** The reply that ends a command: OK, NO or BAD with its text. */
type Reply = string;

/** One connection: the commands of RFC 3501 that a client needs to read a mailbox. Anybody may log in to any mailbox. */
export class ImapSession {
  readonly #context: ImapContext;
  readonly #reader: CommandReader;
  #user: string | null = null;
  #selected: { folder: Folder; mails: StoredMail[] } | null = null;

  constructor(context: ImapContext) {
    this.#context = context;
    this.#reader = new CommandReader(() => context.write('+ Ready\r\n'));
    this.#send(`* OK [CAPABILITY ${capabilities}] The local mail world is ready`);
  }

  receive(chunk: string): void {
    this.#reader.push(chunk, (command) => this.#run(command));
  }

  /** A mail was delivered somewhere; an idling client hears of it at once. */
  notice(mail: StoredMail): void {
    if (this.#reader.rawLine && mail.mailbox === this.#user && mail.folder === this.#selected?.folder)
      this.#announce();
  }

  #send(line: string): void {
    this.#context.write(`${line}\r\n`);
  }

  #run(command: Command): void {
    if (command.name === 'IDLE') return this.#idle(command.tag);
    if (command.name === 'AUTHENTICATE') return this.#authenticate(command);
    const reply = this.#answer(command);
    this.#send(`${command.tag} ${reply}`);
    if (command.name === 'LOGOUT') this.#context.hangUp();
  }

  #answer({ name, args }: Command): Reply {
    switch (name) {
      case 'CAPABILITY':
        this.#send(`* CAPABILITY ${capabilities}`);
        return 'OK done';
      case 'LOGIN':
        return this.#login(String(args[0] ?? ''));
      case 'LOGOUT':
        this.#send('* BYE');
        return 'OK bye';
      case 'NOOP':
      case 'CHECK':
        this.#announce();
        return 'OK done';
      default:
        return this.#user === null ? 'BAD log in first' : this.#answerUser(name, args, this.#user);
    }
  }

  #answerUser(name: string, args: Argument[], user: string): Reply {
    switch (name) {
      case 'LIST':
      case 'LSUB':
        return this.#list(name, String(args[1]));
      case 'SELECT':
      case 'EXAMINE':
        return this.#select(user, String(args[0]), name === 'EXAMINE');
      case 'CLOSE':
        this.#selected = null;
        return 'OK done';
      case 'SEARCH':
        return this.#search(args, false);
      case 'FETCH':
        return this.#fetch(args, false);
      case 'STORE':
        return this.#store(args, false);
      case 'UID':
        return this.#byUid(args);
      default:
        return 'BAD unknown command';
    }
  }

  #byUid([name, ...args]: Argument[]): Reply {
    const command = String(name).toUpperCase();
    if (command === 'SEARCH') return this.#search(args, true);
    if (command === 'FETCH') return this.#fetch(args, true);
    if (command === 'STORE') return this.#store(args, true);
    return 'BAD unknown command';
  }

  #login(user: string): Reply {
    if (this.#context.faults.strike('imap', ['login']))
      return 'NO [AUTHENTICATIONFAILED] Invalid credentials';
    this.#user = user.toLowerCase();
    return `OK [CAPABILITY ${capabilities}] Welcome`;
  }

  /** SASL PLAIN: authorization id, user and password, each after a NUL (RFC 4616). */
  #authenticate({ tag, args }: Command): void {
    const finish = (secret: string) => {
      this.#reader.rawLine = null;
      const [, user = ''] = Buffer.from(secret, 'base64').toString('utf8').split('\0');
      this.#send(`${tag} ${this.#login(user)}`);
    };
    if (String(args[0]).toUpperCase() !== 'PLAIN') return this.#send(`${tag} NO unsupported mechanism`);
    if (args[1] !== undefined) return finish(String(args[1]));
    this.#reader.rawLine = finish;
    this.#send('+ ');
  }

  #idle(tag: string): void {
    this.#announce();
    this.#reader.rawLine = (line) => {
      if (line.toUpperCase() !== 'DONE') return;
      this.#reader.rawLine = null;
      this.#send(`${tag} OK done`);
    };
    this.#send('+ idling');
  }

  /** An empty name asks for the separator of folder names only (RFC 3501, 6.3.8). */
  #list(name: string, wanted: string): Reply {
    const pattern = new RegExp(`^${wanted.replace(/[*%]/g, '.*')}$`, 'i');
    if (wanted === '') this.#send(`* ${name} (\\Noselect) "/" ""`);
    for (const folder of folders.filter((one) => pattern.test(one.name)))
      this.#send(`* ${name} (${folder.marks}) "/" "${folder.name}"`);
    return 'OK done';
  }

  #select(user: string, name: string, readOnly: boolean): Reply {
    const folder = folders.find((one) => one.name.toUpperCase() === name.toUpperCase())?.name;
    if (!folder) return 'NO [NONEXISTENT] no such mailbox';
    const { uidValidity, uidNext } = this.#context.store.folder(user, folder, this.#context.clock.now());
    this.#selected = { folder, mails: this.#context.store.inFolder(user, folder) };
    this.#send('* FLAGS (\\Seen)');
    this.#send(`* ${this.#selected.mails.length} EXISTS`);
    this.#send('* 0 RECENT');
    this.#send(`* OK [UIDVALIDITY ${uidValidity}] valid`);
    this.#send(`* OK [UIDNEXT ${uidNext}] next`);
    return `OK [READ-${readOnly ? 'ONLY' : 'WRITE'}] done`;
  }

  #announce(): void {
    if (!this.#selected || this.#user === null) return;
    const known = this.#selected.mails.length;
    this.#selected.mails = this.#context.store.inFolder(this.#user, this.#selected.folder);
    if (this.#selected.mails.length > known) this.#send(`* ${this.#selected.mails.length} EXISTS`);
  }

  #search(args: Argument[], byUid: boolean): Reply {
    this.#announce();
    const mails = this.#selected?.mails ?? [];
    const test = compileSearch(args);
    if (!test) return 'BAD unknown search key';
    const scope = { highestUid: mails.at(-1)?.uid ?? 0, exists: mails.length };
    const hits = mails
      .map((mail, index) => ({ mail, sequence: index + 1, raw: () => this.#context.store.raw(mail.id) }))
      .filter((candidate) => test(candidate, scope));
    this.#send(['* SEARCH', ...hits.map(({ mail, sequence }) => (byUid ? mail.uid : sequence))].join(' '));
    return 'OK done';
  }

  #chosen(set: Argument | undefined, byUid: boolean): { mail: StoredMail; sequence: number }[] {
    const mails = this.#selected?.mails ?? [];
    const highest = byUid ? (mails.at(-1)?.uid ?? 0) : mails.length;
    return mails
      .map((mail, index) => ({ mail, sequence: index + 1 }))
      .filter(({ mail, sequence }) => inSet(String(set), byUid ? mail.uid : sequence, highest));
  }

  #fetch([set, wanted]: Argument[], byUid: boolean): Reply {
    const asked = [wanted ?? []].flat().map(String);
    const items = byUid && !asked.some((item) => item.toUpperCase() === 'UID') ? ['UID', ...asked] : asked;
    for (const { mail, sequence } of this.#chosen(set, byUid)) {
      const data = items.map((item) => fetchItem(item, mail, () => this.#context.store.raw(mail.id)));
      if (data.includes(null)) return 'BAD unknown data item';
      if (items.some(marksRead)) this.#context.store.markRead(mail.id, true);
      this.#send(`* ${sequence} FETCH (${data.join(' ')})`);
    }
    return 'OK done';
  }

  #store([set, how, flags]: Argument[], byUid: boolean): Reply {
    const adds = !String(how).startsWith('-');
    const seen = [flags ?? []].flat().some((flag) => String(flag).toUpperCase() === '\\SEEN');
    if (seen) this.#chosen(set, byUid).forEach(({ mail }) => this.#context.store.markRead(mail.id, adds));
    return 'OK done';
  }
}
