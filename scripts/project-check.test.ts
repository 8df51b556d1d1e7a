import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, symlink, writeFile, mkdir } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { optionalScopes, requiredScopes } from '../src/backend/hubspot/portals/scopes.ts';

const root = path.resolve(import.meta.dirname, '..');
const created: string[] = [];
const appFile = 'src/app/app-hsmeta.json';
const cardFile = 'src/app/cards/contact-card-hsmeta.json';

/** A copy of the project, with neighbours in src that an upload must leave out. */
async function copyProject(): Promise<string> {
  const project = await mkdtemp(path.join(os.tmpdir(), 'baton-check-'));
  created.push(project);
  for (const part of ['hsproject.json', '.hsignore', 'src/app', 'src/cards']) {
    await cp(path.join(root, part), path.join(project, part), { recursive: true });
  }
  for (const folder of ['backend', 'sandbox']) {
    await mkdir(path.join(project, 'src', folder));
    await writeFile(path.join(project, 'src', folder, 'main.ts'), 'export {};\n');
  }
  await writeFile(path.join(project, 'src/.env'), 'SECRET=1\n');
  await writeFile(path.join(project, 'src/app/local.json'), '{}\n');
  await symlink(path.join(root, 'node_modules'), path.join(project, 'node_modules'));
  return project;
}

async function change(project: string, file: string, edit: (meta: Meta) => void): Promise<void> {
  const target = path.join(project, file);
  const meta = JSON.parse(await readFile(target, 'utf8')) as Meta; // the files of this repository
  edit(meta);
  await writeFile(target, JSON.stringify(meta));
}

interface Meta extends Record<string, unknown> {
  uid: string;
  config: Record<string, unknown>;
}

function check(project: string): Promise<{ code: number; output: string }> {
  const script = path.join(root, 'scripts/project-check.mjs');
  return new Promise((resolve) => {
    execFile(process.execPath, [script, '--project', project], (error, stdout, stderr) => {
      resolve({ code: error ? 1 : 0, output: stdout + stderr });
    });
  });
}

afterEach(async () => {
  await Promise.all(created.splice(0).map((folder) => rm(folder, { recursive: true, force: true })));
});

describe('project check', () => {
  it('accepts the project and keeps everything but src/app out of the upload', async () => {
    const { code, output } = await check(await copyProject());
    expect(output).toContain('The HubSpot project is fine.');
    expect(code).toBe(0);
    expect(output).toContain('app/cards/lib/contact-card.js');
    expect(output).toContain('CARD baton_contact_sidebar_card');
    const uploaded = output.split('files:')[1] ?? '';
    for (const hidden of ['backend/', 'sandbox/', '.env', 'local.json', '.test.', 'cards/contact/']) {
      expect(uploaded).not.toContain(hidden);
    }
  });

  it('names a bad uid, a bad location, an unknown field and a forbidden name in one run', async () => {
    const project = await copyProject();
    await change(project, appFile, (meta) => (meta.config['name'] = 'Baton for HubSpot'));
    await change(project, cardFile, (meta) => (meta.config['location'] = 'crm.record.middle'));
    await change(project, 'src/app/settings/settings-hsmeta.json', (meta) => (meta.uid = 'baton settings!'));
    await change(project, 'src/app/webhooks/webhooks-hsmeta.json', (meta) => (meta['extra'] = true));
    const { code, output } = await check(project);
    expect(code).toBe(1);
    expect(output).toContain("'uid' should use only letters");
    expect(output).toMatch(/location.*must be equal to one of the allowed values/);
    expect(output).toContain('Unexpected top-level properties found: extra');
    expect(output).toMatch(/config\.name: must match pattern/);
    expect(output).toContain('src/app/app-hsmeta.json');
  });

  it('finds an import that leaves its extension, a definition in the wrong folder and a hole in .hsignore', async () => {
    const project = await copyProject();
    const entry = path.join(project, 'src/app/cards/ContactCard.tsx');
    await writeFile(
      entry,
      (await readFile(entry, 'utf8')).replace(
        './lib/contact-card.js',
        '../../cards/contact/contact-card.tsx',
      ),
    );
    await cp(path.join(project, cardFile), path.join(project, 'src/app/cards/old/spare-hsmeta.json'));
    await writeFile(path.join(project, '.hsignore'), '/cards\n');
    const { code, output } = await check(project);
    expect(code).toBe(1);
    expect(output).toMatch(/✗ .*ContactCard\.tsx imports .*contact-card\.tsx, outside/);
    expect(output).toMatch(/✗ .*old\/spare-hsmeta\.json: not in a folder HubSpot reads/);
    expect(output).toContain('the upload would contain backend code: backend/main.ts');
    expect(output).toContain('the upload would contain the sandbox: sandbox/main.ts');
    expect(output).not.toContain('would contain secrets');
  });

  it('refuses two components with one uid', async () => {
    const project = await copyProject();
    await change(
      project,
      'src/app/settings/settings-hsmeta.json',
      (meta) => (meta.uid = 'baton_contact_card'),
    );
    const { code, output } = await check(project);
    expect(code).toBe(1);
    expect(output).toMatch(/baton_contact_card/);
  });
});

describe('app definition', () => {
  it('asks for the scopes the backend asks for, or HubSpot blocks the install', async () => {
    const app = JSON.parse(await readFile(path.join(root, appFile), 'utf8')) as {
      config: { auth: { requiredScopes: string[]; optionalScopes: string[] } };
    };
    expect(app.config.auth.requiredScopes.toSorted()).toEqual([...requiredScopes].sort());
    expect(app.config.auth.optionalScopes.toSorted()).toEqual([...optionalScopes].sort());
  });
});
