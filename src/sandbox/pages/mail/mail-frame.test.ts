import { describe, expect, it } from 'vitest';
import { mailDocument } from './mail-frame.tsx';

describe('mailDocument', () => {
  it('lets nothing be fetched until remote content is asked for', () => {
    expect(mailDocument('<p>x</p>', false)).toContain('img-src data:;');
    expect(mailDocument('<p>x</p>', true)).toContain('img-src data: http: https:;');
  });
  it('puts the policy before the mail', () => {
    const html = mailDocument('<img src="https://x">', false);
    expect(html.indexOf('Content-Security-Policy')).toBeLessThan(html.indexOf('<img'));
  });
});
