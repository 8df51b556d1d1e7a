import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** MB of heap and buffers that are in use. */
export function settledMemory(): number {
  setFlagsFromString('--expose-gc');
  // The collector is a function of a context that was made after the flag was set.
  (runInNewContext('gc') as () => void)();
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / 1_000_000;
}
