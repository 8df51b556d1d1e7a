import { expect, it } from 'vitest';
import { addressHint } from './address-hint.ts';

it.each([
  'info@acme.io',
  'Info@acme.io',
  'sales-emea@acme.io',
  'info.de@acme.io',
  'support+web@acme.io',
  'no-reply@acme.io',
  'vertrieb@acme.de',
  'büro@acme.de',
  'comptabilite@acme.fr',
  'ventas@acme.es',
  'faleconosco@acme.com.br',
  'segreteria@acme.it',
  'boekhouding@acme.nl',
  'toiawase@acme.co.jp',
])('%s is a shared mailbox', async (email) => {
  expect(await addressHint(email)).toMatch(/shared mailbox/);
});

it.each(['a@mailinator.com', 'a@sub.mailinator.com', 'info@MAILINATOR.com'])(
  '%s is thrown away',
  async (email) => {
    expect(await addressHint(email)).toBe(
      `${email.split('@')[1]?.toLowerCase()} gives out throw-away addresses: an email may reach nobody.`,
    );
  },
);

it.each([
  'ada@acme.io',
  'ada.lovelace@gmail.com',
  'informatica.rossi@acme.it',
  'helen@acme.io',
  'rhea.jensen@acme.dk',
  'marion.sales@acme.io',
  'com@mail',
  '',
  '@acme.io',
])('%s: nothing to say', async (email) => {
  expect(await addressHint(email)).toBeNull();
});

it('no address: nothing to say', async () => {
  expect(await addressHint(null)).toBeNull();
});
