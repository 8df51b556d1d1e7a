import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { checkArchitecture, checkLayout } from './architecture.mjs';

type Files = Record<string, string>;
const nothing = 'export const nothing = 1;\n';
const uses = (from: string) => `export { nothing } from '${from}';\n`;
const usesPackage = (name: string) => `import '${name}';\n`;
const usesType = (from: string) =>
  `import type { nothing } from '${from}';\nexport type Nothing = typeof nothing;\n`;

/** For each rule, a small repository that breaks it and no other. */
const broken: Record<string, Files> = {
  'no-circles': {
    'src/backend/leads/a.ts': usesType('./b.ts'),
    'src/backend/leads/b.ts': `${nothing}export type { Nothing } from './a.ts';\n`,
  },
  'benches-and-faults-meet-in-test-world': {
    'bench/a.ts': usesType('../faults/b.ts'),
    'faults/b.ts': nothing,
  },
  'only-the-house-opens-rooms': {
    'src/backend/reconcile/a.ts': uses('../leads/room.ts'),
    'src/backend/leads/room.ts': nothing,
  },
  'a-room-is-light-until-it-opens': {
    'src/backend/leads/room.ts': uses('./pick-up.ts'),
    'src/backend/leads/pick-up.ts': nothing,
  },
  resolvable: { 'src/backend/leads/a.ts': uses('./gone.ts') },
  'backend-does-not-know-the-sandbox': {
    'src/backend/leads/a.ts': uses('../../sandbox/b.ts'),
    'src/sandbox/b.ts': nothing,
  },
  'sandbox-does-not-know-the-backend': {
    'src/sandbox/a.ts': usesType('../backend/leads/b.ts'),
    'src/backend/leads/b.ts': nothing,
  },
  'cards-know-only-themselves': {
    'src/cards/contact/a.tsx': usesType('../../backend/leads/b.ts'),
    'src/backend/leads/b.ts': nothing,
  },
  'backend-knows-the-contracts-of-the-cards-only': {
    'src/backend/leads/card/a.ts': usesType('../../../cards/contact/b.ts'),
    'src/cards/contact/b.ts': nothing,
  },
  'contracts-of-the-cards-are-types': {
    'src/backend/leads/card/a.ts': uses('../../../cards/contact/contract.ts'),
    'src/cards/contact/contract.ts': nothing,
  },
  'only-the-hubspot-room-speaks-hubspot': { 'src/backend/leads/a.ts': usesPackage('@hubspot/api-client') },
  'only-the-mail-room-speaks-mail': { 'src/backend/leads/a.ts': usesPackage('nodemailer') },
  'only-the-database-room-opens-databases': { 'src/backend/leads/a.ts': usesPackage('pg') },
  'mail-server-knows-no-later-room': {
    'src/backend/mail-server/a.ts': usesType('../leads/b.ts'),
    'src/backend/leads/b.ts': nothing,
  },
  'hubspot-knows-no-later-room': {
    'src/backend/hubspot/install/a.ts': usesType('../outbox/b.ts'),
    'src/backend/hubspot/outbox/b.ts': nothing,
  },
  'ground-knows-no-later-room': {
    'src/backend/ground/a.ts': usesType('../database/b.ts'),
    'src/backend/database/b.ts': nothing,
  },
  'health-knows-no-later-room': {
    'src/backend/health/a.ts': usesType('../house/b.ts'),
    'src/backend/house/b.ts': nothing,
  },
  'hubspot-outbox-keeps-its-tables': {
    'src/backend/leads/a.ts': uses('../hubspot/outbox/b-entity.ts'),
    'src/backend/hubspot/outbox/b-entity.ts': nothing,
  },
  'mail-keeps-its-tables': {
    'src/backend/leads/a.ts': uses('../mail/b-entity.ts'),
    'src/backend/mail/b-entity.ts': nothing,
  },
  'production-does-not-load-test-code': {
    'src/backend/leads/a.ts': uses('./test-leads.ts'),
    'src/backend/leads/test-leads.ts': nothing,
  },
};

const allowed: Record<string, Files> = {
  'types of the contract of a card in the backend': {
    'src/backend/leads/card/a.ts': usesType('../../../cards/contact/contract.ts'),
    'src/cards/contact/contract.ts': nothing,
  },
  'the type of a row of another room': {
    'src/backend/leads/a.ts': usesType('../campaigns/b-entity.ts'),
    'src/backend/campaigns/b-entity.ts': nothing,
  },
  'the table of the own room': {
    'src/backend/leads/a.ts': uses('./b-entity.ts'),
    'src/backend/leads/b-entity.ts': nothing,
  },
  'a feature that uses adapters': {
    'src/backend/leads/a.ts': `${uses('../hubspot/b.ts')}export { nothing as other } from '../database/c.ts';\n`,
    'src/backend/hubspot/b.ts': usesPackage('@hubspot/api-client') + nothing,
    'src/backend/database/c.ts': usesPackage('pg') + nothing,
  },
};

describe('the architecture check', () => {
  const folders: string[] = [];
  const write = (files: Files): string => {
    const root = mkdtempSync(join(tmpdir(), 'baton-architecture-'));
    folders.push(root);
    symlinkSync(resolve(import.meta.dirname, '../node_modules'), join(root, 'node_modules'));
    writeFileSync(join(root, 'package.json'), '{"type":"module"}');
    for (const [name, content] of Object.entries(files)) {
      mkdirSync(dirname(join(root, name)), { recursive: true });
      writeFileSync(join(root, name), content);
    }
    return root;
  };
  afterEach(() => {
    for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
  });

  it.each(Object.entries(broken))('sees what breaks %s', async (rule, files) => {
    const { violations } = await checkArchitecture(write(files));
    expect(violations.map((violation) => violation.rule)).toContain(rule);
    expect(violations.map((violation) => violation.from)).toContain(Object.keys(files)[0]);
  });

  it.each(Object.entries(allowed))('lets pass %s', async (_, files) => {
    const { violations, seen } = await checkArchitecture(write(files));
    expect(violations).toEqual([]);
    expect(seen).toBe(Object.keys(files).length);
  });

  it('sees a file outside of every room, and a heap of files', async () => {
    const heap = Object.fromEntries(
      Array.from({ length: 17 }, (_, at) => [`src/backend/leads/a${at}.ts`, nothing]),
    );
    const root = write({ ...heap, 'src/backend/main.ts': nothing, 'src/backend/baton.ts': nothing });
    const found = await checkLayout(root);
    expect(found).toHaveLength(2);
    expect(found.join()).toContain('src/backend/baton.ts');
    expect(found.join()).toContain('src/backend/leads: 17 files');
    delete heap['src/backend/leads/a16.ts'];
    expect(await checkLayout(write({ ...heap, 'src/backend/leads/a1.test.ts': nothing }))).toEqual([]);
  });

  it('has the rooms of the house in their order, and every folder of the backend', () => {
    const rules = readFileSync('.dependency-cruiser.cjs', 'utf8');
    const inOrder = [...(/const ROOMS = \[(.*?)\]/s.exec(rules)?.[1] ?? '').matchAll(/'(.+?)'/g)];
    const inHouse = readFileSync('src/backend/house/rooms.ts', 'utf8');
    const folders = [...inHouse.matchAll(/\.add\((\w+)\)/g)].map(
      ([, name = '']) => new RegExp(`${name} \\} from '\\.\\./(.+)/room\\.ts'`).exec(inHouse)?.[1],
    );
    expect(folders.length).toBeGreaterThan(15);
    const known = inOrder.map(([, name]) => name);
    const there = readdirSync('src/backend', { withFileTypes: true }).filter((entry) => entry.isDirectory());
    expect(known).toEqual(expect.arrayContaining(there.map(({ name }) => name)));
    expect(known.filter((name) => folders.includes(name))).toEqual(folders);
  });
});
