import { describe, expect, it } from 'vitest';
import { parseIncoming } from '../parse.ts';

const mail = (headers: readonly string[], body: string | Buffer) =>
  Buffer.concat([
    Buffer.from(['To: Tara <tara@acme.example.com>', ...headers, '', ''].join('\r\n')),
    typeof body === 'string' ? Buffer.from(body) : body,
  ]);
const ann = 'From: Ann <ann@northwind.example.com>';
const parts = (type: string, ...bodies: string[]) =>
  mail(
    [ann, 'Subject: x', `Content-Type: ${type}; boundary="b"`],
    `${bodies.map((body) => `--b\r\nContent-Type: ${body}\r\n`).join('')}--b--\r\n`,
  );

describe('programs that no header tells of', () => {
  const away = 'I am out of the office until 4 December and will answer after my return.';
  const encoded = (subject: string) => `Subject: =?utf-8?B?${Buffer.from(subject).toString('base64')}?=`;

  it.each([
    'Re: Out of office', 'AW: Abwesenheitsnotiz', 'TR: Absence du bureau', 'R: Risposta automatica', 'Antw: Afwezigheid',
    '【自動返信】お問い合わせありがとうございます', 'Re: 【自動応答】休暇中', '(Auto-reply) Routes', '***Automatic reply*** Routes',
    'CAUTION: [EXTERNAL] Automatic reply: Routes', 'Im Urlaub: Routes', 'Estou de férias', 'De vacaciones', 'In ferie',
    'Met vakantie', 'En congés', '夏季休業のお知らせ', 'Annual leave', 'Away: Routes',
  ])('are seen by the subject %s', async (subject) => {
    expect((await parseIncoming(mail([ann, encoded(subject)], away))).autoSubmitted).toBe(true);
  }); // prettier-ignore

  it.each([
    'Re: Holiday season routes',
    'Away games',
    'Vacation: our question',
    'Urlaubsplanung',
    'Re: Absence',
  ])('are not seen by the subject %s alone', async (subject) => {
    const read = await parseIncoming(mail([ann, encoded(subject)], 'What does it cost?'));
    expect(read.autoSubmitted).toBe(false);
  });

  it.each([
    'This is an automatically generated message. Please do not reply.',
    'Diese E-Mail wurde automatisch generiert.',
    'Ceci est un message automatique.',
    'Este es un mensaje automático.',
    'Esta é uma mensagem automática.',
    'Questo è un messaggio automatico.',
    'Dit is een automatisch gegenereerd bericht.',
    'このメールはサイボウズ Garoon から自動送信されています。',
  ])('say it themselves: %s', async (text) => {
    expect((await parseIncoming(mail([ann], text))).automaticBecause).toBe('says that a program sent it');
    const quoted = `Fine for me.\n\nOn Mon, 23 Nov 2026 at 09:00, Tara <tara@acme.example.com> wrote:\n> ${text}`;
    expect((await parseIncoming(mail([ann], quoted))).autoSubmitted).toBe(false);
  });

  it.each([
    ['Zugesagt: Idee', '', 'AgreedToMeet'],
    ['Accepté : Idée', '', 'AgreedToMeet'],
    ['承諾: ご提案', '', 'AgreedToMeet'],
    ['Nieuwe tijd voorgesteld: Idee', 'Wanneer: donderdag', 'AgreedToMeet'],
    ['Mit Vorbehalt: Idee', '', 'Other'],
    ['Recusado: Ideia', '', 'Other'],
    [
      'Accepted: Idea @ Thu Nov 26',
      'ann@northwind.example.com has accepted this invitation.',
      'AgreedToMeet',
    ],
    ['Rechazada: Idea', 'ann ha rechazado esta invitación.', 'Other'],
  ])('answer an invitation without the calendar: %s', async (subject, text, expected) => {
    const { certain } = await parseIncoming(mail([ann, encoded(subject)], text));
    expect(certain).toMatchObject({ class: expected, silent: false });
  });

  it('leaves a no with words beside the calendar to the words', async () => {
    const raw = parts(
      'multipart/alternative',
      'text/plain\r\n\r\nPlease stop writing to me.',
      'text/calendar\r\n\r\nBEGIN:VCALENDAR\r\nMETHOD:REPLY\r\nATTENDEE;PARTSTAT=DECLINED:mailto:ann@northwind.example.com',
    );
    expect(await parseIncoming(raw)).toMatchObject({ certain: null, text: 'Please stop writing to me.' });
  });

  it.each([
    ['Conferma il tuo messaggio', 'In attesa: clicca qui per confermare e consegnare: https://x.example.com'],
    ['Bevestig uw bericht', 'Klik op https://x.example.com om uw bericht te bevestigen'],
    ['メール送信の確認', '次のリンクをクリックして送信者であることを確認してください。https://x.example.com'],
    ['Re: Idea (Action Required)', 'Waitlisted. Add yourself to my Guest List: https://x.example.com'],
  ])('challenge whoever writes: %s', async (subject, text) => {
    const { certain } = await parseIncoming(mail([ann, encoded(subject)], text));
    expect(certain).toMatchObject({ class: 'SupportAutoResponse', why: 'challenge of a spam filter' });
  });

  it.each([
    ['Re: Read: Our idea', 'Your message was read on 23 November.'],
    ['[EXT] Gelesen: Idee', 'Ihre Nachricht wurde gelesen.'],
    ['No leído: Idea', 'Su mensaje se eliminó sin leerlo.'],
    ['Conferma di lettura: Idea', 'Questa è una conferma di lettura.'],
    ['Leesbevestiging: Idee', 'Dit is een leesbevestiging.'],
    ['Rappel: Idée', 'Ann souhaite rappeler le message « Idée ».'],
    ['Intrekken: Idee', 'Ann wil het bericht "Idee" intrekken.'],
  ])('tell the lead nothing: %s', async (subject, text) => {
    const { certain } = await parseIncoming(mail([ann, encoded(subject)], text));
    expect(certain).toMatchObject({ class: 'Other', silent: true });
  });

  it('are not people who call back, forward a report, or ask to confirm', async () => {
    const people = [
      mail([ann, 'Subject: Rappel: notre appel'], 'Je vous rappelle jeudi.'),
      mail([ann, 'Subject: Fwd: Undeliverable: Idea'], 'I got this: 550 5.1.1 user unknown'),
      mail(
        [ann, 'Subject: Please confirm Thursday'],
        'Please send the invite, see https://northwind.example.com',
      ),
    ];
    for (const raw of people)
      expect(await parseIncoming(raw)).toMatchObject({ certain: null, autoSubmitted: false, bounce: null });
  });
});
