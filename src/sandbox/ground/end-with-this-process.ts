import { spawn } from 'node:child_process';
import type { Socket } from 'node:net';

/**
 * Whatever way this process ends, a SIGKILL included, that one ends as well, however busy it is or if it never learns of
 * it: a shell waits for the end of a pipe. Call what it gives when that process has ended, before its number is another's.
 * @param signal what ends it
 */
export function endWithThisProcess(pid: number, signal: 'KILL' | 'QUIT' = 'KILL'): () => void {
  const watch = spawn('sh', ['-c', 'read -r _; kill "-$1" "$0"', String(pid), signal], {
    // A signal to the whole group, such as Ctrl-C, is for the others.
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  // Where there is no such shell, whoever is left is ended by hand.
  watch.on('error', () => undefined);
  watch.unref();
  (watch.stdin as Socket).unref();
  return () => void watch.kill('SIGKILL');
}
