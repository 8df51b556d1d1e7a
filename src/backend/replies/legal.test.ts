import { expect, it } from 'vitest';
import { classifyReply } from './classify.ts';
import { legalDemand } from './legal.ts';

const classify = (text: string) =>
  classifyReply({
    subject: 'Re: Hello',
    text,
    autoSubmitted: false,
    bounce: false,
    receivedAt: Date.UTC(2026, 10, 24, 9),
    timeZone: 'Europe/Berlin',
  });

it.each([
  'Remove me or I call my lawyer.',
  'Third time you spam me. Where did you get my data? Read the GDPR.',
  'Cease and desist.',
  'Next time I report you to the authorities.',
  'Woher haben Sie meine Adresse? Ich verlange Auskunft nach Art. 15 DSGVO.',
  'D’où avez-vous obtenu mon adresse ? Je saisis la CNIL.',
  '¿De dónde han sacado mi correo? Voy a denunciarlo a la AEPD.',
  'Onde conseguiram o meu e-mail? A LGPD proíbe isto.',
  'La prossima volta scrive il mio avvocato.',
  'Hoe komt u aan mijn adres? Dit is een AVG-verzoek.',
  '個人情報保護法に基づき、情報の削除を求めます。',
])('“%s” is a legal matter, and an opt-out with it', (text) => {
  expect(classify(text)).toMatchObject({ class: 'Unsubscribed', legal: true, doubtful: false });
});

it.each([
  'Please unsubscribe me.',
  'Nein danke, kein Interesse.',
  'We need a tool that is reliable at the end of the quarter.',
  'What does it cost?',
])('“%s” is none', (text) => {
  expect(legalDemand(text)).toBeNull();
  expect(classify(text).legal).toBe(false);
});

it.each([
  'Is your product GDPR compliant?',
  'Our lawyer looks at the contract; please send it.',
  'Unsere Anwälte prüfen den Vertrag.',
  'Por favor enviar cotización y borrador de contrato para revisión de nuestro abogado.',
  'Mi scriva pure: il nostro avvocato guarda il contratto e poi firmiamo.',
  'Is it GDPR compliant, and can we delete records?',
])('“%s” names the law and demands nothing', (text) => {
  expect(classify(text).legal).toBe(false);
});
