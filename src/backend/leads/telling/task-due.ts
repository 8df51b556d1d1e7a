import { lastBusinessMoment, nextBusinessMoment } from '../deciding/schedule.ts';
import type { BusinessHours } from '../deciding/schedule.ts';

interface TaskTime {
  now: number;
  /** How long the owner may take, ms. */
  within: number;
  /** What the task is for begins then, epoch ms; null: nothing waits for it. */
  before: number | null;
  hours: BusinessHours;
  /** IANA zone of whoever does the task. */
  zone: string;
}

/** When a task is due, epoch ms: in the business hours of its owner, never after what it is for, never in the past. */
export function taskDue({ now, within, before, hours, zone }: TaskTime): number {
  const usual = nextBusinessMoment(now + within, hours, zone);
  if (before === null || usual <= before) return usual;
  // Between now and then nobody works: better early than late.
  if (nextBusinessMoment(now, hours, zone) > before) return Math.max(now, before);
  return Math.max(now, lastBusinessMoment(before, hours, zone));
}
