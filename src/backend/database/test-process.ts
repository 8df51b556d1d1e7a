import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export interface TestProcess {
  readonly child: ChildProcess;
  readonly exited: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
  /** Lines of standard output so far. */
  readonly lines: string[];
  /** Resolves once a line contains `text`. */
  line(text: string): Promise<string>;
}

/** Starts a TypeScript file as a process of its own, to be killed or waited for by a test. */
export function startProcess(
  script: URL,
  args: string[] = [],
  environment: Record<string, string> = {},
): TestProcess {
  const child = spawn(process.execPath, [fileURLToPath(script), ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, NODE_NO_WARNINGS: '1', ...environment },
  });
  const lines: string[] = [];
  const reader = createInterface({ input: child.stdout });
  reader.on('line', (line) => lines.push(line));
  const exited = (once(child, 'exit') as Promise<[number | null, NodeJS.Signals | null]>).then(
    ([code, signal]) => ({
      code,
      signal,
    }),
  );
  return { child, exited, lines, line: (text) => waitForLine(reader, lines, exited, text) };
}

async function waitForLine(
  reader: NodeJS.EventEmitter,
  lines: readonly string[],
  exited: TestProcess['exited'],
  text: string,
): Promise<string> {
  for (;;) {
    const found = lines.find((line) => line.includes(text));
    if (found !== undefined) return found;
    const closed = exited.then(({ code }) => {
      throw new Error(`The process ended with ${code} before it printed "${text}".`);
    });
    await Promise.race([once(reader, 'line'), closed]);
  }
}
