import { describe, expect, it } from 'vitest';
import { unwrapped } from './unwrapped.ts';

describe('unwrapped', () => {
  it('joins what a mail program broke, and nothing that a person ended', () => {
    const text = [
      'Hello,',
      '',
      'I look after the books at Pentland Weavers three days a week, Tuesday,',
      'Wednesday and Thursday, so if it is a Friday, please be patient with me.',
      'Regards',
      'Moira',
    ].join('\r\n');
    expect(unwrapped(text).split('\n')).toEqual([
      'Hello,',
      '',
      'I look after the books at Pentland Weavers three days a week, Tuesday, Wednesday and Thursday, so if it is a Friday, please be patient with me.',
      'Regards',
      'Moira',
    ]);
  });

  it('joins Japanese without a space', () => {
    const line = '平素は大変お世話になっております。誠に勝手ながら、下記の期間';
    expect(unwrapped(`${line}\nを夏季休業とさせていただきます。`)).toBe(
      `${line}を夏季休業とさせていただきます。`,
    );
  });

  it.each(['Yes\nTuesday', `${'a long line '.repeat(20)}\nand another`, ''])('leaves “%s”', (text) => {
    expect(unwrapped(text)).toBe(text);
  });
});
