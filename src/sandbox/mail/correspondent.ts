import { compose, composeBounce, type BounceCause, type Letter } from './compose.ts';
import { deliver } from './delivery.ts';
import { readMail, type MailDetail } from './read.ts';
import type { MailStore, StoredMail } from './store.ts';

export interface CorrespondentOptions {
  store: MailStore;
  clock: { now(): number };
  /** A part of a Message-ID that was never used before. */
  newId: () => string;
  fetch: typeof fetch;
}

/** A mail to write, as the person who writes it thinks of it. */
export interface Draft {
  from: string;
  fromName?: string;
  to: string;
  subject: string;
  text: string;
}

export interface BounceReport {
  /** Default: the address is not known. */
  cause?: BounceCause;
  withoutSender?: boolean;
}

/** What an absence notice says. */
export interface Away {
  /** ISO date of the first day back. */
  until?: string | undefined;
  /** Whom to turn to meanwhile: "Jim Ode, jim@acme.example.com". */
  substitute?: string | undefined;
  /** What it says instead, in another language for instance. */
  words?: { subject: string; text: string } | undefined;
}

/** What a contact does with a mail. Every method takes a copy of the mail, the contact's own or the sender's. */
export interface Correspondent {
  /** Writes a mail out of the blue. Resolves to the copy in the recipient's inbox. */
  write(draft: Draft): Promise<StoredMail>;
  /** Answers, with the mail quoted below, as mail programs do; `asWritten`: the text stands as it is. */
  reply(mail: StoredMail, text: string, how?: { asWritten?: boolean }): Promise<StoredMail>;
  /** The automatic answer of a mailbox whose owner is away. `until`: ISO date of the return. */
  outOfOffice(mail: StoredMail, away?: Away): Promise<StoredMail>;
  /** The report of a server that could not deliver the mail; some write it without a sender. */
  bounce(mail: StoredMail, report?: BounceReport): Promise<StoredMail>;
  /** What Gmail does on "Unsubscribe": the POST of RFC 8058. Resolves to the HTTP status. @throws Error if not offered */
  unsubscribe(mail: StoredMail): Promise<{ status: number }>;
}

export function createCorrespondent(options: CorrespondentOptions): Correspondent {
  const { store, clock } = options;
  const send = async (letter: Omit<Letter, 'messageId' | 'at'>, sentCopyFor: string | null) => {
    const at = clock.now();
    const raw = await compose({ ...letter, at, messageId: `<${options.newId()}@${hostOf(letter.from)}>` });
    const automatic = letter.headers?.['Auto-Submitted'] !== undefined;
    const envelope = { from: automatic ? '' : letter.from, to: [letter.to] };
    return inboxCopy(await deliver(store, envelope, raw, { at, sentCopyFor }));
  };
  return {
    write: (draft) => send(draft, draft.from),
    reply: async (mail, text, { asWritten = false } = {}) => {
      const original = await opened(store, mail);
      store.markRead(mail.id, true);
      const written = asWritten ? text : `${text}\n\n${quote(original)}`;
      return send({ ...answerTo(original), text: written }, original.to);
    },
    outOfOffice: async (mail, away = {}) => {
      const original = await opened(store, mail);
      const headers = {
        'Auto-Submitted': 'auto-replied',
        'X-Auto-Response-Suppress': 'All',
        Precedence: 'auto_reply',
      };
      return send(
        {
          ...answerTo(original),
          ...(away.words ?? { subject: `Automatic reply: ${original.subject}`, text: awayText(away) }),
          headers,
        },
        null,
      );
    },
    bounce: async (mail, { cause = 'unknown-user', withoutSender = false } = {}) => {
      const original = await opened(store, mail);
      const at = clock.now();
      const messageId = `<${options.newId()}@mail.sandbox.example.com>`;
      const raw = composeBounce({
        reporter: withoutSender ? null : 'mailer-daemon@mail.sandbox.example.com',
        cause,
        sender: original.from,
        recipient: original.to,
        original: store.raw(mail.id),
        messageId,
        at,
      });
      return inboxCopy(
        await deliver(store, { from: '', to: [original.from] }, raw, { at, sentCopyFor: null }),
      );
    },
    unsubscribe: async (mail) => oneClick(await opened(store, mail), options.fetch),
  };
}

const opened = (store: MailStore, mail: StoredMail): Promise<MailDetail> => readMail(store, mail);
const hostOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1);
const header = (mail: MailDetail, name: string): string =>
  mail.headers.find((line) => line.name.toLowerCase() === name.toLowerCase())?.value ?? '';

function inboxCopy(copies: readonly StoredMail[]): StoredMail {
  const copy = copies.find(({ folder }) => folder === 'INBOX');
  if (!copy) throw new Error('The mail has no recipient.');
  return copy;
}

/** Threading as RFC 5322, 3.6.4 asks for it. */
function answerTo(
  original: MailDetail,
): Pick<Letter, 'from' | 'fromName' | 'to' | 'subject' | 'inReplyTo' | 'references'> {
  const earlier = header(original, 'References').split(/\s+/).filter(Boolean);
  return {
    from: original.to,
    fromName: nameIn(header(original, 'To')),
    to: original.from,
    subject: /^re:/i.test(original.subject) ? original.subject : `Re: ${original.subject}`,
    inReplyTo: original.messageId,
    references: [...earlier, original.messageId],
  };
}

const nameIn = (value: string): string => /^"?([^"<]*?)"?\s*</.exec(value)?.[1] ?? '';

function quote(original: MailDetail): string {
  const date = new Date(original.at).toUTCString().replace(/:\d\d GMT$/, '');
  const sender = header(original, 'From');
  return [
    `On ${date}, ${sender} wrote:`,
    '',
    ...original.text
      .trimEnd()
      .split('\n')
      .map((line) => `> ${line}`),
  ].join('\n');
}

function awayText({ until, substitute }: Away): string {
  const back = until === undefined ? 'I will be back soon' : `I will be back on ${longDate(until)}`;
  return `Thank you for your message.\n\nI am currently out of the office. ${back} and will read your mail then.\n\nFor urgent matters please ${substitute ? `contact ${substitute}` : 'call our switchboard'}.`;
}

const longDate = (iso: string): string =>
  new Intl.DateTimeFormat('en-GB', {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  }).format(new Date(iso));

async function oneClick(mail: MailDetail, post: typeof fetch): Promise<{ status: number }> {
  const url = /<(https?:[^>]+)>/.exec(header(mail, 'List-Unsubscribe'))?.[1];
  if (!url || header(mail, 'List-Unsubscribe-Post') !== 'List-Unsubscribe=One-Click') {
    throw new Error('This mail offers no one-click unsubscribe.');
  }
  const response = await post(url, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: 'List-Unsubscribe=One-Click',
    redirect: 'manual',
  });
  return { status: response.status };
}
