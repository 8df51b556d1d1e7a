import { expect, it } from 'vitest';
import { substitutesIn } from './substitute.ts';

const ada = { addresses: ['ada@novak.example.com'], firstName: 'Ada', lastName: 'Novák' };

it.each<[string, { name: string | null; email: string } | null]>([
  [
    'I am away. Please contact Bob Beam (bob@novak.example.com).',
    { name: 'Bob Beam', email: 'bob@novak.example.com' },
  ],
  [
    'In dringenden Fällen wenden Sie sich bitte an Frau Meier, meier@novak.example.com.',
    { name: 'Frau Meier', email: 'meier@novak.example.com' },
  ],
  ['En mi ausencia: carla.ruiz@novak.example.com', { name: null, email: 'carla.ruiz@novak.example.com' }],
  [
    'Write to info@novak.example.com or to Bob.Beam@novak.example.com.',
    { name: null, email: 'bob.beam@novak.example.com' },
  ],
  ['Urgent? sales.emea@novak.example.com', null],
  ['Vertretung: vertrieb@novak.example.com', null],
  ['I read ada@novak.example.com again from Monday.', null],
  ['Privately: ada.novak@post.example.com or anovak@post.example.com.', null],
  ['I am back on Monday. Call +49 30 1234.', null],
])('“%s” names %j', (text, person) => {
  expect(substitutesIn(text, ada)).toEqual(person === null ? [] : [person]);
});

it('takes nobody for the one who is away where their name is not known', () => {
  const unnamed = { addresses: [], firstName: null, lastName: null };
  const text = 'Ask bob@novak.example.com, or eve@novak.example.com, or Bob@novak.example.com.';
  expect(substitutesIn(text, unnamed).map(({ email }) => email)).toEqual([
    'bob@novak.example.com',
    'eve@novak.example.com',
  ]);
});
