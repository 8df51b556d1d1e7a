import { expect, it } from 'vitest';
import { parseServerAddress } from './address.ts';

const parse = (address: string, privateHosts: boolean | string[] = false) =>
  parseServerAddress(address, 'postgres', privateHosts);

it('takes an address apart', () => {
  expect(parse('postgres://re%40der:p%2Fw@db.example.com/shop')).toEqual({
    host: 'db.example.com',
    port: 5432,
    user: 're@der',
    password: 'p/w',
    database: 'shop',
    tls: 'verify',
  });
  expect(parseServerAddress('mariadb://a@[::1]:3307/b', 'mysql', true)).toEqual({
    host: '::1',
    port: 3307,
    user: 'a',
    password: '',
    database: 'b',
    tls: 'off',
  });
});

it.each([
  ['postgres://a:b@db.example.com/c', false, 'verify'],
  ['postgres://a:b@db.example.com/c?sslmode=require', false, 'encrypt'],
  ['postgres://a:b@db.internal/c?sslmode=disable', ['db.internal'], 'off'],
  ['postgres://a:b@10.0.0.1/c', true, 'verify'],
  ['postgres://a:b@localhost/c', ['*'], 'off'],
])('%s is read with TLS: %s %s', (address, allowed, tls) => expect(parse(address, allowed).tls).toBe(tls));

it.each([
  'postgres://a:b@db.example.com/c?sslmode=disable',
  'postgres://a:b@db.example.com/c?sslmode=prefer',
  'postgres://a:b@db.example.com/c?sslmode=',
  'postgres://a:b@db.example.com/c?host=/tmp',
  'postgres://a:b@db.example.com/c?options=-c%20x',
  'postgres://a:b@db.example.com/c?sslrootcert=/etc/passwd',
  'postgres://a:b@db.example.com/',
  'postgres://a:b@db.example.com',
  'postgres:///c',
  'postgres://%2Fvar%2Frun/c',
  'postgres://a:b%@db.example.com/c',
  'mysql://a:b@db.example.com/c',
  'http://a:b@db.example.com/c',
  'postgres://a:b@/c',
  '',
])('%s is refused, and not repeated', (address) => {
  expect(() => parse(address)).toThrow(expect.objectContaining({ code: 'SOURCE_REFUSED' }));
  try {
    parse(address);
  } catch (error) {
    expect(String(error)).not.toContain('a:b');
  }
});
