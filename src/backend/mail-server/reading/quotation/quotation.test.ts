import { describe, expect, it } from 'vitest';
import { newText } from '../new-text.ts';

const ADDRESS = 'tara@vendor.example.com';
const TARA = `Tara Jones <${ADDRESS}>`;
const sent = `Hello Nora,

your team opens three new depots next spring, so planning by hand will take longer.
Would Thursday at 3 pm work for you for a short call?

Best regards,
Tara Jones`;
const people = [ADDRESS, 'tara jones', 'tara'];
const read = (text: string, known: boolean): string =>
  newText(text, people, known ? { sent: [sent], received: [] } : undefined).text.replace(/\n+/g, '\n');
const marked = sent.replace(/^/gm, '> ');
const labels = (from: string, date: string, to: string, subject: string): string =>
  `${from}: ${TARA}\n${date}: 23.11.2026 09:00\n${to}: Nora Hill\n${subject}: Re: Routes`;

const headers = [
  `On Mon, Nov 23, 2026 at 9:00 AM ${TARA} wrote:`,
  `Am Mo., 23. Nov. 2026 um 09:00 Uhr schrieb Tara Jones <\n${ADDRESS}>:`,
  `Em seg., 23 de nov. de 2026 às 09:00, ${TARA}\nescreveu:`,
  `No dia 23/11/2026, às 09:00, ${TARA} escreveu:`,
  `Op ma 23 nov 2026 om 09:00 schreef ${TARA}:`,
  `2026年11月23日(月) 9:00 ${TARA}:`,
  `2026/11/23 9:00、Tara Jonesのメール:`,
  `Tara Jonesさんからのメール（2026年11月23日 9:00）:`,
  `On Mon, 23 Nov 2026 09:00:13 +0900\n${TARA} wrote:`,
  `${TARA}\n23.11.2026 09:00`,
  'Monday, November 23, 2026, 9:00:13 AM, you wrote:',
  'Montag, 23. November 2026, 09:00:13, schrieben Sie:',
  `>>> ${TARA} 23.11.2026 09:00 >>>`,
  '>>> Tara Jones 23.11.26 9.00 Uhr >>>',
  `---- On Mon, 23 Nov 2026 09:00:00 +0100 ${TARA} wrote ----`,
  `23.11.2026, 09:00, «Tara Jones» <${ADDRESS}>:`,
  `23. Nov. 2026, 09:00 von ${ADDRESS}:`,
  `Понедельник, 23 ноября 2026, 9:00 +03:00 от ${TARA}:`,
  `‐‐‐‐‐‐‐ Original Message ‐‐‐‐‐‐‐\nOn Monday, November 23rd, 2026 at 9:00 AM, ${TARA} wrote:`,
  `-----Original-Nachricht-----\nBetreff: Re: Routes\nDatum: 2026-11-23T09:00:00+0100\nVon: ${TARA}\nAn: Nora`,
  `Original Message\n${labels('From', 'Sent', 'To', 'Subject')}`,
  `---------- Původní e-mail ----------\n${labels('Od', 'Datum', 'Komu', 'Předmět')}`,
  `Da "Tara Jones" ${ADDRESS}\nA nora@client.example.com\nData Mon, 23 Nov 2026 09:00:00 +0100\nOggetto Re: Routes`,
  labels('Gesendet', 'Datum', 'An', 'Betreff'),
  labels('Von', 'Gesendet', 'An', 'Betreff'),
  labels('De', 'Enviada em', 'Para', 'Assunto'),
  labels('Van', 'Verzonden', 'Aan', 'Onderwerp'),
  labels('差出人', '日時', '宛先', '件名'),
];

/** What a person may write right above: it looks like a header, and is none. */
const own = [
  'Let me think it over.',
  'Thursday 26.11.2026 15:00 works, Tara',
  'Call Tara Jones 23 Nov 2026 9:00',
  'Tara, Donnerstag 26.11.2026 um 15:00 Uhr',
  'Wednesday, November 25, 2026 10:00 AM',
  '2026年11月26日(木) 15:00',
  'When: 26.11.2026 15:00\nWho: Tara and me\nWhere: Zoom',
  'Please write to Bob Hill <bob@client.example.com>',
  'bob@client.example.com',
  'As I said to Tara on 20 November 2026:',
  'My answers to Tara, 23.11.2026:',
  'Tara: yes',
];

describe.each(headers)('the header %j', (header) => {
  it.each([true, false])('goes with what it quotes, and nothing above it does; thread known: %s', (known) => {
    for (const words of own) {
      expect(read(`${words}\n\n${header}\n\n${sent}`, known)).toBe(words);
      expect(read(`${words}\n\n${header}\n${marked}`, known)).toBe(words);
    }
    expect(read(`Let me think it over.\n${header}\n${sent}`, known)).toBe('Let me think it over.');
  });

  it('goes where answers stand below and between', () => {
    const [first = '', ...rest] = sent.split('\n\n');
    const between = `${header}\n${first}\n\nNot yet.\n\n${rest.join('\n\n')}\n\nFriday is better.`;
    expect(read(between, true)).toBe('Not yet.\nFriday is better.');
  });
});

describe('what a person writes', () => {
  it.each(own)('stays right above our mail without a header: %s', (words) => {
    expect(read(`${words}\n${sent}`, true)).toBe(words);
    expect(read(`${words}\n\n${marked}`, true)).toBe(words);
    expect(read(`${words}\n${marked}`, false)).toBe(words);
  });

  it('stays by itself, whatever it looks like', () => {
    const list = 'Date: Thursday 26 November 2026, 15:00\nAttendees: Tara, Nora\nSubject: routes';
    for (const words of [...own, list]) expect(read(words, false)).toBe(words);
  });
});

it('takes away what The Bat! marks with initials', () => {
  const quoted = sent.replace(/^/gm, 'TJ> ');
  for (const known of [true, false])
    expect(read(`No.\n\nMonday, November 23, 2026, 9:00:13 AM, you wrote:\n\n${quoted}`, known)).toBe('No.');
});
