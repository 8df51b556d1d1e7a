import { describe, expect, it } from 'vitest';
import { checkDraft } from './check-draft.ts';
import type { Claim, Draft, SourceTexts } from './types.ts';

const assistant = {
  name: 'Mia Holt',
  email: 'mia.holt@plantlog.example',
  role: 'Sales',
  signature: 'Mia Holt\nPlantlog',
  companyDescription: 'Plantlog records plant readings on a phone.',
  brochureUrl: null,
  calendarUrl: 'https://plantlog.example/mia',
};
const nothing: SourceTexts = { context: '', properties: {}, thread: [], knowledge: [] };
const draft = (body: string, lang = 'en', subject = ''): Draft => ({
  lang,
  assistant,
  at: Date.parse('2026-11-02T09:00:00Z'),
  subject,
  body,
});
const marked = (body: string, sources: Partial<SourceTexts> = {}, lang = 'en'): string[] =>
  checkDraft(draft(body, lang), { ...nothing, ...sources })
    .filter(({ source }) => source === null)
    .map(({ words }) => words);

describe('a number', () => {
  it.each([
    ['en', 'You run fourteen plants.', '14 plants'],
    ['en', 'It costs £1200.', 'Price: £1,200'],
    ['de', 'Sie haben zweihundertfünfzig Mitarbeitende.', '250 Mitarbeiter'],
    ['de', 'Das kostete 1,2 Millionen Euro.', '€1.2 million'],
    ['fr', 'Vous avez quatre-vingt-dix-sept clients.', '97 clients'],
    ['fr', 'Une flotte de 1 500 camions.', '1,500 trucks'],
    ['es', 'Exportan a diecisiete países.', '17 countries'],
    ['pt', 'São 41 mil alunos.', '41.000 alunos'],
    ['it', 'Producete 54mila forme.', '54.000 forme'],
    ['nl', 'Dat duurt vierentwintig maanden.', '2 jaar'],
    ['ja', '月額9万8千円です。', '月額98,000円'],
    ['en', 'Half of your fleet is electric.', '50 % of the fleet is electric'],
    ['en', 'The report is ready within three days.', 'Report within 72 h.'],
    ['de', 'Die Überholung dauert drei Wochen.', 'Überholung in 15 Arbeitstagen.'],
    ['en', 'We are a team of 38, all of us in Hull.', '38 employees, all of them in Hull.'],
    ['de', 'Ihr Karton misst 40 x 30 x 20 cm.', 'Karton 400 x 300 x 200 mm'],
    ['en', 'Eighteen flights at £1,150 each are £20,700.', 'They need 18 flights. A flight: £1,150.'],
    ['en', 'We have done this for 37 years.', 'Founded in 1989.'],
  ])('is the same in whatever way it is written: %s %s', (lang, said, context) => {
    expect(marked(said, { context }, lang)).toEqual([]);
  });

  it.each([
    ['en', 'Costs fell by 30 %.', 'A call of 30 minutes.', '30 %'],
    ['en', 'You have 30 lines.', 'They have 30 customers.', '30'],
    ['de', 'Sie sparen 20 %.', 'Kunden sparen bis zu 20 % der Kosten.', '20 %'],
    ['en', 'It costs 99 EUR.', 'It costs 99 USD.', '99 EUR'],
    ['en', 'We have 85 depots.', 'We have 12 depots and 85 vehicles.', '85'],
    ['en', 'You save 30 %.', 'Customers save 15 to 30 % of the cost.', '30 %'],
    [
      'fr',
      'La garantie est de dix ans sur le groupe.',
      'Garantie de deux ans sur le groupe, dix ans sur les panneaux.',
      'dix ans',
    ],
    [
      'en',
      'Hotel Brandt raised direct bookings to 35 %.',
      'References: The Merrow, Hotel Brandt. The Merrow raised direct bookings to 35 %.',
      '35 %',
    ],
  ])('of something else is marked: %s %s', (lang, said, context, words) => {
    expect(marked(said, { context }, lang)).toEqual([words]);
  });

  it('of a proposed time or length is no claim', () => {
    expect(marked('Would a 20-minute call on Thursday at 10 suit you?')).toEqual([]);
    expect(marked('Haben Sie am 12. November um 14 Uhr Zeit?', {}, 'de')).toEqual([]);
  });
});

describe('a name', () => {
  it('is known bent, without its legal form, by its first letters and in other languages', () => {
    const context = 'Kunststoff Weber GmbH in München; Müllverbrennung Süd. Ansprechpartner: Jonas Weber.';
    expect(marked('Herr Weber von Kunststoff Weber ist in Munich.', { context }, 'de')).toEqual([]);
    expect(marked('Webers Münchner Werk läuft gut.', { context }, 'de')).toEqual([]);
  });
  it('that nobody gave is marked, an ordinary noun is not', () => {
    expect(
      marked('Frau Sudhoff und die Firma Orbitex kennen das Problem der Werkstatttermine.', {}, 'de'),
    ).toEqual(['Sudhoff', 'Orbitex']);
    expect(marked('Leroy Merlin a choisi cette solution.', {}, 'fr')).toEqual(['Leroy Merlin']);
    expect(marked('山崎製パン様にもご利用いただいています。', {}, 'ja')).toContain('山崎製パン');
  });
  it('in greeting and signature is no claim', () => {
    expect(marked('Hi Daniel,\n\nshall we talk?\n\nBest regards,\nMia Holt\nPlantlog Ltd, Leeds')).toEqual(
      [],
    );
  });
});

describe('a shared past', () => {
  it.each([
    ['en', 'As we discussed, the pilot can start.', 'As we discussed'],
    ['de', 'Wie besprochen beginnt der Test.', 'Wie besprochen'],
    ['fr', 'Comme convenu, le test commence.', 'Comme convenu'],
    ['es', 'Tal como hablamos, la prueba empieza.', 'Tal como hablamos'],
    ['pt', 'Conforme combinamos, o teste começa.', 'Conforme combinamos'],
    ['it', "Come d'accordo, la prova inizia.", "Come d'accordo"],
    ['nl', 'Zoals besproken begint de proef.', 'Zoals besproken'],
    ['ja', '先日はお電話でお話しいただき、ありがとうございました。', '先日はお電話でお話しいただき'],
  ])('that no source tells is marked: %s', (lang, said, words) => {
    expect(marked(said, {}, lang)).toEqual([words]);
  });
  it('is true when the Context or the thread tells it', () => {
    expect(
      marked('When we met in April, you asked for this.', {
        context: 'Met her in April, asked for references.',
      }),
    ).toEqual([]);
    const thread = [
      { id: 'm1', direction: 'out' as const, at: Date.parse('2026-10-26T09:00:00Z'), text: 'Hello' },
    ];
    expect(marked('My email of 26 October may have been lost.', { thread })).toEqual([]);
    expect(marked('Thank you for your reply.', { thread })).toEqual(['Thank you for your reply']);
  });
});

describe('a promise', () => {
  const knowledge = [
    { id: 'k1', title: 'Terms', text: 'There is no free trial. ISO 27001 is planned for 2027.' },
  ];
  it('is not supported by a source that denies or plans it', () => {
    expect(marked('Start your free trial. We are ISO 27001 certified.', { knowledge })).toEqual([
      'free trial',
      'ISO 27001',
    ]);
  });
  it('is not supported by an offer that is over, nor by what the contact asks', () => {
    const context = 'Spring offer: 10 % off desks, valid until 31 March 2026.';
    expect(marked('You get a 10 % discount on desks.', { context })).not.toEqual([]);
    const thread = [{ id: 'm1', direction: 'in' as const, at: 0, text: 'Is delivery free of charge?' }];
    expect(marked('Delivery is free of charge.', { thread })).toEqual(['Delivery is free']);
  });
  it('to leave at any time is not supported where a term is named', () => {
    const context = 'Mindestlaufzeit 12 Monate, danach monatlich kündbar.';
    expect(marked('Sie können jederzeit kündigen.', { context }, 'de')).toEqual([
      'können jederzeit kündigen',
    ]);
  });
  it('told as done what is planned is marked, told as planned it is not', () => {
    const context = 'Works in the browser. An app for iOS and Android is planned for autumn.';
    expect(marked('In the field you use our app for iOS and Android.', { context })).not.toEqual([]);
    expect(marked('An app for iOS and Android is planned.', { context })).toEqual([]);
  });
  it('to work with what only the contact names is marked', () => {
    const sources = {
      context: 'Ledgerly works with Xero and Fendt.',
      thread: [{ id: 'm1', direction: 'in' as const, at: 0, text: 'We use Zorvex. Does it work with that?' }],
    };
    expect(marked('Ledgerly works with Zorvex.', sources)).toEqual(['Zorvex']);
    expect(marked('You told me that you use Zorvex.', sources)).toEqual([]);
  });
  it('that the draft itself denies is none', () => {
    expect(marked('There is no free trial.', { knowledge })).toEqual([]);
  });
  it('of an attachment is never true', () => {
    expect(marked('Anbei unsere Broschüre.', {}, 'de')).toEqual(['Anbei']);
    expect(marked('Shall I send it attached?')).toEqual([]);
  });
});

it('marks addresses that are not the own ones, and says where each claim stands', () => {
  const claims = checkDraft(
    draft('Book at https://plantlog.example/mia or https://plant1og.example/mia.', 'en', 'Your 14 plants'),
    { ...nothing, context: 'Pain: paper.\nRuns 14 treatment plants.' },
  );
  const [number, own, other] = claims as [Claim, Claim, Claim];
  expect(number).toMatchObject({
    part: 'subject',
    words: '14',
    source: { kind: 'context', id: 'context', excerpt: 'Runs 14 treatment plants.' },
  });
  expect(own).toMatchObject({ kind: 'url', source: { kind: 'assistant' } });
  expect(other).toMatchObject({ words: 'https://plant1og.example/mia', source: null });
  expect(other.reason).not.toBe('');
});

describe('the end of a letter', () => {
  it.each([
    ['en', 'Thank you for asking.', 'It costs 45 euros.', 'Best regards,'],
    ['de', 'Vielen Dank!', 'Das kostet 45 Euro im Monat.', 'Viele Grüße'],
    ['fr', 'Merci beaucoup.', 'Cela coûte 45 euros par mois.', 'Cordialement,'],
    ['es', 'Gracias por su tiempo.', 'Cuesta 45 euros al mes, claro.', 'Un saludo,'],
    ['pt', 'Obrigado pela pergunta.', 'Custa 45 euros por mês.', 'Cumprimentos,'],
    ['it', 'Grazie mille.', 'Costa 45 euro al mese.', 'Cordiali saluti,'],
    ['nl', 'Bedankt voor je vraag.', 'Het kost 45 euro per maand.', 'Groet,'],
    ['ja', 'よろしくお願いいたします。', '料金は月々45ユーロになります。', '以上'],
  ])('is no paragraph of thanks: %s', (lang, thanks, claim, closing) => {
    const [words] = marked(`${thanks}\n\n${claim}\n\n${closing}\nMia Holt`, {}, lang).filter((one) =>
      one.includes('45'),
    );
    expect(words).toBeDefined();
  });

  it.each([
    ['en', 'Best regards,\nMia Holt – 20 % off until Friday', '20 % off'],
    ['en', 'Kind regards,\nMia Holt, ISO 27001 certified', 'ISO 27001'],
    ['de', 'Viele Grüße\nMia Holt – jetzt mit 20 % Rabatt', '20 %'],
    ['fr', 'Cordialement,\nMia Holt – livraison offerte', 'offerte'],
    ['es', 'Un saludo,\nMia Holt – prueba gratis', 'gratis'],
    ['pt', 'Cumprimentos,\nMia Holt – primeiro mês grátis', 'grátis'],
    ['it', 'Cordiali saluti,\nMia Holt – sconto del 20%', 'sconto'],
    ['nl', 'Groet,\nMia Holt – nu met 20% korting', '20%'],
    ['ja', 'よろしくお願いいたします。\nMia Holt 初月無料', '無料'],
  ])('may promise, too: %s %s', (lang, end, words) => {
    expect(marked(`Hello\n\n${end}`, {}, lang).join(' ')).toContain(words);
  });

  it('says whose it is without being a claim', () => {
    const end = 'Best regards,\nMia Holt\nSales, Plantlog GmbH\n12 Mill Lane, Hull\n+44 1482 496 0123';
    expect(marked(`Hello\n\n${end}`)).toEqual([]);
  });
});

describe('what is worked out', () => {
  it.each([
    ['en', 'You only pay for ten months.', 'Two months free with annual billing.'],
    ['en', 'That is 40 other firms.', 'Used by 41 firms.'],
    ['es', 'Casi nueve de cada diez suben un nivel.', 'El 87 % de los alumnos sube un nivel.'],
    ['it', 'Sette bottiglie su dieci vanno fuori.', "Vende il 70% all'estero."],
    ['de', 'Die Anlage liefert 300 Megawattstunden.', 'Ertrag 300.000 kWh im Jahr.'],
    ['it', 'La caldaia ha 28 anni.', 'Caldaia del 1998.'],
    ['fr', "L'atelier dure deux heures et demie.", 'Cours de poterie : 2 h 30.'],
    ['pt', 'A tenda tem dez por quinze metros.', 'Tenda 10x15 m.'],
    ['ja', '月々3万円です。', '年額36万円。'],
    ['es', 'Son 75 euros por ascensor.', 'Mantenimiento de 26 ascensores, 1.950 € al mes.'],
    ['pt', 'O sinal é de 375 euros.', 'Tenda 1.250 €. Sinal de 30 %.'],
    ['nl', 'De vloer van 72 vierkante meter past in de tent van 12 meter.', 'Tent 6x12 m.'],
  ])('has its source: %s %s', (lang, said, context) => {
    expect(marked(said, { context }, lang)).toEqual([]);
  });

  it.each([
    ['en', 'For 19 lifts that is £1,805 a month, £21,660 a year.', '19 lifts. £95 per lift per month.'],
    [
      'de',
      'Die Woche kostet 4.400 Euro. Neun Wochen wären 39.600 Euro, mit Anfahrt 39.950.',
      'Kran 4.400 € je Woche, 9 Wochen. Anfahrt 350 €.',
    ],
    [
      'es',
      'El suelo cuesta 1.200 euros, la carpa 1.450 y la calefacción 190. Todo junto, 2.840 euros.',
      'Carpa de 200 m²: 1.450 €, suelo 6 € el m², calefacción 190 €.',
    ],
    ['fr', 'Avec 65 salariés, il faut six sessions.', '65 salariés, 12 places par session.'],
    [
      'it',
      'Un ettaro e mezzo ogni ora: dodici si fanno in otto ore.',
      '12 ettari. La macchina fa 1,5 ettari all’ora.',
    ],
    ['nl', 'Drie weken kosten met bezorging € 1.260.', 'Airco’s € 405 per week, drie weken. Bezorgen € 45.'],
    ['pt', 'São 189 euros por mês, 2.268 por ano.', '420 litros por mês, 0,45 € por litro.'],
    ['ja', '半年に一度のお手入れです。', '手入れは年2回。'],
  ])('may follow in steps: %s %s', (lang, said, context) => {
    expect(marked(said, { context }, lang)).toEqual([]);
  });

  it.each([
    [
      'en',
      'Sixty pallets for two smokehouses: £3.80 per pallet.',
      '60 pallets at £4.10 per pallet. Cartons £1.90.',
      '£3.80',
    ],
    ['nl', 'De tent kost € 330.', 'Tent 480 euro per weekend, opbouw 150 euro.', '€ 330'],
    ['en', 'The course is £7,000.', '7 shops, £60 per shop. Minimum 1,000 cards.', '£7,000'],
  ])('is no price that some numbers happen to make: %s %s', (lang, said, context, words) => {
    expect(marked(said, { context }, lang)).toEqual([words]);
  });
});

describe('what is added in common words', () => {
  it.each([
    ['en', 'Zirconia crowns cost £78. We also make night guards.', 'night guards'],
    ['de', 'Die Kronen kosten £78. Unsere Techniker sind ehemalige Uhrmacher.', 'ehemalige Uhrmacher'],
    ['fr', 'Les couronnes sont biodégradables.', 'biodégradables'],
    ['es', 'Las coronas son antialérgicas.', 'antialérgicas'],
    ['it', 'Le corone sono in acciaio inox.', 'acciaio inox'],
    ['nl', 'De kronen zijn krasvast.', 'krasvast'],
    ['pt', 'As coroas resistem a tudo e são laváveis.', 'laváveis'],
    ['ja', '写真撮影も料金に含まれております。', '写真撮影'],
  ])('is marked: %s %s', (lang, said, words) => {
    expect(marked(said, { context: CROWNS[lang] ?? '' }, lang)).toEqual([words]);
  });

  it('is not judged by sources of another language, nor in a condition or a question', () => {
    const english = { context: CROWNS['en'] ?? '' };
    expect(marked('Die Kronen sind kratzfest.', english, 'de')).toEqual([]);
    expect(marked('If the crown is scratched, our lab would polish every surface.', english)).toEqual([]);
    expect(marked('Are the crowns scratched?', english)).toEqual([]);
  });
});

const CROWNS: Readonly<Record<string, string>> = {
  en: 'A dental laboratory in Leeds. We make zirconia crowns for £78, ready in six working days.',
  de: 'Ein zahntechnisches Labor. Wir fertigen Kronen aus Zirkon für £78, fertig in sechs Arbeitstagen.',
  fr: 'Un laboratoire dentaire. Nous faisons des couronnes en zircone pour £78, prêtes en six jours ouvrés.',
  es: 'Un laboratorio dental. Hacemos coronas de circonio por £78, listas en seis días laborables.',
  it: 'Un laboratorio odontotecnico. Facciamo corone in zirconia per £78, pronte in sei giorni lavorativi.',
  nl: 'Een tandtechnisch laboratorium. Wij maken kronen van zirkonium voor £78, klaar in zes werkdagen.',
  pt: 'Um laboratório dentário. Fazemos coroas de zircónia por £78, prontas em seis dias úteis.',
  ja: '歯科技工所です。ジルコニアの冠を1本78ポンドで、6営業日でお作りしています。納期は厳守です。',
};

it('survives odd texts', () => {
  for (const body of [
    '',
    '\n\n',
    '> quoted 30 %',
    '\u0000\ud800',
    '1'.repeat(5_000),
    '様'.repeat(3_000),
    'Zwei'.repeat(2_000),
  ])
    for (const lang of ['en', 'de', 'ja', 'xx'])
      expect(() => checkDraft(draft(body, lang), nothing)).not.toThrow();
});

describe('what people wrote as it stands', () => {
  const own = ['Our sensors cut losses by 12 %. The first month is free.'];
  it('has its source there, also when another word of the mail is changed', () => {
    expect(marked('Our sensors cut losses by 12 %. The first month is free.', { own })).toEqual([]);
    expect(marked('Hello! Our sensors cut losses by 12 %. Shall we talk?', { own })).toEqual([]);
  });

  it('says nothing of other words beside the same number', () => {
    expect(marked('Our sensors raise revenue by 12 %.', { own })).toEqual(['12 %']);
  });
});
