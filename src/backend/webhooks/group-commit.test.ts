import { describe, expect, it } from 'vitest';
import { createGroupCommit } from './group-commit.ts';

/** A commit that ends when the test says so. */
function slowCommit() {
  const groups: { items: readonly string[]; end(): void; fail(error: Error): void }[] = [];
  const groupsChange: (() => void)[] = [];
  return {
    groups,
    /** Resolves when the `number`-th group is being written. */
    async begun(number: number) {
      while (groups.length < number) await new Promise<void>((resolve) => groupsChange.push(resolve));
      return groups[number - 1]!;
    },
    commit: (items: readonly string[]) =>
      new Promise<string[]>((resolve, reject) => {
        groups.push({ items, end: () => resolve(items.map((item) => `${item} stored`)), fail: reject });
        groupsChange.splice(0).forEach((tell) => tell());
      }),
  };
}

const open = (limits: { groupSize?: number; waitingSize?: number } = {}) => {
  const slow = slowCommit();
  const group = createGroupCommit({
    commit: slow.commit,
    sizeOf: (item: string) => item.length,
    groupSize: 100,
    waitingSize: 1_000,
    ...limits,
  });
  return { ...slow, ...group };
};

describe('group commit', () => {
  it('writes what comes in one turn together, in its order, and what comes meanwhile with the next group', async () => {
    const { add, begun, groups } = open();
    const first = [add('a'), add('b'), add('c')];
    const one = await begun(1);
    const second = [add('d'), add('e')];
    one.end();
    expect(await Promise.all(first)).toEqual(['a stored', 'b stored', 'c stored']);
    (await begun(2)).end();
    expect(await Promise.all(second)).toEqual(['d stored', 'e stored']);
    expect(groups.map(({ items }) => items)).toEqual([
      ['a', 'b', 'c'],
      ['d', 'e'],
    ]);
  });

  it('answers nobody before the group is written', async () => {
    const { add, begun } = open();
    let answered = 0;
    const all = [add('a'), add('b')].map((one) => one.then(() => (answered += 1)));
    const group = await begun(1);
    await new Promise((resolve) => setImmediate(resolve));
    expect(answered).toBe(0);
    group.end();
    await Promise.all(all);
    expect(answered).toBe(2);
  });

  it('tells a failure to everyone in the group, and goes on with the next', async () => {
    const { add, begun } = open();
    const first = Promise.allSettled([add('a'), add('b')]);
    const one = await begun(1);
    const next = add('c');
    one.fail(new Error('away'));
    expect((await first).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    (await begun(2)).end();
    expect(await next).toBe('c stored');
  });

  it('keeps groups to their size; a larger item is one alone', async () => {
    const { add, begun, groups } = open({ groupSize: 3 });
    const all = ['aa', 'a', 'b', 'cccccc', 'd'].map(add);
    for (const number of [1, 2, 3, 4]) (await begun(number)).end();
    await Promise.all(all);
    expect(groups.map(({ items }) => items)).toEqual([['aa', 'a'], ['b'], ['cccccc'], ['d']]);
  });

  it('refuses what would wait behind too much, and takes more when that is written', async () => {
    const { add, begun } = open({ waitingSize: 2 });
    const first = add('a');
    const one = await begun(1);
    const waiting = [add('b'), add('c')];
    await expect(add('d')).rejects.toMatchObject({ code: 'DATABASE_UNAVAILABLE', retry: 'backoff' });
    one.end();
    (await begun(2)).end();
    await Promise.all([first, ...waiting]);
    const later = add('e');
    (await begun(3)).end();
    expect(await later).toBe('e stored');
  });

  it('drains: waits for what is being written and for what came meanwhile', async () => {
    const { add, begun, drain } = open();
    await drain();
    let written = 0;
    const count = () => (written += 1);
    const all = [add('a').then(count)];
    const one = await begun(1);
    all.push(add('b').then(count));
    const drained = drain().then(() => written);
    one.end();
    (await begun(2)).end();
    expect(await drained).toBe(2);
    await Promise.all(all);
  });

  it('starts again after it had nothing to do, also out of an answer', async () => {
    const { add, begun } = open();
    const chain = add('a').then(() => add('b'));
    (await begun(1)).end();
    (await begun(2)).end();
    expect(await chain).toBe('b stored');
  });
});
