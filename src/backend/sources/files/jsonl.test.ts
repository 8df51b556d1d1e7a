import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openSource } from '../open-source.ts';
import { allOf, sourceFolder } from '../test-reading.ts';

const folder = sourceFolder();
const source = async (content: string | Buffer) => {
  writeFileSync(join(folder, 'a.jsonl'), content);
  return openSource({ type: 'jsonl', path: 'a.jsonl' }, { folder, env: {} });
};
const read = async (content: string | Buffer) => allOf(await source(content));

it('keeps nested values, numbers of any size, NULL and empty texts', async () =>
  expect(
    (
      await read(
        '\uFEFF{"id":9007199254740993,"price":0.12345678901234567,"big":1e400,"small":0.1,"tags":["a",{"b":null}],"none":null,"empty":""}\r\n\n{"id":2}',
      )
    ).rows,
  ).toEqual([
    {
      id: 9007199254740993n,
      price: '0.12345678901234567',
      big: '1e400',
      small: 0.1,
      tags: ['a', { b: null }],
      none: null,
      empty: '',
    },
    { id: 2 },
  ]));

it('a line that is no row is set aside with its number', async () => {
  const { rows, refused } = await read('{"id":1}\n[1]\n{"id":\nnull\n"a"\n\n{"id":2}\n');
  expect(rows).toEqual([{ id: 1 }, { id: 2 }]);
  expect(refused.map(({ line }) => line)).toEqual([2, 3, 4, 5]);
});

it('a line without end is set aside, the next one is read', async () => {
  const { rows, refused } = await read(`{"id":1}\n{"a":"${'x'.repeat(5_000_000)}"}\n{"id":2}\n`);
  expect(rows).toEqual([{ id: 1 }, { id: 2 }]);
  expect(refused).toMatchObject([{ line: 2 }]);
});

it('characters that are cut by a chunk stay whole', async () => {
  const { rows } = await read('{"a":"aö日😀"}\n'.repeat(20_000));
  expect(new Set(rows.map(({ a }) => a))).toEqual(new Set(['aö日😀']));
  expect(rows).toHaveLength(20_000);
});

it('columns are those of the first rows', async () =>
  expect((await (await source('{"a":1,"b":{}}\n{"c":"x","a":2.5}\n')).preview()).columns).toEqual([
    { name: 'a', type: 'decimal' },
    { name: 'b', type: 'json' },
    { name: 'c', type: 'text' },
  ]));
