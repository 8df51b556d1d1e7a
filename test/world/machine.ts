import { cpus, loadavg } from 'node:os';

/** Which machine figures come from. */
export const machine = () => ({ cpu: cpus()[0]?.model ?? '', cpus: cpus().length, node: process.version });

/** Load over one minute as the operating system counts it: above the number of processors the figures are too high. */
export const load = (): number => Math.round((loadavg()[0] ?? 0) * 100) / 100;
