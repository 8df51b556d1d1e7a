/**
 * Loaded into Baton's process with `node --import`, before any of its code: moves `Date` by the offset that the parent
 * sends over IPC, so that Baton itself knows nothing of the stand-in; where time passes evenly, `performance.now` moves as
 * well. Ends the process when the parent is gone.
 */
import { z } from 'zod';
import { CLOCK_OFFSET_VARIABLE } from './clock.ts';

const clockMessage = z.object({ type: z.literal('clock'), offsetMs: z.number(), evenly: z.boolean() });

const RealDate = Date;
let offsetMs = Number(process.env[CLOCK_OFFSET_VARIABLE] ?? 0);
let passedMs = 0;
const shiftedNow = (): number => RealDate.now() + offsetMs;

function ShiftedDate(...parts: unknown[]): object | string {
  // Called without `new`, which the types do not know of.
  if ((new.target as unknown) === undefined) return new RealDate(shiftedNow()).toString();
  return Reflect.construct(RealDate, parts.length === 0 ? [shiftedNow()] : parts, new.target) as Date;
}

Object.defineProperty(ShiftedDate, 'name', { value: 'Date' });
Object.assign(ShiftedDate, { now: shiftedNow, parse: RealDate.parse, UTC: RealDate.UTC });
ShiftedDate.prototype = RealDate.prototype;
Object.defineProperty(RealDate.prototype, 'constructor', {
  value: ShiftedDate,
  writable: true,
  configurable: true,
});
// The function stands in for the constructor in every way that code can see; TypeScript cannot express that.
globalThis.Date = ShiftedDate as unknown as DateConstructor;

const steadyNow = performance.now.bind(performance);
performance.now = () => steadyNow() + passedMs;

if (process.channel) {
  process.on('message', (message) => {
    const parsed = clockMessage.safeParse(message);
    if (!parsed.success) return;
    if (parsed.data.evenly) passedMs += parsed.data.offsetMs - offsetMs;
    offsetMs = parsed.data.offsetMs;
  });
  process.on('disconnect', () => process.exit(1));
  // Listening must not keep a process alive that has nothing else to do.
  process.channel.unref();
}
