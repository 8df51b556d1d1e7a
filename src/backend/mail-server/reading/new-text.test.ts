import { describe, expect, it } from 'vitest';
import { newText } from './new-text.ts';

const visibleText = (text: string): string => newText(text, ['tara@acme.com']).text;

const quoted = '> Hi Ann,\n>\n> shall we talk on Thursday?\n> Reply "unsubscribe" to opt out.\n';

const programs: [string, string][] = [
  [
    'Gmail',
    `Thursday 3 pm works.\n\nOn Mon, Nov 23, 2026 at 9:00 AM Tara <tara@acme.com> wrote:\n\n${quoted}`,
  ],
  [
    'Gmail, header wrapped',
    `Thursday 3 pm works.\n\nOn Mon, Nov 23, 2026 at 9:00 AM Tara Müller from the Acme Company\n<tara@acme.com> wrote:\n\n${quoted}`,
  ],
  [
    'Gmail, no empty line before',
    `Thursday 3 pm works.\nOn Mon, Nov 23, 2026 at 9:00 AM Tara <tara@acme.com> wrote:\n${quoted}`,
  ],
  [
    'Gmail German',
    `Thursday 3 pm works.\n\nAm Mo., 23. Nov. 2026 um 09:00 Uhr schrieb Tara <tara@acme.com>:\n\n${quoted}`,
  ],
  [
    'Gmail French',
    `Thursday 3 pm works.\n\nLe lun. 23 nov. 2026 à 09:00, Tara <tara@acme.com> a écrit :\n\n${quoted}`,
  ],
  [
    'Gmail Spanish',
    `Thursday 3 pm works.\n\nEl lun, 23 nov 2026 a las 9:00, Tara (<tara@acme.com>) escribió:\n\n${quoted}`,
  ],
  [
    'Apple Mail',
    `Thursday 3 pm works.\n\n> On 23. Nov 2026, at 09:00, Tara <tara@acme.com> wrote:\n> \n${quoted}`,
  ],
  [
    'Apple Mail German',
    `Thursday 3 pm works.\n\nAm 23.11.2026 um 09:00 schrieb Tara <tara@acme.com>:\n\n${quoted}`,
  ],
  ['Thunderbird', `Thursday 3 pm works.\n\nOn 23/11/2026 09:00, Tara wrote:\n${quoted}`],
  [
    'Outlook',
    'Thursday 3 pm works.\n\nFrom: Tara <tara@acme.com>\nSent: Monday, November 23, 2026 9:00 AM\nTo: Ann <ann@x.com>\nSubject: A proposal\n\nHi Ann,\n\nshall we talk?',
  ],
  [
    'Outlook German',
    'Thursday 3 pm works.\n\nVon: Tara <tara@acme.com>\nGesendet: Montag, 23. November 2026 09:00\nAn: Ann <ann@x.com>\nBetreff: Vorschlag\n\nHi Ann,\n\nshall we talk?',
  ],
  [
    'Outlook French',
    'Thursday 3 pm works.\n\nDe : Tara <tara@acme.com>\nEnvoyé : lundi 23 novembre 2026 09:00\nÀ : Ann <ann@x.com>\nObjet : Proposition\n\nBonjour',
  ],
  [
    'Outlook for mobile',
    'Thursday 3 pm works.\n\nGet Outlook for iOS\n________________________________\nFrom: Tara <tara@acme.com>\nHi Ann',
  ],
  ['Outlook of old', 'Thursday 3 pm works.\n\n-----Original Message-----\nFrom: Tara\nHi Ann,'],
  [
    'a phone',
    `Thursday 3 pm works.\n\nSent from my iPhone\n\n> On Nov 23, 2026, at 09:00, Tara wrote:\n${quoted}`,
  ],
  [
    'a signature block',
    'Thursday 3 pm works.\n\nBest regards,\nAnn Example\nHead of Purchasing\nNorthwind Ltd.\n+44 20 7946 0000\nwww.northwind.com',
  ],
  [
    'the standard separator',
    'Thursday 3 pm works.\n\n-- \nAnn Example\nWe are hiring! Unsubscribe from boredom.',
  ],
  [
    'a German signature',
    'Thursday 3 pm works.\n\nMit freundlichen Grüßen\n\nAnn Beispiel\nLeiterin Einkauf\nNordwind GmbH',
  ],
  [
    'a legal note',
    'Thursday 3 pm works.\n\nThis e-mail and any attachments are confidential. If you are not the intended recipient, please stop reading and do not contact us again.',
  ],
];

describe('newText', () => {
  it.each(programs)('keeps only what was newly written: %s', (_program, text) => {
    expect(visibleText(text)).toBe('Thursday 3 pm works.');
    expect(visibleText(text.replace(/\n/g, '\r\n'))).toBe('Thursday 3 pm works.');
  });

  it('does not take a sentence for a quotation or a signature', () => {
    const sentences = [
      'On Monday works for me.\nAnd Bob, whom I wrote about, joins: fine?',
      'Thanks\n\nI would like to know more about the price, could you send me the list?',
      'From: Berlin to Paris is the way we ship.\nAnything else?',
      'Thanks, but no thanks.',
      'Thank you!',
    ];
    for (const text of sentences) expect(visibleText(text)).toBe(text);
  });

  it('keeps a sentence that stands right above the header of the quotation', () => {
    expect(
      visibleText(`On Thursday I can.\nOn Mon, Nov 23, 2026 at 9:00 AM Tara <t@acme.com> wrote:\n${quoted}`),
    ).toBe('On Thursday I can.');
  });

  it('finds an answer between and below the quoted lines', () => {
    const header = 'On Mon, Nov 23, 2026 at 9:00 AM Tara <tara@acme.com> wrote:\n';
    expect(visibleText(`${header}> Is it you?\nYes, it is me.\n> When?\nOn Friday.`)).toBe(
      'Yes, it is me.\nOn Friday.',
    );
  });

  it('is quick with any text', () => {
    const hostile = [
      'On '.concat('a '.repeat(25_000)),
      '1 2024 from < '.repeat(3_500),
      'On a b c\n'.repeat(6_000),
      '1 '.repeat(25_000),
      '('.concat('@'.repeat(50_000)),
    ];
    for (const text of hostile) expect(visibleText(text)).toBeTypeOf('string');
  }, 5_000);
});
