import { expect, it } from 'vitest';
import { portalId } from '../../ground/identifiers.ts';
import { textToHtml } from '../../mail-server/html.ts';
import { idFor, keyOf, linksOf, tokenOf, withTracking } from './addresses.ts';

const PORTAL = portalId(4242);
const BATON = 'https://baton.example.com';
const OUT = `${BATON}/t/unsubscribe/4242.abc?lang=de`;
const html = `${textToHtml('Look at https://acme.example/a?x=1&y=2 or https://acme.example/b.')}
<p><a href="${OUT}" style="color:#666666">unsubscribe</a> <a href="mailto:a@acme.example">mail</a></p>`;

it('leads every link but the way out past Baton, whatever stands in it', () => {
  const links = linksOf(html, OUT);
  expect(links).toEqual(['https://acme.example/a?x=1&y=2', 'https://acme.example/b']);
  const tracked = withTracking(html, { portalId: PORTAL, id: 'someid' }, links, BATON);
  expect([...tracked.matchAll(/href="([^"]+)"/g)].map(([, url]) => url)).toEqual([
    `${BATON}/t/click/4242.someid/1`,
    `${BATON}/t/click/4242.someid/2`,
    OUT,
    'mailto:a@acme.example',
    `${BATON}/t/click/4242.someid/0`,
  ]);
  expect(tracked).toContain(`<img src="${BATON}/t/open/4242.someid"`);
  // What a person reads is the same.
  const words = (text: string) => text.replace(/<[^>]+>/g, '').trim();
  expect(words(tracked)).toBe(words(html));
});

it('a mail has an id that tells nothing, is the same each time, and is no other mail’s', () => {
  const id = idFor('secret', PORTAL, '501-1-step-0');
  expect(id).toMatch(/^[\w-]{22}$/);
  expect(idFor('secret', PORTAL, '501-1-step-0')).toBe(id);
  expect(idFor('other', PORTAL, '501-1-step-0')).not.toBe(id);
  expect(idFor('secret', portalId(4243), '501-1-step-0')).not.toBe(id);
  expect(idFor('secret', PORTAL, '501-1-step-1')).not.toBe(id);
});

it('its token is read back, and what Baton did not write is no token', () => {
  const key = { portalId: PORTAL, id: idFor('secret', PORTAL, '501-1-step-0') };
  expect(keyOf(tokenOf(key))).toEqual(key);
  for (const token of ['', 'made-up', `4242.${'x'.repeat(21)}`, `x.${key.id}`, `${tokenOf(key)}\0`])
    expect(keyOf(token)).toBeNull();
});
