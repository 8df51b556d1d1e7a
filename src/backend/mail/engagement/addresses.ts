import { createHmac } from 'node:crypto';
import { escapeHtml } from '../../ground/html.ts';
import { portalId } from '../../ground/identifiers.ts';
import type { PortalId } from '../../ground/identifiers.ts';
import { TRAP } from './machine.ts';
import type { TrackedKey } from './tracked-entity.ts';

const anchor = /<a href="(https?:\/\/[^"]+)"/g;

/** The addresses by which a tracked mail tells. They hold no more than the account and the mail's id. */
const openAddress = (publicUrl: string, key: TrackedKey): string => `${publicUrl}/t/open/${tokenOf(key)}`;
const clickAddress = (publicUrl: string, key: TrackedKey, link: number): string =>
  `${publicUrl}/t/click/${tokenOf(key)}/${link}`;

export const tokenOf = ({ portalId, id }: TrackedKey): string => `${portalId}.${id}`;

/** null: no address of Baton's holds it. */
export function keyOf(token: string): TrackedKey | null {
  const [, portal = '', id = ''] = /^(\d{1,20})\.([\w-]{22})$/.exec(token) ?? [];
  return id === '' ? null : { portalId: portalId(portal), id };
}

/** 128 bits that stand for one mail; who does not have the key cannot make another mail's. */
export const idFor = (secret: string, portal: PortalId, mailId: string): string =>
  createHmac('sha256', secret).update(`${portal}\n${mailId}`).digest('base64url').slice(0, 22);

/** Where the links of a mail lead that may tell, in their order. The way out always leads there directly. */
export const linksOf = (html: string, unsubscribeUrl: string): string[] => [
  ...new Set(
    [...html.matchAll(anchor)]
      .map(([, url = '']) => unescapeHtml(url))
      .filter((url) => url !== unsubscribeUrl),
  ),
];

/** The same mail with links that lead past Baton, one that no person sees, and an image that none sees either. */
export function withTracking(
  html: string,
  key: TrackedKey,
  links: readonly string[],
  publicUrl: string,
): string {
  const led = html.replace(anchor, (whole, url: string) => {
    const link = links.indexOf(unescapeHtml(url)) + 1;
    return link === 0 ? whole : `<a href="${escapeHtml(clickAddress(publicUrl, key, link))}"`;
  });
  const trap = `<a href="${escapeHtml(clickAddress(publicUrl, key, TRAP))}" style="display:none" aria-hidden="true" tabindex="-1"></a>`;
  const image = `<img src="${escapeHtml(openAddress(publicUrl, key))}" width="1" height="1" alt="" style="display:block;border:0">`;
  return `${led}\n${trap}${image}`;
}

/** The opposite of `escapeHtml`. */
const unescapeHtml = (text: string): string =>
  text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
