import iconv from 'iconv-lite';

const ADDRESS = 'tara@vendor.example.com';

/** What was sent in the thread before: three mails of a usual length. */
export const SENT: string[] = ['three new depots', 'the second warehouse', 'your drivers'].map(
  (about) =>
    `Hello Nora,\n\nI read about ${about} and thought of the routes that somebody plans by hand every morning.\nOther carriers of your size got two hours back each day once the plan made itself.\n\nWould Thursday at 3 pm work for you for a short call?\n\nBest regards,\nTara Jones\nVendor Inc.\n\n--\nIf you prefer not to hear from me again: https://vendor.example.com/t/unsubscribe/${about.length}`,
);

/** Short and long, in each language, with a character set that such mails come in. */
const answers: readonly [charset: string, texts: readonly string[]][] = [
  ['utf-8', ['Thursday works.', 'Please take me off your list.', 'What does it cost for forty lorries? We looked at two others last year and both were too slow for us.']],
  ['windows-1252', ['Größtenteils passt das, bitte schicken Sie mir die Broschüre.', 'Ich bin bis zum 4. Dezember nicht im Büro. Bitte wenden Sie sich an Jörg Müller.']],
  ['iso-8859-15', ['Désolé, ce n’est pas pour nous.'.replace('’', "'"), 'Je suis en congé jusqu’au 4 décembre.'.replace('’', "'")]],
  ['iso-8859-1', ['No me interesa, ¡gracias!', 'Não, obrigado. Volte a falar comigo em março.', 'Il dottor Rossi non lavora più qui.', 'Nee, bedankt.']],
  ['shift_jis', ['不要です。今後このようなメールは送らないでください。', '木曜日の三時でお願いします。']],
  ['euc-jp', ['資料を送付してください。']],
  ['koi8-r', ['Спасибо, нам это не нужно.']],
  ['gb18030', ['谢谢，我们目前不需要。']],
]; // prettier-ignore

const headers = [
  `On Mon, Nov 23, 2026 at 9:00 AM Tara Jones <${ADDRESS}> wrote:`,
  `Am 23.11.2026 um 09:00 schrieb Tara Jones <${ADDRESS}>:`,
  `From: Tara Jones <${ADDRESS}>\nSent: Monday, November 23, 2026 9:00 AM\nTo: Nora Hill\nSubject: Routes`,
];

const top = (more: readonly string[]): Buffer =>
  Buffer.from(
    [
      'From: Nora Hill <nora@client.example.com>',
      `To: Tara Jones <${ADDRESS}>`,
      'Date: Mon, 23 Nov 2026 10:00:00 +0100',
      'Message-ID: <answer@client.example.com>',
      ...more,
      '',
      '',
    ].join('\r\n'),
  );
const mail = (more: readonly string[], body: string | Buffer): Buffer =>
  Buffer.concat([top(more), Buffer.from(body)]);

function layouts(text: string): string[] {
  const [sent = ''] = SENT;
  const marked = sent.replace(/^/gm, '> ');
  return headers.flatMap((header) => [
    `${text}\n\n${header}\n\n${sent}`,
    `${header}\n${marked}\n\n${text}`,
    `${header}\n${marked.replace('\n> \n', `\n${text}\n`)}`,
  ]);
}

function ofPeople(): Buffer[] {
  return answers.flatMap(([charset, texts]) =>
    texts.flatMap((text) => {
      const plain = layouts(text).map((body) =>
        mail(
          [`Content-Type: text/plain; charset=${charset}`, 'Subject: Re: Routes'],
          iconv.encode(body, charset),
        ),
      );
      const html = layouts(text).map((body) =>
        mail(['Content-Type: text/html', 'Subject: Re: Routes'], iconv.encode(asHtml(body), charset)),
      );
      return [...plain, ...html];
    }),
  );
}

const asHtml = (text: string): string =>
  `<html><body style="font-family:Arial">${text
    .replace(/[<>]/g, (mark) => (mark === '<' ? '&lt;' : '&gt;'))
    .split('\n')
    .map((line) => `<div>${line}<br></div>`)
    .join('')}</body></html>`;

const parts = (type: string, more: readonly string[], ...bodies: string[]): Buffer =>
  mail(
    [`Content-Type: ${type}; boundary=b`, ...more],
    `${bodies.map((body) => `--b\r\nContent-Type: ${body}\r\n`).join('')}--b--\r\n`,
  );

function ofPrograms(): Buffer[] {
  const returned = `message/rfc822\r\n\r\nFrom: ${ADDRESS}\r\nTo: nora@client.example.com\r\nMessage-ID: <1@x>\r\n\r\nHi`;
  const bounces = ['5.1.1 user unknown', '5.2.2 mailbox full', '5.7.1 blocked as spam', '4.4.7 expired'].map(
    (said) =>
      parts(
        'multipart/report; report-type=delivery-status',
        ['Subject: Undelivered Mail', 'Return-Path: <>'],
        'text/plain\r\n\r\nYour mail did not arrive.',
        `message/delivery-status\r\n\r\nFinal-Recipient: rfc822; nora@client.example.com\r\nAction: failed\r\nStatus: ${said.slice(0, 5)}\r\nDiagnostic-Code: smtp; 550 ${said}`,
        returned,
      ),
  );
  return [
    ...bounces,
    parts('multipart/report; report-type=feedback-report', [], 'message/feedback-report\r\n\r\nFeedback-Type: abuse', returned),
    parts('multipart/alternative', ['Subject: Accepted: Routes'], 'text/calendar\r\n\r\nBEGIN:VCALENDAR\r\nMETHOD:REPLY\r\nATTENDEE;PARTSTAT=ACCEPTED:mailto:nora@client.example.com\r\nEND:VCALENDAR'),
    mail(['Subject: Automatic reply: Routes', 'Auto-Submitted: auto-replied'], 'I am out of the office until 4 December.'),
    mail(['Subject: Gelesen: Routes'], 'Ihre Nachricht wurde am Montag gelesen.'),
    mail(['Subject: News', 'List-Unsubscribe: <https://x.example.com>'], 'Buy now. '.repeat(500)),
  ]; // prettier-ignore
}

/** A varied set, always the same. */
export const mailsToRead = (): Buffer[] => [...ofPeople(), ...ofPrograms()];

/** A page of 2 MB that quotes the thread again and again, as marketing systems and long threads make it. */
export function largeMail(): Buffer {
  const quoted = asHtml(`No thanks.\n\n${headers[0] ?? ''}\n\n${SENT.join('\n\n')}`);
  const page = quoted.repeat(Math.ceil(2_000_000 / quoted.length)).slice(0, 2_000_000);
  return mail(['Content-Type: text/html; charset=utf-8', 'Subject: Re: Routes'], page);
}
