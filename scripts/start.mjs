// `npm start`: builds what the pages need, then runs the whole product on this machine. Options: --no-story.
import { spawn } from 'node:child_process';
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

console.log('Building the card and the pages …');
const root = fileURLToPath(new URL('..', import.meta.url));
for (const step of ['build-cards.mjs', 'build-pages.mjs']) {
  const { status } = spawnSync(process.execPath, [`scripts/${step}`], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (status !== 0) process.exit(status ?? 1);
}
const child = spawn(process.execPath, ['src/sandbox/start.ts', ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
});
// Ctrl-C reaches the whole group by itself; a signal sent to this process alone must be passed on.
for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => child.kill(signal));
child.on('exit', (code) => process.exit(code ?? 1));
