/**
 * Loaded into Baton's process with `node --import`, before the stand-in moves its clock: the time of day passes slowly,
 * see slow-time.ts.
 */
const since = Number(process.env['SLOW_TIME_SINCE']);
const slower = Number(process.env['SLOW_TIME_BY']);
const [now, steady] = [Date.now.bind(Date), performance.now.bind(performance)];
const began = steady();
Date.now = () => Math.round(since + (now() - since) / slower);
performance.now = () => began + (steady() - began) / slower;
