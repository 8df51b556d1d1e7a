import { readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { describe, expect, it } from 'vitest';
import { environmentSchema, readConfig } from '../../src/backend/ground/config.ts';

const example = readFileSync(new URL('../../.env.example', import.meta.url), 'utf8');
const uncommented = parseEnv(example.replace(/^#(?=[A-Z_]+=)/gm, '')) as Record<string, string>;

describe('.env.example', () => {
  it('names every variable, and none that does not exist', () => {
    expect(Object.keys(uncommented).sort()).toEqual(Object.keys(environmentSchema.shape).sort());
  });

  it('shows the defaults', () => {
    for (const [name, schema] of Object.entries(environmentSchema.shape)) {
      const byDefault = schema.safeParse(undefined);
      if (!byDefault.success || byDefault.data === undefined) continue;
      expect(schema.parse(uncommented[name]), name).toEqual(byDefault.data);
    }
  });

  it('leaves open only what nobody can know', () => {
    const problems = () => readConfig(parseEnv(example));
    expect(problems).toThrow(/HUBSPOT_CLIENT_ID|ENCRYPTION_KEYS/);
    expect(problems).not.toThrow(/PUBLIC_URL|PORT|DATABASE_URL/);
  });
});
