/** `npm run readme`: writes the tables of README.md that come from the code. A test holds them equal. */
import { readFileSync, writeFileSync } from 'node:fs';
import { environmentSchema } from '../src/backend/ground/config.ts';
import { errorCatalog } from '../src/backend/ground/errors.ts';
import { rooms } from '../src/backend/house/rooms.ts';
import { createMetrics } from '../src/backend/http/metrics.ts';

const escape = (text: string): string => text.replaceAll('|', '\\|');

const { registry } = createMetrics();
for (const { meters } of rooms.rooms) meters?.(registry);
const metrics = [...(await registry.metrics()).matchAll(/^# HELP (baton_\w+) (.+)$/gm)];

export const tables: Readonly<Record<string, string[]>> = {
  environment: [
    '| Variable | Default | Meaning |',
    '|---|---|---|',
    ...Object.entries(environmentSchema.shape).map(([name, schema]) => {
      const { data: fallback } = schema.safeParse(undefined);
      return `| \`${name}\` | ${fallback === undefined ? '' : `\`${String(fallback)}\``} | ${escape(schema.description ?? '')} |`;
    }),
  ],
  metrics: [
    '| Metric | Meaning |',
    '|---|---|',
    ...metrics.map(([, name, help]) => `| \`${name}\` | ${escape(help ?? '')} |`),
  ],
  errors: [
    '| Code | What to do |',
    '|---|---|',
    ...Object.entries(errorCatalog).map(([code, advice]) => `| \`${code}\` | ${escape(advice)} |`),
  ],
};

/** The README with its tables as the code has them: each stands between its marker and the next empty line. */
export function withTables(readme: string): string {
  let text = readme;
  for (const [name, rows] of Object.entries(tables)) {
    const marker = `<!-- ${name} -->\n`;
    const start = text.indexOf(marker) + marker.length;
    const end = text.indexOf('\n\n', start - 1);
    text = `${text.slice(0, start)}${rows.join('\n')}${text.slice(end)}`;
  }
  return text;
}

if (import.meta.main) writeFileSync('README.md', withTables(readFileSync('README.md', 'utf8')));
