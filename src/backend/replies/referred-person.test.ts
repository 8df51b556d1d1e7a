import { expect, it } from 'vitest';
import { referredPerson } from './referred-person.ts';

it.each<[string, string | null, string | null]>([
  ['I am not the one. Please write to Jim.', 'Jim', null],
  ['Please contact Jim Beam <Jim.Beam@acme.example.com>.', 'Jim Beam', 'jim.beam@acme.example.com'],
  ['My colleague Ana Souza, ana@acme.example.com, looks after this.', 'Ana Souza', 'ana@acme.example.com'],
  ['Wenden Sie sich bitte an Frau Meier-Schulz.', 'Meier-Schulz', null],
  ['Adressez-vous à Mme Dupont.', 'Dupont', null],
  ['Contacte con Javier Ruiz, por favor.', 'Javier Ruiz', null],
  ['Fale com João Silva.', 'João Silva', null],
  ['Scriva a Giulia Bianchi.', 'Giulia Bianchi', null],
  ['Neem contact op met Sanne de Vries.', 'Sanne de Vries', null],
  ['担当の田中さんに連絡してください。', '田中', null],
  ['Try bob@acme.example.com instead.', null, 'bob@acme.example.com'],
  ['Please ask Bob@acme.example.com.', null, 'bob@acme.example.com'],
  ['Somebody else does that.', null, null],
])('“%s” names %s, %s', (text, name, email) => {
  expect(referredPerson(text)).toEqual({ name, email });
});
