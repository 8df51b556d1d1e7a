import { expect, it } from 'vitest';
import { letterHints } from './letter-hints.ts';

it('a plain email gives no hints', () => {
  expect(letterHints('An idea for Acme', 'Hello Ada,\n\nmay I show you how Initech did it?')).toEqual([]);
  expect(letterHints('RE: IT', 'Guarantees are for others, and cashmere is wool.')).toEqual([]);
});

it.each([
  ['Act now', 'act now'],
  ['Unser Sonderangebot', 'sonderangebot'],
  ['Offre exceptionnelle', 'offre exceptionnelle'],
  ['¡Última oportunidad!', 'última oportunidad'],
  ['Clique aqui', 'clique aqui'],
  ['Senza impegno', 'senza impegno'],
  ['Laatste kans', 'laatste kans'],
  ['無料のご案内', '無料'],
])('%s', (subject, word) => {
  expect(letterHints(subject, '')[0]).toContain(`“${word}”`);
});

it('a long subject, a loud one, a long text', () => {
  expect(letterHints('x'.repeat(61), '')[0]).toContain('61 characters');
  expect(letterHints('READ THIS TODAY', '')[0]).toContain('shouts');
  expect(letterHints('Read this!!', '')[0]).toContain('shouts');
  expect(letterHints('', 'word '.repeat(151))[0]).toContain('151 words');
  expect(letterHints('', 'あ'.repeat(401))[0]).toContain('401 characters');
});

it('of a sequence, fields and conditions are no words', () => {
  const subject =
    '{% if topic != "" %}{{ topic | default: "URGENT!!" }}{% else %}A short question{% endif %}';
  expect(letterHints(subject, 'Hi {{ contact.firstName | default: "winner" }}')).toEqual([]);
});
