import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** `BATON_KEEP=1` keeps databases and logs, to look at what a run has found. */
const isKept = (): boolean => process.env['BATON_KEEP'] !== undefined;

/**
 * All that a run writes lies in one folder: whatever way it ends, no file stays; the processes of Baton end when their
 * parent is gone.
 */
export function useOwnTemporaryFolder(say: (line: string) => void): void {
  const folder = mkdtempSync(join(tmpdir(), 'baton-faults-'));
  // PostgreSQL does not run as root: its own user has to get in.
  chmodSync(folder, 0o755);
  process.env['TMPDIR'] = folder;
  process.on('exit', () => {
    if (isKept()) say(`Databases and logs: ${folder}`);
    else rmSync(folder, { recursive: true, force: true });
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(1));
}

/** Nobody needs the folder any more. */
export function discard(folder: string): void {
  if (!isKept()) rmSync(folder, { recursive: true, force: true });
}
