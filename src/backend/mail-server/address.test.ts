import { describe, expect, it } from 'vitest';
import { checkAddress } from './address.ts';

describe('checkAddress', () => {
  it.each([
    ['ann@northwind.com', 'ann@northwind.com'],
    [' Ann.Smith+x@Northwind.CO.UK ', 'Ann.Smith+x@northwind.co.uk'],
    ['ann@northwind.example.com', 'ann@northwind.example.com'],
    ['jürgen@müller.de', 'jürgen@müller.de'],
    ['用户@例子.中国', '用户@例子.中国'],
    ["o'neil@x.ie", "o'neil@x.ie"],
    ['ann@xn--mller-kva.de', 'ann@xn--mller-kva.de'],
  ])('accepts %s', (email, address) => expect(checkAddress(email)).toEqual({ ok: true, address }));

  it.each([
    '',
    'ann',
    'ann@',
    '@northwind.com',
    'ann@@northwind.com',
    'bob..x@northwind.com',
    '.bob@northwind.com',
    'ann@northwind',
    'ann@localhost',
    'ann@127.0.0.1',
    'ann@[127.0.0.1]',
    'ann@northwind.notatld',
    'ann@acme.example',
    'ann@acme.test',
    'ann@acme.invalid',
    'ann@-x.com',
    'ann@x..com',
    '"ann b"@northwind.com',
    'Ann <ann@northwind.com>',
    'ann@northwind.com, bob@northwind.com',
    'ann@northwind.com\r\nBcc: all@northwind.com',
    'ann@northwind.com\nX',
    'ann(comment)@northwind.com',
    'ann b@northwind.com',
    `${'a'.repeat(65)}@northwind.com`,
    `ann@${'a.'.repeat(130)}com`,
    'ann@com',
    'ann@co.uk',
  ])('refuses %j', (email) =>
    expect(checkAddress(email)).toMatchObject({ ok: false, reason: expect.any(String) }),
  );
});
