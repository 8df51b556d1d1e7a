import { expect, it } from 'vitest';
import { inOrder } from './mailboxes.ts';

it('mailboxes come with the team first, each part by address', () => {
  const box = (address: string) => ({ address, unread: 1 });
  const boxes = ['zoe@c.example', 'tara@acme.example', 'amy@c.example'].map(box);
  expect(inOrder(boxes, new Set(['tara@acme.example']))).toEqual([
    { address: 'tara@acme.example', unread: 1, team: true },
    { address: 'amy@c.example', unread: 1, team: false },
    { address: 'zoe@c.example', unread: 1, team: false },
  ]);
});
