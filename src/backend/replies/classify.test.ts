import { describe, expect, it } from 'vitest';
import { classifyReply } from './classify.ts';
import type { ReplyClass, ReplyToClassify } from './types.ts';

const wednesday = Date.UTC(2025, 3, 23, 9);
const ask = (text: string, more: Partial<ReplyToClassify> = {}) =>
  classifyReply({
    subject: 'Re: A proposal',
    text,
    autoSubmitted: false,
    bounce: false,
    receivedAt: wednesday,
    timeZone: 'Europe/London',
    ...more,
  });

/** Sentences in which words of unsubscribing or meeting appear and are not meant. */
const misleading = [
  "Please don't unsubscribe me, I like your emails.",
  'How does unsubscribe work in your product?',
  'Last month a lot of our customers unsubscribed, can you help with that?',
  'Our unsubscribe rate is too high.',
  'Do your emails contain an opt-out link?',
  'We want to unsubscribe from our current vendor, is migration hard?',
  'Can I remove users from the list in your tool?',
  'We need to stop losing deals. How can you help?',
  "Don't contact me before Monday, I'm travelling.",
  "Please don't call me, write instead.",
  "If you don't email me the price I can't decide.",
  "Thursday doesn't work.",
  "I can't make Thursday at 3 pm.",
  'Unfortunately I am not available on Friday.',
  'I am not sure a call makes sense.',
  'No need for a call.',
  "I don't want to talk on the phone.",
  "I'd rather not meet.",
  'We met your colleague last Thursday at 3 pm.',
  'I spoke to your sales team on Monday morning already.',
  'Is there a way to get a price without having a call?',
  "I don't have time to talk this week.",
  'My boss will be happy to talk to you, her name is Sue.',
  "Let's talk next year.",
  'If urgent, call me on my mobile.',
  'We are happy to talk to our existing supplier about this.',
  'Sorry, Tuesday 10am is not possible.',
  'Meetings are a waste of time.',
  'I had a call with Bob on Friday at 10, he was not convinced.',
  'Before we meet I would need to see references.',
  'The webinar on Thursday 3 pm was boring.',
  'You called me on Tuesday at 9 am and woke me up.',
  'You want to talk to Maria Lopez.',
  'Thursday I am in meetings all day.',
  'We will talk about your offer among ourselves on Monday morning.',
  'Our call on Friday at 3 pm was useful, but we decided against it.',
  'Stop by our booth any time.',
  'Removing duplicates from our list takes hours, does your tool help?',
];

/** What people say again and again, in eight languages. */
const plain: [ReplyClass, string[]][] = [
  [
    'Unsubscribed',
    [
      'unsubscribe',
      'Please take me off your list.',
      'Bitte nehmen Sie mich aus dem Verteiler.',
      'Désinscrivez-moi de cette liste.',
      'Por favor, denme de baja.',
      'Por favor remova meu e-mail da lista.',
      'Cancellatemi dalla lista.',
      'Graag uitschrijven.',
      '配信停止をお願いします。',
    ],
  ],
  [
    'AgreedToMeet',
    [
      'Thursday 3 pm works.',
      'Donnerstag um 15 Uhr passt mir.',
      'Jeudi à 15 h me convient.',
      'El jueves a las 15 me va bien.',
      'Pode ser quinta às 15h.',
      'Giovedì alle 15 va bene.',
      'Donderdag om 15 uur is prima.',
      '木曜日の15時でお願いします。',
    ],
  ],
  [
    'Deactivated',
    [
      'No thanks, not interested.',
      'Nein danke, kein Interesse.',
      'Non merci, pas intéressé.',
      'No gracias, no nos interesa.',
      'Não, obrigado, não temos interesse.',
      'No grazie, non ci interessa.',
      'Nee bedankt, geen interesse.',
      '興味ありません。',
    ],
  ],
  [
    'SeekingMoreInfo',
    [
      'How much does it cost?',
      'Was kostet das?',
      'Combien ça coûte ?',
      '¿Cuánto cuesta?',
      'Quanto custa?',
      'Quanto costa?',
      'Wat kost het?',
      '料金はいくらですか？',
    ],
  ],
  [
    'OutOfOffice',
    [
      'I am out of the office until 5 May.',
      'Ich bin bis 5. Mai im Urlaub.',
      'Je suis en congé jusqu’au 5 mai.',
      'Estoy de vacaciones hasta el 5 de mayo.',
      'Estou de férias até 5 de maio.',
      'Sono in ferie fino al 5 maggio.',
      'Ik ben op vakantie tot en met 5 mei.',
      '5月5日まで休暇をいただいております。',
    ],
  ],
];

describe('what people say in plain words', () => {
  it.each(plain.flatMap(([meant, texts]) => texts.map((text): [ReplyClass, string] => [meant, text])))(
    '%s: %s',
    (meant, text) => {
      expect(ask(text).class).toBe(meant);
    },
  );

  it('decides most of it without a person', () => {
    const all = plain.flatMap(([, texts]) => texts);
    expect(all.filter((text) => !ask(text).doubtful).length / all.length).toBeGreaterThan(0.7);
  });

  it.each([
    "Tuesday doesn't work but Thursday after 2 does.",
    'Dienstag geht nicht, aber Donnerstag ab 14 Uhr schon.',
    'Mardi impossible mais jeudi après 14h oui.',
    'El martes no puedo, pero el jueves a partir de las 2 sí.',
    'Terça não dá, mas quinta depois das 14h dá.',
    'Martedì non riesco, ma giovedì dopo le 14 sì.',
    'Dinsdag lukt niet, maar donderdag na tweeën wel.',
    '火曜は都合がつきませんが、木曜の14時以降でしたら空いています。',
  ])('agrees to the slot behind the one that is refused: %s', (text) => {
    expect(ask(text)).toMatchObject({ class: 'AgreedToMeet', doubtful: false });
  });

  it.each([
    "I'd love to meet on Thursday but I can't.",
    'Gern hätte ich Sie am Donnerstag getroffen, aber das wird nichts.',
    'Jeudi aurait été parfait mais je ne peux pas.',
    '木曜はぜひと思いましたが、難しいです。',
  ])('agrees to nothing that is refused behind it: %s', (text) => {
    const { class: got, doubtful } = ask(text);
    expect(got !== 'AgreedToMeet' || doubtful).toBe(true);
  });

  it('neither unsubscribes nor agrees to meet for somebody who did not, in most cases', () => {
    const grave = misleading.filter((text) => {
      const { class: got, doubtful } = ask(text);
      return !doubtful && ['Unsubscribed', 'AgreedToMeet'].includes(got);
    });
    expect(grave.length / misleading.length, grave.join('\n')).toBeLessThanOrEqual(0.25);
  });
});

describe('classifyReply', () => {
  it('quotes the words that decided', () => {
    const got = ask(
      'Hi Tara,\n\nthanks for the mail. Thursday 3 p.m. works for me, but please be brief.\n\nAnn',
    );
    expect(got).toMatchObject({
      class: 'AgreedToMeet',
      evidence: 'Thursday 3 pm works for me, but please be brief.',
    });
    expect(got.confidence).toBeGreaterThan(0.8);
  });

  it('takes the mail’s word for a bounce', () => {
    expect(ask('550 user unknown', { bounce: true })).toMatchObject({
      class: 'Bounce',
      evidence: '550 user unknown',
    });
  });

  it('never makes a lead hot or unsubscribes it for what a program wrote', () => {
    for (const text of ['Unsubscribe me', 'Thursday 3 pm works.', "Yes, I'm interested. Call me."]) {
      const { class: got } = ask(text, { autoSubmitted: true });
      expect(['SupportAutoResponse', 'OutOfOffice', 'MovedOut', 'Retired']).toContain(got);
    }
  });

  it('is in doubt about what it does not know, and not about nothing at all', () => {
    expect(ask('Lorem ipsum dolor.')).toMatchObject({ doubtful: true, evidence: 'Lorem ipsum dolor.' });
    expect(ask('')).toMatchObject({ class: 'Other', evidence: '', doubtful: false });
  });

  it('says what else a mail says', () => {
    const said = ask('Yes, let us talk tomorrow.');
    expect([said.class, ...said.secondary]).toContain('AgreedToMeet');
    expect(said.secondary).not.toContain(said.class);
  });

  it('reads slashed dates as the contact’s country writes them', () => {
    const away = (timeZone: string) =>
      ask('I am out of the office until 05/06.', { autoSubmitted: true, timeZone }).date;
    expect(away('America/New_York')).toBe('2025-05-07');
    expect(away('Europe/Paris')).toBe('2025-06-06');
  });

  it('counts days on the contact’s calendar', () => {
    const lateEvening = Date.UTC(2025, 3, 23, 23, 30);
    expect(
      ask('Back tomorrow, I am out of the office.', {
        receivedAt: lateEvening,
        timeZone: 'Asia/Tokyo',
        autoSubmitted: true,
      }).date,
    ).toBe('2025-04-25');
    expect(
      ask('Back tomorrow, I am out of the office.', {
        receivedAt: lateEvening,
        timeZone: 'nowhere',
        autoSubmitted: true,
      }).date,
    ).toBe('2025-04-24');
  });

  it('is quick with any text', () => {
    for (const text of [
      'a'.repeat(50_000),
      'can you '.repeat(7_000),
      'a@'.repeat(25_000),
      '1-'.repeat(25_000),
      'Thursday at '.repeat(4_000),
      '? '.repeat(25_000),
    ]) {
      expect(ask(text).class).toBeTypeOf('string');
    }
  }, 10_000);
});
