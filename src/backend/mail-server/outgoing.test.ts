import { describe, expect, it } from 'vitest';
import { portalId } from '../ground/identifiers.ts';
import { textToHtml, unsubscribeFooter } from './html.ts';
import { mailboxName, parseMailServer } from './mailbox-url.ts';
import { messageIdFor } from './message-id.ts';

describe('messageIdFor', () => {
  it('is the same for the same mail and different for any other', () => {
    const id = messageIdFor(portalId(4242), 'lead-1:step-0', 'acme.example.com');
    expect(id).toMatch(/^<baton\.[0-9a-f]{40}@acme\.example\.com>$/);
    expect(messageIdFor(portalId(4242), 'lead-1:step-0', 'acme.example.com')).toBe(id);
    const others = [
      messageIdFor(portalId(4243), 'lead-1:step-0', 'a.com'),
      messageIdFor(portalId(4242), 'lead-1:step-1', 'a.com'),
    ];
    expect(new Set([id, ...others]).size).toBe(3);
  });

  it('is plain ASCII for a Unicode domain', () => {
    expect(messageIdFor(portalId(1), 'k', 'müller.de')).toContain('@xn--mller-kva.de>');
  });
});

describe('parseMailServer', () => {
  it('reads host, port and a percent-encoded login', () => {
    expect(parseMailServer('smtps://tara%40acme.com:p%40ss%3Aw%2F@smtp.acme.com', 'smtp')).toEqual({
      host: 'smtp.acme.com',
      port: 465,
      secure: true,
      requireTls: false,
      login: { user: 'tara@acme.com', password: 'p@ss:w/' },
    });
    expect(parseMailServer('imap://u:100%@[::1]:1143', 'imap')).toMatchObject({
      host: '::1',
      port: 1143,
      login: { password: '100%' },
    });
  });

  it('never lets a password cross the network in the clear unless told to', () => {
    const requires = (url: string) => parseMailServer(url, 'smtp').requireTls;
    expect(requires('smtp://u:p@smtp.acme.com')).toBe(true);
    expect(requires('smtp://u:p@127.0.0.1:1025')).toBe(false);
    expect(requires('smtp://relay:25')).toBe(false);
    expect(requires('smtp://u:p@relay?tls=optional')).toBe(false);
  });

  it.each(['', 'nonsense', 'https://u:p@x.com', 'smtp://', 'imap://u:p@x.com'])(
    'refuses %j without repeating it',
    (url) => {
      expect(() => parseMailServer(url, 'smtp')).toThrow(
        'The mailbox address must look like smtps://user:password@host:port.',
      );
    },
  );
});

describe('a grant in a mailbox URL', () => {
  const read = (query: string, user = 'tara%40acme.com@') =>
    parseMailServer(`imaps://${user}imap.acme.com?${query}`, 'imap').login;

  it('stands for the password', () => {
    expect(read('oauth=google&client_id=me&client_secret=s%26&refresh_token=1%2F%2Fr')).toEqual({
      user: 'tara@acme.com',
      grant: {
        tokenUrl: 'https://oauth2.googleapis.com/token',
        clientId: 'me',
        clientSecret: 's&',
        refreshToken: '1//r',
        scope: null,
      },
    });
    expect(read('oauth=microsoft&tenant=acme.com&client_id=me&refresh_token=r')).toMatchObject({
      grant: {
        tokenUrl: 'https://login.microsoftonline.com/acme.com/oauth2/v2.0/token',
        clientSecret: null,
        scope: expect.stringContaining('IMAP.AccessAsUser.All'),
      },
    });
    expect(
      read('oauth=https%3A%2F%2Fid.acme.com%2Ftoken&client_id=me&refresh_token=r&scope=mail'),
    ).toMatchObject({
      grant: { tokenUrl: 'https://id.acme.com/token', scope: 'mail' },
    });
  });

  it('never crosses the network in the clear', () => {
    const login = 'oauth=google&client_id=me&refresh_token=r';
    expect(parseMailServer(`smtp://u@smtp.acme.com?${login}`, 'smtp').requireTls).toBe(true);
    expect(() => read('oauth=http%3A%2F%2Fid.acme.com&client_id=me&refresh_token=r')).toThrow('https://');
  });

  it.each([
    ['oauth=yahoo&client_id=secret-1&refresh_token=secret-2', undefined, 'neither google nor microsoft'],
    ['oauth=google&client_id=secret-1', undefined, 'needs client_id and refresh_token'],
    ['oauth=google&refresh_token=secret-2', undefined, 'needs client_id and refresh_token'],
    ['oauth=google&client_id=secret-1&refresh_token=secret-2', '', 'needs a user'],
  ])('that is not whole is refused without repeating it: %s', (query, user, message) => {
    expect(() => read(query, user)).toThrow(message);
    expect(() => read(query, user)).not.toThrow('secret-');
  });

  it('does not make another mailbox of the one it leads to', () => {
    const byPassword = mailboxName('imaps://Tara%40acme.com:pw@imap.acme.com');
    expect(
      mailboxName('imaps://tara%40acme.com@IMAP.acme.com:993?oauth=google&client_id=a&refresh_token=b'),
    ).toBe(byPassword);
    expect(byPassword).not.toContain('pw');
  });
});

describe('textToHtml', () => {
  it('makes paragraphs, line breaks and links, and nothing else', () => {
    const html = textToHtml(
      'Hi <b>Ann</b> & "co",\n\nsee https://acme.com/?a=1&b=2.\nBye <script>alert(1)</script>',
    );
    expect(html).toContain('<p>Hi &lt;b&gt;Ann&lt;/b&gt; &amp; &quot;co&quot;,</p>');
    expect(html).toContain('<a href="https://acme.com/?a=1&amp;b=2">https://acme.com/?a=1&amp;b=2</a>.<br>');
    expect(html).not.toContain('<script');
  });

  it('cannot be broken out of through a link', () => {
    expect(textToHtml('https://x.com/"onclick="alert(1)')).not.toContain('"onclick');
    expect(textToHtml('javascript:alert(1)')).not.toContain('<a');
    expect(
      unsubscribeFooter({ url: 'https://x.com/"><script>', before: 'No more?', link: 'Stop' }),
    ).not.toContain('<script>');
  });
});
