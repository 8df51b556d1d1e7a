import { expect, it } from 'vitest';
import { shownText } from './shown-text.ts';

const BEGINNING = 'https://baton.example.com/t/unsubscribe/';

it.each([
  [`Bye: ${BEGINNING}4242.abc-_9?lang=de\n`, `Bye: ${BEGINNING}…\n`],
  [`> ${BEGINNING}4242.abc\n> <${BEGINNING}4242.def>.`, `> ${BEGINNING}…\n> <${BEGINNING}…>.`],
  ['http://localhost:3000/t/unsubscribe/4242.abc', 'http://localhost:3000/t/unsubscribe/…'],
  ['HTTPS://old.example.com/baton/t/unsubscribe/1.x', 'HTTPS://old.example.com/baton/t/unsubscribe/…'],
  [`${BEGINNING}…`, `${BEGINNING}…`],
  ['https://acme.example/t/unsubscribe and https://acme.example/brochure', undefined],
])('nobody but the reader of a mail gets its way out: %s', (text, shown) => {
  expect(shownText(text)).toBe(shown ?? text);
  expect(shownText(shownText(text))).toBe(shown ?? text);
});
