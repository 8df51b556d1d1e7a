import { assert, constantFrom, integer, nat, property, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { comparable } from './comparable.ts';
import { ALIKE, similarity } from './similarity.ts';

const alike = (one: string, other: string): number => similarity(comparable(one), comparable(other));

/** What is taught, what says the same, and what says the opposite. */
const sayings: Record<string, { example: string; same: string[]; opposite: string[] }[]> = {
  en: [
    {
      example: 'Please send it over to my office before the end of the month',
      same: [
        'PLEASE SEND IT OVER TO MY OFFICE BEFORE THE END OF THE MONTH!!',
        'please send it over to my ofice before the end of the month',
        'send it over to my office before the end of the month',
        'Please sned it over to my office before the end of the mnoth',
      ],
      opposite: [
        'Please do not send it over to my office before the end of the month',
        "Please don't send it over to my office before the end of the month",
        'Please never send it over to my office before the end of the month',
        'Please send it over to no office before the end of the month',
      ],
    },
    {
      example: 'We can use it in our company and I would be interested to see more of it',
      same: ['we can use it in our company and I would be intrested to see more of it.'],
      opposite: [
        "We can't use it in our company and I would be interested to see more of it",
        'We cannot use it in our company and I would be interested to see more of it',
        "We can use it in our company and I wouldn't be interested to see more of it",
        'We can use it in our company and I would be little interested to see more of it',
        'We can use it in our company and I would be uninterested to see more of it',
      ],
    },
  ],
  de: [
    {
      example: 'Wir haben ein Interesse an Ihrem Angebot für das nächste Jahr und passen dazu',
      same: [
        'wir haben ein interesse an ihrem angebot fuer das naechste jahr und passen dazu',
        'Wir haben ein Intresse an Ihrem Angebot für das nächste Jahr und passen dazu.',
      ],
      opposite: [
        'Wir haben kein Interesse an Ihrem Angebot für das nächste Jahr und passen dazu',
        'Wir haben ein Desinteresse an Ihrem Angebot für das nächste Jahr und passen dazu',
        'Wir haben ein Interesse an Ihrem Angebot für das nächste Jahr und passen nicht dazu',
        'Wir haben nie ein Interesse an Ihrem Angebot für das nächste Jahr und passen dazu',
      ],
    },
  ],
  fr: [
    {
      example: 'Je suis intéressé par votre proposition et nous avons le budget pour cette année',
      same: ['Je suis interesse par votre propositon et nous avons le budget pour cette annee'],
      opposite: [
        'Je ne suis pas intéressé par votre proposition et nous avons le budget pour cette année',
        'Je suis intéressé par votre proposition et nous n’avons pas le budget pour cette année',
        'Je suis inintéressé par votre proposition et nous avons le budget pour cette année',
        'Je suis intéressé par votre proposition et nous avons aucun budget pour cette année',
      ],
    },
  ],
  es: [
    {
      example: 'Estamos interesados en seguir adelante con la propuesta durante este trimestre',
      same: ['Estamos interesados en seguir adelante con la propuesta durante este trimestre!!'],
      opposite: [
        'No estamos interesados en seguir adelante con la propuesta durante este trimestre',
        'Estamos desinteresados en seguir adelante con la propuesta durante este trimestre',
        'Nunca estamos interesados en seguir adelante con la propuesta durante este trimestre',
        'Estamos sin interesados en seguir adelante con la propuesta durante este trimestre',
      ],
    },
  ],
  pt: [
    {
      example: 'Temos interesse em continuar a conversa sobre o projeto no próximo mês',
      same: ['temos interesse em continuar a conversa sobre o projecto no proximo mes'],
      opposite: [
        'Não temos interesse em continuar a conversa sobre o projeto no próximo mês',
        'Temos nenhum interesse em continuar a conversa sobre o projeto no próximo mês',
        'Nem temos interesse em continuar a conversa sobre o projeto no próximo mês',
        'Temos desinteresse em continuar a conversa sobre o projeto no próximo mês',
      ],
    },
  ],
  it: [
    {
      example: 'Siamo interessati a ricevere la vostra proposta entro la fine del mese',
      same: ['siamo interesati a ricevere la vostra proposta entro la fine del mese'],
      opposite: [
        'Non siamo interessati a ricevere la vostra proposta entro la fine del mese',
        'Siamo disinteressati a ricevere la vostra proposta entro la fine del mese',
        'Mai siamo interessati a ricevere la vostra proposta entro la fine del mese',
        'Siamo interessati a non ricevere la vostra proposta entro la fine del mese',
      ],
    },
  ],
  nl: [
    {
      example: 'Wij hebben een goede reden om met uw bedrijf in zee te gaan dit jaar',
      same: ['Wij hebben een goeie reden om met uw bedijf in zee te gaan dit jaar'],
      opposite: [
        'Wij hebben geen goede reden om met uw bedrijf in zee te gaan dit jaar',
        'Wij hebben een goede reden om niet met uw bedrijf in zee te gaan dit jaar',
        'Wij hebben nooit een goede reden om met uw bedrijf in zee te gaan dit jaar',
      ],
    },
  ],
  ja: [
    {
      example: '詳しい資料を木曜日までにメールで送っていただけますと大変助かります',
      same: [
        '詳しい資料を、木曜日までにメールで送って頂けますと大変助かります。',
        '詳しい資料を木曜日までにﾒｰﾙで送っていただけますと大変助かります',
        '詳しい資料は木曜日までにメールで送っていただけますと大変助かります！',
      ],
      opposite: [
        '詳しい資料を木曜日までにメールで送っていただけませんと大変助かります',
        '詳しい資料を木曜日までにメールで送らないでいただけますと大変助かります',
        '詳しい資料を木曜日までにメールで送っていただけなくて大変助かります',
        '不詳しい資料を木曜日までにメールで送っていただけますと大変助かります',
      ],
    },
    {
      example: '来週の打ち合わせに参加することは可能ですのでよろしくお願いいたします',
      same: ['来週の打ち合わせに参加することは可能ですので宜しくお願い致します。'],
      opposite: [
        '来週の打ち合わせに参加することは不可能ですのでよろしくお願いいたします',
        '来週の打ち合わせに参加することは可能ではありませんのでよろしくお願いいたします',
        '来週の打ち合わせに参加しないことは可能ですのでよろしくお願いいたします',
      ],
    },
  ],
};
const all = Object.entries(sayings).flatMap(([language, list]) => list.map((one) => ({ language, ...one })));
const pairs = (which: 'same' | 'opposite') =>
  all.flatMap(({ language, example, ...rest }) => rest[which].map((text) => [language, example, text]));

describe('how much a text is like an example', () => {
  it.each(pairs('same'))('%s: “%s” is said by “%s”', (_language, example = '', text = '') => {
    expect(alike(example, text)).toBeGreaterThanOrEqual(ALIKE);
  });

  it.each(pairs('opposite'))('%s: “%s” is not said by “%s”', (_language, example = '', text = '') => {
    expect(alike(example, text)).toBeLessThan(ALIKE);
    expect(alike(text, example)).toBeLessThan(ALIKE);
  });

  it('does not count what people write one way or the other', () => {
    expect(alike("I don't want e-mails, Ça va?", 'i dont  want emails ca\nva')).toBe(1);
    expect(alike('Call me at 3', 'call me at 15:30')).toBe(1);
    expect(alike('Back on Friday 5 May', 'back on Monday, 12 December')).toBe(1);
    expect(alike('金曜日なら大丈夫です', '木曜日なら大丈夫です')).toBe(1);
    expect(alike('Write to bob@example.com', 'write to Eve.Adams@mail.example.org!')).toBe(1);
    expect(alike('follow-up', 'follow up')).toBeGreaterThanOrEqual(ALIKE);
    expect(alike('ＯＫ　です', 'okです')).toBe(1);
  });

  it.each([
    ['no thanks', 'No thnaks.'],
    ['Kein Interesse', 'kein intresse'],
    ['Not now', 'not nwo'],
  ])('%s: %s: a short example bears no typo in a short word, but one in a long', (one, other) => {
    expect(alike(one, other) >= ALIKE).toBe(one !== 'Not now');
  });
});

const words =
  'offer budget quarter machine deliver supplier customer schedule colleague purchase evaluate interest question factory'.split(
    ' ',
  );
const sentence = (choice: readonly number[]): string[] => choice.map((at) => words[at % words.length] ?? '');
const negations =
  'not no never dont kein nicht nie pas ne jamais no nunca sin não nem non mai niet geen nooit'.split(' ');

describe('any example', () => {
  it('is alike to itself, and as much as the other way round; from 0 to 1', () => {
    assert(
      property(string({ unit: 'grapheme' }), string({ unit: 'grapheme' }), (one, other) => {
        expect(alike(one, one)).toBe(1);
        expect(alike(one, other)).toBeCloseTo(alike(other, one), 10);
        expect(alike(one, other)).toBeGreaterThanOrEqual(0);
        expect(alike(one, other)).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('is not said by itself with a negation anywhere', () => {
    assert(
      property(
        integer({ min: 4, max: 40 }),
        nat(),
        constantFrom(...negations),
        nat(),
        (length, first, no, at) => {
          const one = sentence(Array.from({ length }, (_, place) => first + place * 3));
          const denied = [...one.slice(0, at % (length + 1)), no, ...one.slice(at % (length + 1))];
          expect(alike(one.join(' '), denied.join(' '))).toBeLessThan(ALIKE);
        },
      ),
    );
  });

  it('is said by itself with a letter too few in one of its long words', () => {
    assert(
      property(integer({ min: 4, max: 40 }), nat(), nat(), (length, first, at) => {
        const one = sentence(Array.from({ length }, (_, place) => first + place * 3));
        const typed = one.map((word, place) => (place === at % length ? word.slice(0, -1) : word));
        expect(alike(one.join(' '), typed.join(' '))).toBeGreaterThanOrEqual(ALIKE);
      }),
    );
  });
});
