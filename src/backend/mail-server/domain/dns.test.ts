import { Resolver } from 'node:dns/promises';
import { afterEach, expect, it, vi } from 'vitest';
import { DnsAway, systemDns } from './dns.ts';

afterEach(() => vi.restoreAllMocks());

const answering = (answer: (name: string) => Promise<string[][]>) =>
  vi.spyOn(Resolver.prototype, 'resolveTxt').mockImplementation(answer);
const refuse = (code: string) => Promise.reject(Object.assign(new Error(code), { code }));
const refusing = (code: string) =>
  answering((name) => (name === 'gmail.com' ? Promise.resolve([['v=spf1 -all']]) : refuse(code)));

it('joins the strings of a record without anything between them', async () => {
  answering(async () => [['v=spf1 include:a', '.io -all'], ['other']]);
  expect(await systemDns().txt('acme.io')).toEqual(['v=spf1 include:a.io -all', 'other']);
});

it.each(['ENOTFOUND', 'ENODATA'])('%s: there is no record', async (code) => {
  refusing(code);
  expect(await systemDns().txt('acme.io')).toEqual([]);
});

it.each(['ESERVFAIL', 'ETIMEOUT', 'EREFUSED', 'ECONNREFUSED', 'EBADRESP'])(
  '%s says nothing about records',
  async (code) => {
    refusing(code);
    await expect(systemDns().txt('acme.io')).rejects.toBeInstanceOf(DnsAway);
  },
);

it.each(['ENOTFOUND', 'ENODATA'])('%s says nothing where no name is known at all', async (code) => {
  answering(() => refuse(code));
  await expect(systemDns().txt('acme.io')).rejects.toBeInstanceOf(DnsAway);
});
