import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { describeOnBothDatabases } from '../../database/test-database.ts';
import { assistantId, portalId } from '../../ground/identifiers.ts';
import { DAY } from '../../ground/clock.ts';
import { all, sources } from './sources.ts';
import { createTestKnowledge, knowledgeEntities } from '../test-knowledge.ts';
import type { TestKnowledge } from '../test-knowledge.ts';
import { closeness, termsOf } from './terms.ts';
import { wordsOf } from './words.ts';

const [PORTAL, OTHER] = [portalId(4242), portalId(4243)];
const [TARA, TOM] = [assistantId('tara'), assistantId('tom')];

/** A text in each language, and questions that must find it first. */
const answers: Readonly<Record<string, { text: string; questions: readonly string[] }>> = {
  en: {
    text: 'The Enterprise plan costs $1,200 a month for up to 40 seats. Support answers within four hours.',
    questions: ['How much does the enterprise plan cost?', '1200', 'answering time of support'],
  },
  de: {
    text: 'Unsere Lieferzeit beträgt zwei Wochen. Für Häuser mit mehr als 100 Zimmern rechnen wir gesondert ab.',
    questions: ['Wie lange sind die Lieferzeiten?', 'Haus mit vielen Zimmern', 'lieferzeit'],
  },
  fr: {
    text: 'La garantie couvre les pièces et la main-d’œuvre pendant trois ans. Les réparations sont gratuites.',
    questions: ['Combien d’années dure la garantie ?', 'réparation gratuite'],
  },
  es: {
    text: 'Ofrecemos formación en línea para los equipos de ventas, con certificado oficial.',
    questions: ['¿Tienen formaciones certificadas?', 'formacion en linea'],
  },
  pt: {
    text: 'Os dados são guardados em servidores na Irlanda e nunca saem da União Europeia.',
    questions: ['Onde estão os servidores?', 'união europeia dados'],
  },
  it: {
    text: 'La consegna a Milano avviene entro ventiquattro ore dall’ordine, anche di sabato.',
    questions: ['Consegnate il sabato?', 'tempi di consegna a Milano'],
  },
  nl: {
    text: 'Onze onderhoudscontracten zijn maandelijks opzegbaar, zonder boete.',
    questions: ['Kan ik het onderhoudscontract opzeggen?', 'maandelijks'],
  },
  ja: {
    text: '標準プランの価格は月額一万円です。東京と大阪に営業所があり、平日の九時から対応します。',
    questions: ['価格はいくらですか', '営業所はどこにありますか', '大阪'],
  },
};

describeOnBothDatabases('searching the knowledge', knowledgeEntities, (open) => {
  let knowledge: TestKnowledge;
  const add = (text: string, more: Record<string, unknown> = {}, portal = PORTAL) =>
    knowledge.items.add(
      portal,
      { kind: 'text', title: '', assistantId: null, expiresOn: null, text, ...more },
      'ada@acme.example',
    );

  describe('in eight languages', () => {
    beforeAll(async () => {
      knowledge = await createTestKnowledge(await open());
      for (const [language, { text }] of Object.entries(answers)) await add(text, { title: language });
    });

    it.each(
      Object.entries(answers).flatMap(([language, { questions }]) =>
        questions.map((question) => [language, question] as const),
      ),
    )('%s: %s', async (language, question) => {
      const [first] = await knowledge.find(PORTAL, TARA, question);
      expect(first?.title).toBe(language);
    });

    it('finds nothing for what stands nowhere, and for what are no words', async () => {
      for (const question of ['quantum chromodynamics', '?!', '', '   ', "'; DROP TABLE--", '"*" OR (', ':*'])
        expect(await knowledge.find(PORTAL, TARA, question)).toEqual([]);
    });

    it('says how much of the question it has', async () => {
      const [whole] = await knowledge.find(PORTAL, TARA, 'enterprise seats');
      const [half] = await knowledge.find(PORTAL, TARA, 'enterprise zeppelin');
      expect(whole?.score).toBeGreaterThan(0.9);
      expect(half?.score).toBeLessThan(0.7);
    });
  });

  describe('with rules', () => {
    beforeEach(async () => {
      knowledge = await createTestKnowledge(await open(), ['tara', 'tom']);
    });

    it('keeps accounts and assistants apart', async () => {
      await add('The zeppelin leaves at noon.', { title: 'all' });
      await add('The zeppelin is Tom’s.', { title: 'tom', assistantId: 'tom' });
      await add('The zeppelin of somebody else.', { title: 'other' }, OTHER);
      const titles = async (...[portal, assistant]: [typeof PORTAL, typeof TARA | null]) =>
        (await knowledge.find(portal, assistant, 'zeppelin')).map(({ title }) => title).sort();
      expect(await titles(PORTAL, TARA)).toEqual(['all']);
      expect(await titles(PORTAL, TOM)).toEqual(['all', 'tom']);
      expect(await titles(PORTAL, null)).toEqual(['all', 'tom']);
      expect(await titles(OTHER, TARA)).toEqual(['other']);
    });

    it('hands out nothing that has expired, from the day after its last', async () => {
      await add('The zeppelin offer ends soon.', { expiresOn: '2026-11-21' });
      const seen = async () => [
        (await knowledge.find(PORTAL, TARA, 'zeppelin')).length,
        (await all(knowledge, PORTAL, TARA)).length,
        (await sources(knowledge, PORTAL, TARA, 'zeppelin')).length,
      ];
      expect(await seen()).toEqual([1, 1, 1]);
      knowledge.now.at += DAY;
      expect(await seen()).toEqual([1, 1, 1]);
      knowledge.now.at += DAY;
      expect(await seen()).toEqual([0, 0, 0]);
    });

    it('finds what counts behind many that do not', async () => {
      for (let index = 0; index < 130; index += 1)
        await add(`Zeppelin ${index} of Tom.`, { assistantId: 'tom', title: `t${index}` });
      await add('A long text of Tara that only names the zeppelin once, after much else that says nothing.', {
        title: 'tara',
        assistantId: 'tara',
      });
      const found = await knowledge.find(PORTAL, TARA, 'zeppelin', 1);
      expect(found.map(({ title }) => title)).toEqual(['tara']);
    });

    it('prefers the newer of two that say the same', async () => {
      await add('Our zeppelin costs 100.', { title: 'old', asOf: '2024-01-01' });
      await add('Our zeppelin costs 120.', { title: 'new', asOf: '2026-01-01' });
      const found = await knowledge.find(PORTAL, TARA, 'zeppelin cost');
      expect(found.map(({ title }) => title)).toEqual(['new', 'old']);
      expect(await all(knowledge, PORTAL, TARA)).toMatchObject([{ title: 'new' }, { title: 'old' }]);
    });

    it('for a draft hands out everything, or what has to do with it where that is too much', async () => {
      const { itemId } = await add('The zeppelin costs 100.', { title: 'Prices' });
      expect(await sources(knowledge, PORTAL, TARA, 'Anything at all')).toEqual([
        { id: itemId, title: 'Prices', text: 'The zeppelin costs 100.' },
      ]);
      const much = Array.from({ length: 55_000 / 10 }, (_, index) => `word${index}`)
        .join(' ')
        .slice(0, 55_000);
      for (const part of ['a', 'b', 'c', 'd', 'e', 'f']) await add(`${part} ${much}`);
      const about = await sources(knowledge, PORTAL, TARA, 'Hi Nora, our zeppelin costs 100. Best, Tara');
      expect(about.map(({ id }) => id)).toEqual([itemId]);
      const whole = await all(knowledge, PORTAL, TARA);
      expect(whole.reduce((sum, { text }) => sum + text.length, 0)).toBeLessThanOrEqual(200_000);
    });

    it('finds by the words of a title, also of a new one', async () => {
      const item = await add('It costs 100.', { title: 'Zeppelin' });
      expect(await knowledge.find(PORTAL, TARA, 'zeppelin')).toHaveLength(1);
      const change = { title: 'Balloon', assistantId: null, expiresOn: null, version: 1 };
      await knowledge.items.change(PORTAL, item.itemId, change);
      expect(await knowledge.find(PORTAL, TARA, 'zeppelin')).toHaveLength(0);
      expect(await knowledge.find(PORTAL, TARA, 'balloon')).toHaveLength(1);
    });
  });
});

describe('words', () => {
  it('are compared without accents, case, grouping of numbers and width', () => {
    expect(wordsOf('Größe: 1.200 € — CAFÉ, １２')).toEqual(['grosse', '1200', 'cafe', '12']);
    expect(wordsOf('東京タワー')).toEqual(['東京', '京タ', 'タワ', 'ワー']);
    expect(wordsOf('3.5 and 10,000.50')).toEqual(['3', '5', 'and', '10000', '50']);
  });

  it('of grammar are left out of a question that has others', () => {
    expect(termsOf('What is the cost of your plan?', 9).map(({ word }) => word)).toEqual(['cost', 'plan']);
    expect(termsOf('the the of', 9).map(({ word }) => word)).toEqual(['the', 'of']);
  });

  it('are close by their stem', () => {
    const [term] = termsOf('prices', 1);
    if (!term) throw new Error('no term');
    const close = (text: string) => closeness(term, new Set(wordsOf(text)));
    expect([close('prices'), close('pricing'), close('pride')]).toEqual([1, 0.75, 0]);
  });
});
