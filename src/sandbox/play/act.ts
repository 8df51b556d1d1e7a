import type { MailDetail } from '../mail/read.ts';
import type { SandboxMail } from '../mail/sandbox-mail.ts';
import { plainName } from '../seed/people.ts';
import type { Behaviour, Move } from './behaviours.ts';
import { answersIn, dayIn, languageOf, type Language } from './answers/languages.ts';

/** What a contact did. */
export interface Deed {
  /** Epoch ms, sandbox time. */
  at: number;
  behaviour: Behaviour;
  /** The mail that it was done with. */
  about: string;
  /** The contact's own words; empty without any. */
  text: string;
  /** What came into the assistant's mailbox; null: nothing did. */
  mailId: string | null;
}

/** Who does it. */
export interface Actor {
  first: string;
  email: string;
  timeZone: string;
}

const DAY = 86_400_000;

/** Does one thing with a mail, in the language of the mail. */
export async function act(
  mail: SandboxMail,
  received: MailDetail,
  move: Move,
  actor: Actor,
): Promise<Omit<Deed, 'at'>> {
  const { behaviour } = move;
  const done = (text: string, mailId: string | null) => ({ behaviour, about: received.id, text, mailId });
  if (behaviour === 'does not answer') return done('', null);
  if (behaviour === 'cannot be reached') return done('', (await mail.bounce(received.id)).id);
  if (behaviour === 'clicks on unsubscribe' && (await clickOnUnsubscribe(mail, received)))
    return done('', null);
  const said = behaviour === 'clicks on unsubscribe' ? 'opts out' : behaviour;
  const language = languageOf(received.text);
  const text = wordsOf(said, move, language, actor, received.at);
  if (behaviour !== 'is away') return done(text, (await mail.reply(received.id, { text })).id);
  const subject = answersIn[language].awaySubject.replace('{subject}', received.subject);
  return done(text, (await mail.outOfOffice(received.id, { words: { subject, text } })).id);
}

/** Resolves to whether it worked: who finds no link that works, writes. */
const clickOnUnsubscribe = (mail: SandboxMail, { id }: MailDetail): Promise<boolean> =>
  mail.unsubscribe(id).then(
    ({ status }) => status < 400,
    () => false,
  );

function wordsOf(
  behaviour: keyof (typeof answersIn)[Language]['texts'],
  { wording, days }: Move,
  language: Language,
  { first, email, timeZone }: Actor,
  at: number,
): string {
  const { texts, colleague } = answersIn[language];
  const choice = texts[behaviour];
  const mailbox = colleague.mailbox ?? plainName(`${colleague.first}.${colleague.last}`);
  const words: Readonly<Record<string, string>> = {
    first,
    date: dayIn(language, workingDay(at + days * DAY), timeZone),
    colleague:
      language === 'ja' ? `${colleague.last}${colleague.first}` : `${colleague.first} ${colleague.last}`,
    address: `${mailbox}${email.slice(email.lastIndexOf('@'))}`,
  };
  const template = choice[Math.floor(wording * choice.length)] ?? '';
  return template.replace(/\{(\w+)\}/g, (_all, name: string) => words[name] ?? '').trim();
}

/** That day, or the Monday after it. */
function workingDay(at: number): number {
  const weekday = new Date(at).getUTCDay();
  return at + ({ 6: 2, 0: 1 }[weekday] ?? 0) * DAY;
}
