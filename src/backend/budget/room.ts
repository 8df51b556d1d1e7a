import { room } from '../room/room.ts';
import { BudgetNotice1764762100000, NoticeEntity } from './notice-entity.ts';
import type { BudgetNeeds } from './open.ts';

export const budgetRoom = room({
  name: 'budget',
  entities: [NoticeEntity],
  migrations: [BudgetNotice1764762100000],
  open: async (needs: BudgetNeeds) => (await import('./open.ts')).openBudget(needs),
});
