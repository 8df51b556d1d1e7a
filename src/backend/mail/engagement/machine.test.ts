import { describe, expect, it } from 'vitest';
import { portalId } from '../../ground/identifiers.ts';
import { verdictAmong, verdictOnRequest } from './machine.ts';
import type { Verdict, Visit } from './tracked-entity.ts';

const browser =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36';
const on = (agent: string | undefined, headers: Record<string, string> = {}, method = 'GET'): Verdict =>
  verdictOnRequest({
    method,
    headers: { ...headers, ...(agent === undefined ? {} : { 'user-agent': agent }) },
  });

describe('what the request alone tells', () => {
  it.each([
    browser,
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148',
    'Mozilla/5.0 (Windows NT 5.1; rv:11.0) Gecko Firefox/11.0 (via ggpht.com GoogleImageProxy)',
    'YahooMailProxy; https://help.yahoo.com/kb/yahoo-mail-proxy-SLN28749.html',
    'Mozilla/4.0 (compatible; MSIE 7.0; Windows NT 10.0; Microsoft Outlook 16.0.5134; ms-office; MSOffice 16)',
    'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Thunderbird/140.4.0',
  ])('nothing of %s', (agent) => {
    expect(on(agent)).toBe('');
  });

  it.each([
    ['Apple’s privacy proxy', 'Mozilla/5.0', 'apple-privacy'],
    ['no name', undefined, 'agent'],
    ['an empty name', '  ', 'agent'],
    ['Barracuda', 'Mozilla/5.0 (compatible; BarracudaCentral)', 'agent'],
    ['Mimecast', 'Mimecast-URL-Protect/1.0', 'agent'],
    ['a link preview', 'Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)', 'agent'],
    ['Skype’s preview', 'Mozilla/5.0 (Windows NT 6.1; WOW64) SkypeUriPreview Preview/0.5', 'agent'],
    ['a headless browser', browser.replace('Chrome', 'HeadlessChrome'), 'agent'],
    ['a program', 'python-requests/2.32.3', 'agent'],
    ['curl', 'curl/8.14.1', 'agent'],
  ])('%s', (_name, agent, verdict) => {
    expect(on(agent)).toBe(verdict);
  });

  it('a request that only asks whether there is something', () => {
    expect(on(browser, {}, 'HEAD')).toBe('head');
  });

  it.each([
    ['purpose', 'prefetch'],
    ['sec-purpose', 'prefetch;prerender'],
    ['x-moz', 'prefetch'],
    ['x-purpose', 'preview'],
  ])('a browser that fetches ahead: %s %s', (name, value) => {
    expect(on(browser, { [name]: value })).toBe('prefetch');
  });
});

/** Seconds after the mail was sent. */
const visit = (
  second: number,
  kind: Visit['kind'],
  link = kind === 'open' ? -1 : 1,
  verdict: Verdict = '',
): Visit => ({
  portalId: portalId(4242),
  trackedId: 'a',
  number: second,
  kind,
  link,
  at: second * 1_000,
  verdict,
});
const among = (all: Visit[]): Verdict[] => all.map((one) => verdictAmong(one, all, 0));

describe('what the visits of one mail tell', () => {
  it.each<[string, Visit[], Verdict[]]>([
    ['an opening hours later', [visit(7_200, 'open')], ['person']],
    [
      'Gmail’s proxy, ahead of the person and with the person',
      [visit(2, 'open'), visit(300, 'open')],
      ['too-soon', 'person'],
    ],
    ['a click within seconds', [visit(9, 'click')], ['too-soon']],
    [
      'a person who opens and follows one link',
      [visit(60, 'open'), visit(80, 'click')],
      ['person', 'person'],
    ],
    [
      'a person who follows two links, one after the other',
      [visit(60, 'click', 1), visit(75, 'click', 2)],
      ['person', 'person'],
    ],
    [
      'a person who follows one link twice',
      [visit(60, 'click', 1), visit(61, 'click', 1)],
      ['person', 'person'],
    ],
    [
      'a scanner that follows everything at once, late',
      [visit(600, 'open'), visit(601, 'click', 1), visit(602, 'click', 2)],
      ['beside-a-scanner', 'burst', 'burst'],
    ],
    [
      'a scanner that falls into the trap, and the person an hour later',
      [visit(600, 'click', 1), visit(660, 'click', 0), visit(4_200, 'click', 1)],
      ['trap', 'trap', 'person'],
    ],
    ['the trap comes first', [visit(600, 'click', 0), visit(610, 'open')], ['trap', 'trap']],
    [
      'an image beside a click of a known scanner',
      [visit(600, 'click', 1, 'agent'), visit(605, 'open'), visit(900, 'open')],
      ['agent', 'beside-a-scanner', 'person'],
    ],
    ['what is decided stays', [visit(2, 'open', -1, 'person')], ['person']],
  ])('%s', (_name, all, verdicts) => {
    expect(among(all)).toEqual(verdicts);
  });
});
