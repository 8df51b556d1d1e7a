import { MINUTE, SECOND } from '../../ground/clock.ts';
import type { Verdict, Visit } from './tracked-entity.ts';

/*
 * Who opened a mail or followed a link: a person, or a machine that looks at mail before people do. docs/engagement.md
 * says the same rules in words. When in doubt it was a machine: a contact who is thought cold is written to as before.
 */

/** What a request tells of who makes it. */
export interface Request {
  method: string;
  /** Headers in small letters. */
  headers: Readonly<Record<string, string | readonly string[] | undefined>>;
}

/** Mail that nobody can have seen: scanners and prefetching proxies look at it while it is delivered. */
const TOO_SOON_MS = 10 * SECOND;
/** Two links in this time: no person reads so fast. */
const BURST_MS = 3 * SECOND;
/** Around the link that no person sees. */
const TRAP_MS = 2 * MINUTE;
/** A scanner loads images too. */
const BESIDE_MS = 10 * SECOND;
/** What comes later may tell of what came before: nothing is decided earlier. */
export const DECIDED_AFTER_MS = 15 * SECOND;
/** The link that only machines follow. */
export const TRAP = 0;

/** Apple's Mail Privacy Protection loads every image, opened or not, under a name that no browser has. */
const applePrivacy = /^Mozilla\/5\.0$/;

/**
 * Security scanners, link previews, archives and programs. Not the image proxies of Gmail (GoogleImageProxy) and Yahoo
 * (YahooMailProxy), which fetch when a person opens the mail: what they fetch ahead comes too soon.
 */
const programs =
  /bot\b|crawl|spider|preview|scan|monitor|headless|phantom|puppeteer|playwright|selenium|curl|wget|python|java\/|okhttp|go-http|node|axios|libwww|http-?client|barracuda|mimecast|proofpoint|symantec|forcepoint|fireeye|trend ?micro|sophos|cisco|ironport|messagelabs|safelinks|urldefense|slack|facebookexternalhit|whatsapp|telegram|skypeuri|outlook-?linkcheck|bingpreview|google-(?:safety|read-aloud|inspectiontool)/i;

/** What the request alone tells; '': nothing. */
export function verdictOnRequest({ method, headers }: Request): Verdict {
  const header = (name: string): string => [headers[name] ?? ''].flat().join(' ');
  if (method !== 'GET') return 'head';
  if (
    /prefetch|preview/i.test(
      `${header('purpose')} ${header('sec-purpose')} ${header('x-moz')} ${header('x-purpose')}`,
    )
  )
    return 'prefetch';
  const agent = header('user-agent').trim();
  if (applePrivacy.test(agent)) return 'apple-privacy';
  return agent === '' || programs.test(agent) ? 'agent' : '';
}

/** What the others of the same mail tell of a visit of which the request told nothing. @param sentAt epoch ms */
export function verdictAmong(visit: Visit, all: readonly Visit[], sentAt: number): Verdict {
  if (visit.verdict !== '') return visit.verdict;
  if (visit.at - sentAt < TOO_SOON_MS) return 'too-soon';
  const within = (ms: number, is: (other: Visit) => boolean): boolean =>
    all.some((other) => Math.abs(other.at - visit.at) <= ms && is(other));
  if (within(TRAP_MS, ({ kind, link }) => kind === 'click' && link === TRAP)) return 'trap';
  const isClick = visit.kind === 'click';
  if (isClick && within(BURST_MS, ({ kind, link }) => kind === 'click' && link !== visit.link))
    return 'burst';
  if (within(BESIDE_MS, (other) => isScanner(other, all))) return 'beside-a-scanner';
  return 'person';
}

/** A click of a machine, as far as the request or a burst tells. */
const isScanner = (visit: Visit, all: readonly Visit[]): boolean =>
  visit.kind === 'click' &&
  ((visit.verdict !== '' && visit.verdict !== 'person') ||
    all.some(
      (other) =>
        other.kind === 'click' && other.link !== visit.link && Math.abs(other.at - visit.at) <= BURST_MS,
    ));
