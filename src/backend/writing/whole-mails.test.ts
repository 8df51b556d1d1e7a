import { expect, it } from 'vitest';
import { brochureStep } from './answer-steps.ts';
import { recommendedSequence } from './recommended-sequence.ts';
import { wholeConversation, writingInput } from './test-contexts.ts';
import type { WritingInput } from './types.ts';

/** What admins write about their company and into the default Context, well and badly. */
const descriptions = [
  '',
  '   \n ',
  'Acme builds sensors that keep cold goods cold on the road.',
  'cold-chain sensors',
  'Best CRM in the world',
  'Helping teams sell more',
  'Sensors.',
  'https://www.acme.example.com/about?x=1',
  'We offer:\n- sensors\n- doors\n\nOur customers are hotels.',
  '1. Fast\n2. Cheap\n3. Good',
  'Acme Ltd. is a maker of pumps, e.g. for farms. We ship to 20 countries!',
  'Wir bauen Sensoren für Kühlketten. Seit 1998.',
  'Kühlketten-Sensoren aus Ulm',
  'We are the people behind https://acme.example.com/. Visit us.',
  'ACME — “the pump people” (since 1950).',
];
const contexts = [
  '',
  'We help sales teams to answer every lead on the day it comes in. Offer a 20 minute call.',
  'We help customers, leads and prospects alike. Our people care about each person.',
  'Every contact counts. We treat the customer as a king. They love it.',
  'She is our lead. He runs the client side. Her team knows them.',
  'We serve restaurants so that they can manage their stock. Offer them a tour of our kitchen.',
  'Our platform lets people book rooms. Goal: Book a demo. Offer: two months free of charge.',
  'Goal: get meetings\nOffer: Free trial (14 days)\nTone: friendly\nProduct: Cold storage doors',
  '- We make pumps\n- We ship worldwide\n- Ask for a call\n* Book an appointment\n3. Offer a discount of 10 %',
  'See https://www.acme.example.com/lead?contact=1. We have a guide at https://acme.example.com/guide.',
  'Wir helfen Vertriebsteams, jeden Lead am selben Tag zu beantworten. Ziel: ein Termin. Angebot: kostenloser Test.',
  'we sell pumps to farms. our pumps save water. offer to call. ask whether they need pumps.',
  'Mention that we work with Globex Inc. and Initech. Highlight how quickly we answer. Pitch hard.',
  'Interested in logistics managers in Poland. Looking for resellers. Met at trade fairs.',
  'Ask about her plans. Congratulate them on anything. Thank the customer for the visit.',
  'You are Tara. You help. Your product is great; we are cheap; they are not.',
  'We offer Dr. Smith’s method, i.e. less pain. We cover St. Gallen, approx. 40 shops. We are No. 1.',
  'Invite the contact to our webinar. Invite contacts to webinars. Offer one of our people a visit. Book lunch.',
  'The product comes in three sizes: S, M and L. The service includes a person on site. We give leads to people.',
];
const roles = ['Sales assistant', '', 'Vertriebsassistentin', 'SDR & “lead catcher”'];

/** Without one, nobody is sent it. */
const BROCHURE = 'https://acme.example.com/brochure.pdf';

const { assistant: tara } = writingInput();

async function sentencesOf(more: Partial<WritingInput>): Promise<string[]> {
  const assistant = { ...tara, ...more.assistant, brochureUrl: BROCHURE };
  const mails = [
    ...(await wholeConversation(more)),
    ...(await wholeConversation({ ...more, assistant }, [brochureStep])),
  ];
  return mails
    .flatMap(({ text }) => text.split(/\n+|(?<=[.!?]) (?=\p{Lu})/u))
    .filter((line) => line.trim() !== '');
}

const templates = recommendedSequence.steps.map(({ body }) => body).join('\n');

/** Words of ours before words that are the admin's own. */
const frames = [
  /^What we do, in a few words: (?<own>.+)\.$/,
  /^You can read more about us on our website \((?<own>.+)\)\.$/,
  /^I would be glad to offer you (?<own>.+)\.$/,
  /^Would you have time for (?:an? )?(?<own>.+)\?$/,
];

it('every sentence of every mail is ours, or stands in the Context or description as it is written', async () => {
  for (const own of [false, true]) {
    const ours = new Set([
      ...(await sentencesOf({ ownContext: own })),
      ...(await sentencesOf({ ownContext: own, context: 'She decides.' })),
    ]);
    for (const companyDescription of descriptions) {
      for (const context of contexts) {
        const role =
          roles[(descriptions.indexOf(companyDescription) + contexts.indexOf(context)) % roles.length] ?? '';
        const source = `${companyDescription}\n${context}`.toLowerCase();
        const assistant = { ...tara, companyDescription, role };
        for (const said of await sentencesOf({ assistant, context, ownContext: own })) {
          if (
            ours.has(said) ||
            templates.includes(said) ||
            said === role ||
            (own && /^You met |^I understand |^I work with |^I would like to pick /.test(said))
          )
            continue;
          const ofFrame = frames.map((frame) => frame.exec(said)?.groups?.['own']).find(Boolean) ?? said;
          const fragment = ofFrame.replace('20-minute', '20 minute');
          expect(source, `“${said}” from “${context}” and “${companyDescription}”`).toContain(
            fragment.replace(/\.$/, '').toLowerCase(),
          );
        }
      }
    }
  }
});

it('the mails of the account’s default Context are whole', async () => {
  const [, context = ''] = contexts;
  const [first] = await wholeConversation({ context, ownContext: false });
  expect(first?.text).toContain('We help sales teams to answer every lead on the day it comes in.');
  expect(first?.text).toContain('Would you have time for a 20-minute call?');
});
