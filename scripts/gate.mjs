// `npm test`: everything a change must pass, one heading each. Goes on after a failure and ends with what failed, the
// last lines of its output, and "N passed, N failed".
// usage: node scripts/gate.mjs [step …]   only these steps, e.g. `npm test -- lint knip`
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const tailLines = 60;
const minute = 60_000;

/**
 * `limit`: a step that takes longer hangs, and is ended. Steps that are `beside` each other keep one core busy each: two of
 * them run at a time.
 */
const steps = [
  { name: 'lint', title: 'Lint', command: 'eslint . --max-warnings 0', limit: 10 * minute, beside: true },
  {
    name: 'typecheck',
    title: 'Types',
    command: 'npm run --silent typecheck',
    limit: 10 * minute,
    beside: true,
  },
  {
    name: 'format',
    title: 'Format',
    command: 'prettier --check --log-level warn .',
    limit: 10 * minute,
    beside: true,
  },
  {
    name: 'knip',
    title: 'Unused files, exports and packages',
    command: 'knip',
    limit: 10 * minute,
    beside: true,
  },
  {
    name: 'architecture',
    title: 'Architecture',
    command: 'node scripts/architecture.mjs',
    limit: 10 * minute,
    beside: true,
  },
  {
    name: 'project',
    title: 'HubSpot project',
    command: 'node scripts/project-check.mjs',
    limit: 10 * minute,
    beside: true,
  },
  {
    name: 'build',
    title: 'Production build',
    command: 'node scripts/build.mjs',
    limit: 10 * minute,
    beside: true,
  },
  {
    name: 'cards',
    title: 'Card bundles',
    command: 'node scripts/build-cards.mjs',
    limit: 10 * minute,
    beside: true,
  },
  {
    name: 'pages',
    title: 'Pages of the stand-in',
    command: 'node scripts/build-pages.mjs',
    limit: 10 * minute,
    beside: true,
  },
  {
    name: 'unit',
    title: 'Unit and integration tests, SQLite and PostgreSQL',
    command: 'vitest run',
    limit: 60 * minute,
  },
  {
    name: 'faults',
    title: 'Fault suite, short version',
    command: 'node faults/faults.ts',
    limit: 40 * minute,
  },
  {
    name: 'e2e',
    title: 'Browser tests on the local product',
    command: 'playwright test -c e2e/playwright.config.ts',
    limit: 40 * minute,
    hint: `The browser comes with the npm package @sparticuz/chromium (Linux, x64). Elsewhere install one:
  Debian, Ubuntu: apt-get install -y chromium    macOS: brew install --cask chromium`,
  },
];

const environment = {
  ...process.env,
  PATH: [path.join(root, 'node_modules', '.bin'), process.env.PATH].join(path.delimiter),
  NO_COLOR: '1',
};
delete environment.FORCE_COLOR;

/** Runs one step. Resolves to the end of its output and whether it passed. */
function run(step) {
  return new Promise((resolve) => {
    const tail = [];
    const child = spawn(step.command, {
      cwd: root,
      env: environment,
      shell: true,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    // The whole group: what a step started must not outlive it.
    const end = (signal) => {
      try {
        process.kill(-child.pid, signal);
      } catch {
        // It has ended already.
      }
    };
    const timer = setTimeout(() => {
      tail.push(`gate: took longer than ${step.limit / minute} minutes and was ended.`);
      end('SIGTERM');
      setTimeout(() => end('SIGKILL'), 5_000).unref();
    }, step.limit);
    running.add(end);
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8');
      stream.on('data', (text) => {
        step.show(text);
        tail.push(...text.split('\n').filter((line) => line.trim() !== ''));
        tail.splice(0, tail.length - tailLines);
      });
    }
    child.on('close', (code) => {
      clearTimeout(timer);
      running.delete(end);
      resolve({ passed: code === 0, tail });
    });
  });
}

/** Ends the steps that run. */
const running = new Set();
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => {
    for (const end of running) end('SIGTERM');
    process.exit(1);
  });
}

function chooseSteps(names) {
  const unknown = names.filter((name) => !steps.some((step) => step.name === name));
  if (unknown.length > 0) {
    console.error(
      `No such step: ${unknown.join(', ')}. There are: ${steps.map((step) => step.name).join(', ')}`,
    );
    process.exit(2);
  }
  return names.length === 0 ? steps : steps.filter((step) => names.includes(step.name));
}

if (!existsSync(path.join(root, 'node_modules', '.bin'))) {
  console.error('The packages are not installed. Run: npm ci');
  process.exit(2);
}
const results = [];
/** Shows the output of a step that runs alone as it comes, and of one that has others beside it when it has ended. */
async function report(step) {
  const kept = [];
  const write = (text) => void process.stdout.write(text);
  const heading = `\n=== ${step.title} (${step.command})\n`;
  if (!step.beside) write(heading);
  const startedAt = performance.now();
  const result = await run({ ...step, show: step.beside ? (text) => kept.push(text) : write });
  const seconds = Math.round((performance.now() - startedAt) / 1_000);
  if (step.beside) write(heading + kept.join(''));
  write(`--- ${step.title}: ${result.passed ? 'passed' : 'FAILED'} after ${seconds} s\n`);
  results.push({ ...step, ...result, seconds });
}
async function reportInTurn(steps) {
  for (let step = steps.shift(); step; step = steps.shift()) await report(step);
}

const chosen = chooseSteps(process.argv.slice(2));
const together = chosen.filter(({ beside }) => beside);
await Promise.all([reportInTurn(together), reportInTurn(together)]);
await reportInTurn(chosen.filter(({ beside }) => !beside));

const failed = results.filter((result) => !result.passed);
console.log('\n=== Summary');
for (const { passed, title, seconds } of results)
  console.log(`${passed ? 'passed' : 'FAILED'}  ${title}, ${seconds} s`);
for (const { title, name, tail, hint } of failed) {
  console.log(
    `\n=== FAILED: ${title}. Again alone: npm test -- ${name}. The end of its output:\n${tail.join('\n')}`,
  );
  if (hint) console.log(hint);
}
console.log(`\n${results.length - failed.length} passed, ${failed.length} failed`);
process.exitCode = failed.length === 0 ? 0 : 1;
