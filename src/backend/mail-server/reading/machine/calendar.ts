import type { ParsedMail } from 'mailparser';
import { answerInWords, ownWords } from './calendar-words.ts';
import type { Form, ReadForm } from './kind.ts';
import { partText } from './parts.ts';

/** What a calendar program answered or asked (RFC 5546). What a person wrote with a no counts as their words. */
export const readCalendar: ReadForm = (mail, header, { subject, fullText }) => {
  const calendar = calendarOf(mail);
  if (calendar === null) return answerInWords(subject, fullText);
  const method = /^METHOD[ \t]*:[ \t]*(\w+)/im.exec(calendar)?.[1]?.toUpperCase() ?? methodOf(header);
  const comment = unescape(/^COMMENT(?:;[^:\n]{0,200})?:(.*)$/im.exec(calendar)?.[1] ?? '');
  const written = inlineCalendar(fullText) === null ? ownWords(fullText) : '';
  if (method === 'REPLY')
    return ofAnswer(partstat(calendar, mail.from?.value[0]?.address ?? ''), comment, written);
  if (method === 'COUNTER') return reading('AgreedToMeet', 'calendar: proposes another time', comment);
  if (method === 'REQUEST') return reading('AgreedToMeet', 'calendar: invites to a meeting', comment);
  if (method === 'CANCEL') return reading('Other', 'calendar: cancelled', comment);
  return null;
};

/** Some programs send it as a file of no type. */
function calendarOf(mail: ParsedMail): string | null {
  const file = mail.attachments.find(({ filename }) => /\.(ics|vcs)$/i.test(filename ?? ''));
  return (
    partText(mail, /^(text|application)\/(calendar|ics|x-vcalendar)$/i) ??
    (file
      ? file.content
          .subarray(0, MAX_FILE)
          .toString('utf8')
          .replace(/\r?\n[ \t]/g, '')
      : null) ??
    inlineCalendar(mail.text ?? '')
  );
}
const MAX_FILE = 20_000;

const inlineCalendar = (text: string): string | null =>
  /^\s*BEGIN:VCALENDAR/i.test(text) ? text.replace(/\n[ \t]/g, '') : null;

const methodOf = (header: (name: string) => string): string =>
  /method\s*=\s*"?(\w+)/i.exec(header('content-type'))?.[1]?.toUpperCase() ?? '';

/** Of the sender where the calendar tells of several people. */
function partstat(calendar: string, from: string): string {
  const attendees = calendar.match(/^ATTENDEE[;:].*$/gim) ?? [];
  const own = attendees.find((line) => from !== '' && line.toLowerCase().includes(from.toLowerCase()));
  return (
    /PARTSTAT="?([\w-]+)/i
      .exec(own ?? attendees.find((line) => /PARTSTAT=/i.test(line)) ?? '')?.[1]
      ?.toUpperCase() ?? ''
  );
}

function ofAnswer(status: string, comment: string, written: string): Form | null {
  if (status === 'ACCEPTED') return reading('AgreedToMeet', 'calendar: accepted', comment);
  if (status === 'DELEGATED') return null;
  const why = status === 'TENTATIVE' ? 'calendar: tentative' : 'calendar: declined';
  return { ...reading('Other', why, comment), wordsDecide: comment !== '' || written !== '' };
}

const reading = (replyClass: Form['class'], why: string, comment: string): Form => ({
  class: replyClass,
  why,
  silent: false,
  automatic: false,
  ...(comment === '' ? {} : { text: comment }),
});

const unescape = (value: string): string =>
  value
    .replace(/\\n/gi, '\n')
    .replace(/\\([,;\\])/g, '$1')
    .trim();
