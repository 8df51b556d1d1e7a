import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openStore } from './store.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sandbox-store-'));
  file = join(folder, 'nested', 'sandbox.sqlite');
});
afterEach(() => rmSync(folder, { recursive: true }));

it('finds documents, their changes and their order again', () => {
  const store = openStore(file);
  const people = store.collection<{ name: string; tags?: string[] }>('people');
  people.set('9', { name: 'Zoe' });
  people.set('10', { name: 'Ann' });
  people.set('11', { name: 'gone' });
  store.flush();
  people.delete('11');
  people.set('9', { name: 'Zoe', tags: ['x'] });
  store.close();
  const again = openStore(file);
  const found = again.collection<{ name: string; tags?: string[] }>('people');
  expect([...found.entries()]).toEqual([
    ['9', { name: 'Zoe', tags: ['x'] }],
    ['10', { name: 'Ann' }],
  ]);
  expect([found.size, found.has('11'), again.collection('empty').size]).toEqual([2, false, 0]);
  again.close();
});

it('stores changes outside a request at the end of the turn', async () => {
  const store = openStore(file);
  store.collection('people').set('1', { name: 'Zoe' });
  await Promise.resolve();
  const reader = new DatabaseSync(file, { readOnly: true });
  expect(reader.prepare('SELECT value FROM documents').get()?.value).toBe('{"name":"Zoe"}');
  reader.close();
  store.close();
});

it('stores what was changed in place when it is set again', () => {
  const store = openStore(file);
  const people = store.collection<{ name: string }>('people');
  people.set('1', { name: 'Zoe' });
  store.flush();
  const zoe = people.get('1');
  if (zoe) {
    zoe.name = 'Zoé';
    people.set('1', zoe);
  }
  store.close();
  const again = openStore(file);
  expect(again.collection('people').get('1')).toEqual({ name: 'Zoé' });
  again.close();
});

it('keeps nothing without a file', () => {
  const store = openStore(null);
  store.collection('people').set('1', {});
  expect(store.collection('people').size).toBe(1);
  store.close();
});

it('refuses a file of another format', () => {
  openStore(file).close();
  const database = new DatabaseSync(file);
  database.exec('PRAGMA user_version=99');
  database.close();
  expect(() => openStore(file)).toThrow(/another version/);
});
