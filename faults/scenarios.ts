import { approvals } from './approvals.ts';
import { blackHoles } from './black-holes.ts';
import { campaigns } from './campaigns.ts';
import { clockJump } from './clock-jump.ts';
import { enrolling } from './enrolling.ts';
import { histories } from './histories.ts';
import { killPostgres } from './kill-postgres.ts';
import { killSqlite } from './kill-sqlite.ts';
import { letters } from './letters.ts';
import type { Scenario } from './scenario.ts';
import { signatures } from './signatures.ts';
import { starters } from './starters.ts';

/** All of them. A short run begins with the first ones: those that take longest. */
export const scenarios: readonly Scenario[] = [
  histories,
  killSqlite,
  killPostgres,
  clockJump,
  starters,
  signatures,
  approvals,
  ...blackHoles,
  letters,
  campaigns,
  enrolling,
];
