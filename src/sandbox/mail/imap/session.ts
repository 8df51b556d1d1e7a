import type { MailFaults } from '../faults.ts';
import type { Folder, MailStore, StoredMail } from '../store.ts';
import type { MailTokens } from '../tokens.ts';
import { CommandReader, inSet, setOf, type Argument, type Command } from './commands.ts';
import { fetchItem, marksRead } from './fetch.ts';
import { compileSearch } from './search.ts';

/** How the server presents itself. */
export interface ImapManners {
  /** Whether it tells of new mail by itself (RFC 2177). */
  idle: boolean;
  /** The name of the folder with copies of sent mail, as it travels (modified UTF-7); null: there is none. */
  sentName: string | null;
  /** Whether that folder is marked as such (RFC 6154). */
  sentMarked: boolean;
  /** So many mails a command looks at, those that came last (RFC 9738); null: all. */
  messageLimit: number | null;
  /** How long each command takes, ms. */
  slowMs: number;
}

export interface ImapContext {
  store: MailStore;
  faults: MailFaults;
  clock: { now(): number };
  manners: ImapManners;
  tokens: Pick<MailTokens, 'opens'>;
  write(bytes: string): void;
  hangUp(): void;
}

const capabilitiesOf = ({ idle, sentMarked, messageLimit }: ImapManners): string =>
  `IMAP4rev1 AUTH=PLAIN AUTH=XOAUTH2${sentMarked ? ' SPECIAL-USE' : ''}${idle ? ' IDLE' : ''}${messageLimit === null ? '' : ` MESSAGELIMIT=${messageLimit}`} LITERAL+`;

function foldersOf({ sentName, sentMarked }: ImapManners): { folder: Folder; name: string; marks: string }[] {
  const inbox = { folder: 'INBOX' as const, name: 'INBOX', marks: '\\HasNoChildren' };
  if (sentName === null) return [inbox];
  return [inbox, { folder: 'Sent', name: sentName, marks: `\\HasNoChildren${sentMarked ? ' \\Sent' : ''}` }];
}
/** The reply that ends a command: OK, NO or BAD with its text. */
type Reply = string;

/** One connection: the commands of RFC 3501 that a client needs to read a mailbox. Anybody may log in to any mailbox. */
export class ImapSession {
  readonly #context: ImapContext;
  readonly #capabilities: string;
  readonly #reader: CommandReader;
  #user: string | null = null;
  #selected: { folder: Folder; mails: StoredMail[] } | null = null;

  constructor(context: ImapContext) {
    this.#context = context;
    this.#capabilities = capabilitiesOf(context.manners);
    this.#reader = new CommandReader(() => context.write('+ Ready\r\n'));
    this.#send(`* OK [CAPABILITY ${this.#capabilities}] The local mail world is ready`);
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
    if (command.name === 'IDLE' && this.#context.manners.idle) return this.#idle(command.tag);
    if (command.name === 'AUTHENTICATE') return this.#authenticate(command);
    const reply = this.#answer(command);
    this.#send(`${command.tag} ${reply}`);
    if (command.name === 'LOGOUT') this.#context.hangUp();
  }

  #answer({ name, args }: Command): Reply {
    switch (name) {
      case 'CAPABILITY':
        this.#send(`* CAPABILITY ${this.#capabilities}`);
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
    return `OK [CAPABILITY ${this.#capabilities}] Welcome`;
  }

  /** SASL PLAIN: authorization id, user and password, each after a NUL (RFC 4616). */
  #authenticate({ tag, args }: Command): void {
    const mechanism = String(args[0]).toUpperCase();
    const finish = (secret: string) => {
      this.#reader.rawLine = null;
      const text = Buffer.from(secret, 'base64').toString('utf8');
      if (mechanism === 'XOAUTH2') return this.#enterByToken(tag, text);
      this.#send(`${tag} ${this.#login(text.split('\0')[1] ?? '')}`);
    };
    if (!['PLAIN', 'XOAUTH2'].includes(mechanism)) return this.#send(`${tag} NO unsupported mechanism`);
    if (args[1] !== undefined) return finish(String(args[1]));
    this.#reader.rawLine = finish;
    this.#send('+ ');
  }

  /** A refusal comes as a challenge that says why; the client ends it with an empty line. */
  #enterByToken(tag: string, text: string): void {
    const [, user = '', token = ''] = /^user=([^\x01]*)\x01auth=Bearer ([^\x01]*)\x01\x01$/.exec(text) ?? [];
    if (this.#context.tokens.opens(token, user)) return this.#send(`${tag} ${this.#login(user)}`);
    this.#reader.rawLine = () => {
      this.#reader.rawLine = null;
      this.#send(`${tag} NO [AUTHENTICATIONFAILED] Invalid credentials`);
    };
    this.#send(`+ ${Buffer.from('{"status":"400","schemes":"Bearer"}').toString('base64')}`);
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
    for (const folder of foldersOf(this.#context.manners).filter((one) => pattern.test(one.name)))
      this.#send(`* ${name} (${folder.marks}) "/" "${folder.name}"`);
    return 'OK done';
  }

  #select(user: string, name: string, readOnly: boolean): Reply {
    if (this.#context.faults.strike('imap', ['bye'])) {
      this.#send('* BYE the server goes down');
      this.#context.hangUp();
    }
    const folders = foldersOf(this.#context.manners);
    const folder = folders.find((one) => one.name.toUpperCase() === name.toUpperCase())?.folder;
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
    const named = /^[\d*][\d:*,]*$/.exec(String(args[0]))?.[0];
    const scope = { highestUid: mails.at(-1)?.uid ?? 0, exists: mails.length };
    const hits = mails
      .map((mail, index) => ({ mail, sequence: index + 1, raw: () => this.#context.store.raw(mail.id) }))
      .filter(({ sequence }) => !named || inSet(named, sequence, mails.length))
      .slice(-(this.#context.manners.messageLimit ?? Infinity))
      .filter((candidate) => test(candidate, scope));
    this.#send(['* SEARCH', ...hits.map(({ mail, sequence }) => (byUid ? mail.uid : sequence))].join(' '));
    return 'OK done';
  }

  #chosen(set: Argument | undefined, byUid: boolean): { mail: StoredMail; sequence: number }[] {
    const mails = this.#selected?.mails ?? [];
    const highest = byUid ? (mails.at(-1)?.uid ?? 0) : mails.length;
    const isChosen = setOf(String(set), highest);
    return mails
      .map((mail, index) => ({ mail, sequence: index + 1 }))
      .filter(({ mail, sequence }) => isChosen(byUid ? mail.uid : sequence));
  }

  #fetch([set, wanted]: Argument[], byUid: boolean): Reply {
    const asked = [wanted ?? []].flat().map(String);
    const items = byUid && !asked.some((item) => item.toUpperCase() === 'UID') ? ['UID', ...asked] : asked;
    for (const { mail, sequence } of this.#chosen(set, byUid)) {
      const data = items.map((item) => fetchItem(item, mail, () => this.#context.store.raw(mail.id)));
      if (data.includes(null)) return 'BAD unknown data item';
      if (items.some(marksRead)) this.#context.store.markRead(mail.id, true);
      const answer = `* ${sequence} FETCH (${data.join(' ')})`;
      if (items.some((item) => /^BODY/i.test(item)) && this.#context.faults.strike('imap', ['cut'])) {
        this.#context.write(answer.slice(0, answer.length / 2));
        this.#context.hangUp();
      } else this.#send(answer);
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
