import { Cron } from 'croner';
import { IANAZone } from 'luxon';
import type { Schedule, SyncDefinition } from './definition.ts';
import type { FileForm } from './file-form.ts';

/** `wrong`: what to write instead. */
export type Read<Value> = { value: Value } | { wrong: string };

const MINUTES: Readonly<Record<string, number>> = { minute: 1, hour: 60, day: 1_440 };
const MOST_MINUTES = 366 * 1_440;

/** `"10%"`, with up to four decimals, or a number of rows. */
export function readBrake(brake: NonNullable<FileForm['brake']>): Read<SyncDefinition['brake']> {
  if (typeof brake === 'number') return { value: { rows: brake } };
  const share = /^(\d{1,3}(?:\.\d{1,4})?) ?%$/.exec(brake)?.[1];
  const rows = /^(\d{1,15})(?: rows)?$/.exec(brake)?.[1];
  if (share !== undefined && Number(share) <= 100) return { value: { share: Number(share) / 100 } };
  if (rows !== undefined) return { value: { rows: Number(rows) } };
  return { wrong: 'Write a share from "0%" to "100%" with at most four decimals, or a number of rows.' };
}

/** As `readBrake` takes it. */
export const writeBrake = (brake: SyncDefinition['brake']): string | number =>
  'rows' in brake ? brake.rows : `${Number((brake.share * 100).toFixed(4))}%`;

export function readSchedule(schedule: NonNullable<FileForm['schedule']>): Read<Schedule> {
  if (schedule === 'manual') return { value: { kind: 'manual' } };
  if ('every' in schedule) return readInterval(schedule.every);
  const zone = schedule.zone ?? 'UTC';
  if (!IANAZone.isValidZone(zone))
    return { wrong: 'The time zone is not known. Write one like Europe/Berlin or UTC.' };
  if (schedule.cron.trim().split(/\s+/).length !== 5 || !isCron(schedule.cron))
    return { wrong: 'Write five fields: minute, hour, day, month, weekday; for example "0 6 * * 1-5".' };
  return { value: { kind: 'cron', expression: schedule.cron, zone } };
}

function isCron(expression: string): boolean {
  try {
    return new Cron(expression, { paused: true, timezone: 'UTC' }).nextRun() !== null;
  } catch {
    return false;
  }
}

function readInterval(every: string): Read<Schedule> {
  const [, count, unit] = /^(?:(\d{1,6}) )?(minute|hour|day)s?$/.exec(every.trim()) ?? [];
  const minutes = Number(count ?? 1) * (MINUTES[unit ?? ''] ?? 0);
  if (minutes < 1 || minutes > MOST_MINUTES)
    return {
      wrong: 'Write a whole number of minutes, hours or days up to a year: "15 minutes", "6 hours", "1 day".',
    };
  return { value: { kind: 'interval', everyMinutes: minutes } };
}

/** As `readSchedule` takes it. */
export function writeSchedule(schedule: Schedule): NonNullable<FileForm['schedule']> {
  if (schedule.kind === 'manual') return 'manual';
  if (schedule.kind === 'cron') return { cron: schedule.expression, zone: schedule.zone };
  const { everyMinutes } = schedule;
  const unit =
    ['day', 'hour', 'minute'].find((name) => everyMinutes % (MINUTES[name] ?? 1) === 0) ?? 'minute';
  const count = everyMinutes / (MINUTES[unit] ?? 1);
  return { every: `${count} ${unit}${count === 1 ? '' : 's'}` };
}
