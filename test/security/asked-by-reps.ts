import type { TwoAccounts } from './two-accounts.ts';

const words = { subject: 'Mine', letter: 'Mine.' };
const click = { requestId: 'a click' };
/** What a rep asks for on a card, beside what stands below. */
export const askedByReps: Record<string, (w: TwoAccounts) => object> = {
  stop: () => click,
  'pick-up': () => click,
  'mark-hot': () => click,
  'mark-cold': () => click,
  'mark-responded': () => click,
  unsubscribe: () => click,
  continue: () => ({ ...click, confirmed: true }),
  restart: () => ({ ...click, confirmed: true }),
  'change-assistant': ({ b }) => ({ ...click, assistantId: b.assistant.id }),
  note: () => ({ ...click, text: 'Mine.' }),
  remind: () => ({ ...click, at: '2027-01-04T09:00' }),
  introduce: () => ({ ...click, ...words }),
  reply: () => ({ ...click, ...words }),
};
