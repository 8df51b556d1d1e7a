import iconv from 'iconv-lite';
import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openSource } from '../open-source.ts';
import { allOf, sourceFolder } from '../test-reading.ts';

const folder = sourceFolder();
const source = async (content: string | Buffer, more: { encoding?: string; separator?: string } = {}) => {
  writeFileSync(join(folder, 'a.csv'), content);
  return openSource({ type: 'csv', path: 'a.csv', ...more }, { folder, env: {} });
};
const read = async (content: string | Buffer, more = {}) => allOf(await source(content, more));
const rows = async (content: string | Buffer, more = {}) => (await read(content, more)).rows;

it('keeps NULL and an empty text apart, and quoted separators, quotes and lines', async () =>
  expect(await rows('id,name,note\n1,,""\n2,"Doe, ""Jo""","two\nlines"\r\n3, x ,"\r\n"\n')).toEqual([
    { id: '1', name: null, note: '' },
    { id: '2', name: 'Doe, "Jo"', note: 'two\nlines' },
    { id: '3', name: ' x ', note: '\r\n' },
  ]));

it.each([
  ['commas', 'id,name\n1,A'],
  ['semicolons', 'id;name\n1;A'],
  [
    'semicolons and decimal commas',
    'id;name;price\n1;A;1,5\n2;B;2,5',
    [
      { id: '1', name: 'A', price: '1,5' },
      { id: '2', name: 'B', price: '2,5' },
    ],
  ],
  ['tabs', 'id\tname\n1\tA'],
  ['bars', 'id|name\n1|A'],
  ["Excel's first line", 'sep=;\r\nid;name\r\n1;A'],
  [
    'a text full of commas',
    'id;name\n1;A\n2;"a, b, c"\n3;a, b',
    [
      { id: '1', name: 'A' },
      { id: '2', name: 'a, b, c' },
      { id: '3', name: 'a, b' },
    ],
  ],
  ['old Macs', 'id,name\r1,A\r'],
  ['empty lines', '\n\nid,name\n\n1,A\n\n'],
])('finds the separator: %s', async (_, text, expected = [{ id: '1', name: 'A' }]) =>
  expect(await rows(text)).toEqual(expected),
);

it.each([
  ['utf-8', 'Zoë,日本'],
  ['utf-8 with a BOM', '\uFEFFZoë,日本'],
  ['utf-16le', '\uFEFFZoë,日本'],
  ['utf-16be', '\uFEFFZoë,日本'],
  ['windows-1252', 'Zoë Müller ist für “große” Änderungen,été – déjà €'],
  ['Shift_JIS', '東京都千代田区の株式会社,日本語のテキストです。ありがとうございます'],
  ['windows-1251', 'Привет мир это русский текст,Москва и Санкт Петербург'],
])('finds the encoding: %s', async (encoding, names) => {
  const line = names.replace('\uFEFF', '').split(',');
  const text = `${names.startsWith('\uFEFF') ? '\uFEFF' : ''}a,b\n${`${line.join(',')}\n`.repeat(3)}`;
  const found = await rows(iconv.encode(text, encoding.replace(/ .*/, ''), { addBOM: false }));
  expect(found).toEqual(Array(3).fill({ a: line[0], b: line[1] }));
});

it('finds the one character that is not UTF-8 behind megabytes that are', async () => {
  const lines = 'x,ö\n'.repeat(400_000);
  expect(await rows(iconv.encode(`a,b\n${'x,o\n'.repeat(400_000)}y,é\n`, 'windows-1252'))).toHaveLength(
    400_001,
  );
  expect((await rows(`a,b\n${lines}`)).at(-1)).toEqual({ a: 'x', b: 'ö' });
});

it('takes the encoding and the separator that are given', async () => {
  expect(await rows(iconv.encode('a;b\né,1;2\n', 'cp850'), { encoding: 'cp850', separator: ';' })).toEqual([
    { a: 'é,1', b: '2' },
  ]);
  await expect(read('a\n1\n', { encoding: 'klingon' })).rejects.toMatchObject({ code: 'SOURCE_REFUSED' });
});

it('a short line ends with NULLs, a long one is set aside with its number', async () => {
  const { rows: found, refused } = await read('id,a,b\n1\n2,x,y,z\n3,x,y,,\n4,"l\nm",y,Z\n5,x,y\n');
  expect(found).toEqual([
    { id: '1', a: null, b: null },
    { id: '3', a: 'x', b: 'y' },
    { id: '5', a: 'x', b: 'y' },
  ]);
  expect(refused).toMatchObject([
    { line: 3, text: '2 | x | y | z', reason: expect.stringContaining('4 values for 3 columns') },
    { line: 6, reason: expect.stringContaining('in "quotes"') },
  ]);
});

it('headers that come twice, are empty or strange have names of their own', async () =>
  expect(await rows('email,Email,email,,__proto__, x \n1,2,3,4,5,6\n')).toEqual([
    { email: '1', Email: '2', 'email (2)': '3', 'column 4': '4', 'column 5': '5', x: '6' },
  ]));

it('previews the first rows with types', async () => {
  const text = `id,price,when,day,yes,name,none\n${'7,1.50,2024-05-01T10:00:00Z,2024-05-01,true,A,\n'.repeat(3_000)}`;
  const reader = await source(text);
  const { columns, rows: first } = await reader.preview();
  expect(first).toHaveLength(100);
  expect(columns).toEqual(
    Object.entries({
      id: 'integer',
      price: 'decimal',
      when: 'datetime',
      day: 'date',
      yes: 'boolean',
      name: 'text',
      none: 'unknown',
    }).map(([name, type]) => ({ name, type })),
  );
  expect((await reader.preview(3)).rows).toHaveLength(3);
});

it('a leading zero is no number', async () =>
  expect((await (await source('zip,n\n01234,-5\n')).preview()).columns).toEqual([
    { name: 'zip', type: 'text' },
    { name: 'n', type: 'integer' },
  ]));

it.each([
  ['', 0],
  ['id,name\n', 0],
  ['id\n1', 1],
])('a file of %j has %i rows', async (text, count) => expect(await rows(text)).toHaveLength(count));

it('a quote that never closes is told with its line, and does not take all memory', async () => {
  await expect(read('id,name\n1,"A\n')).rejects.toMatchObject({
    code: 'SOURCE_FAILED',
    message: expect.stringContaining('A quote opens'),
  });
  await expect(read(`id,name\n1,"${'A\n'.repeat(3_000_000)}`)).rejects.toMatchObject({
    code: 'SOURCE_FAILED',
  });
});

it('a file that changes while it is read is no snapshot', async () => {
  const reader = await source(`id\n${'1\n'.repeat(5_000)}`);
  const reading = async () => {
    for await (const batch of reader.read())
      if (batch.length > 0) appendFileSync(join(folder, 'a.csv'), '2\n');
  };
  await expect(reading()).rejects.toMatchObject({
    code: 'SOURCE_FAILED',
    message: expect.stringContaining('was written to'),
  });
});

it('gives rows in batches, only as they are taken, and stops when it is told to', async () => {
  const reader = await source(`id\n${'1\n'.repeat(300_000)}`);
  const stop = new AbortController();
  let batches = 0;
  const reading = async () => {
    for await (const batch of reader.read({ signal: stop.signal })) {
      expect(batch).toHaveLength(1_000);
      if ((batches += 1) === 3) stop.abort();
    }
  };
  await expect(reading()).rejects.toThrow(/abort/i);
  expect(batches).toBe(3);
  await reader.close();
  await expect(allOf(reader)).rejects.toThrow(/abort/i);
});
