import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startTestSandbox } from './testing.ts';

let folder: string;
let dataFile: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sandbox-'));
  dataFile = join(folder, 'sandbox.sqlite');
});
afterEach(() => rmSync(folder, { recursive: true }));

const contacts = '/crm/objects/2026-09/contacts';

describe('a restart', () => {
  it('finds everything as it was: records, tokens, faults, clock, links', async () => {
    const first = await startTestSandbox({ dataFile });
    const created = await first.api('POST', contacts, {
      properties: { email: 'kept@restart.example', hubspot_owner_id: '41600001' },
    });
    const id: string = created.body.id;
    const note = await first.api('POST', '/crm/objects/2026-09/notes', {
      properties: { hs_timestamp: '1790000000000' },
    });
    await first.api('PUT', `/crm/objects/2026-09/notes/${note.body.id}/associations/default/contacts/${id}`);
    await first.control('PUT', '/faults', [{ kind: 'status', match: { path: '/crm/lists' } }]);
    first.clock.advance(86_400_000);
    await first.stop();

    const second = await startTestSandbox({ dataFile });
    const found = await second.api(
      'GET',
      `${contacts}/${id}?propertiesWithHistory=hubspot_owner_id`,
      undefined,
      first.token,
    );
    expect(found.body.propertiesWithHistory.hubspot_owner_id[0].value).toBe('41600001');
    expect((await second.api('GET', `${contacts}/${id}/associations/notes`)).body.results).toHaveLength(1);
    expect((await second.control('GET', '/faults')).body).toHaveLength(1);
    expect(second.clock.offsetMs).toBe(86_400_000);
    const again = await second.api('POST', contacts, { properties: { email: 'kept@restart.example' } });
    expect([again.status, again.body.message]).toEqual([409, expect.stringContaining(id)]);
    const search = {
      filterGroups: [{ filters: [{ propertyName: 'email', operator: 'EQ', value: 'kept@restart.example' }] }],
      sorts: [],
      properties: [],
      limit: 10,
      after: '0',
    };
    expect((await second.api('POST', `${contacts}/search`, search)).body.total).toBe(1);
    const next = await second.api('POST', contacts, { properties: {} });
    expect(Number(next.body.id)).toBeGreaterThan(Number(id));
    await second.stop();
  });

  it('after kill -9 finds every write that was answered', async () => {
    const child = startProcess();
    const exited = once(child, 'exit');
    const url = await firstLine(child);
    const answered: string[] = [];
    const token = await issueToken(url);
    const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' };
    const write = async (number: number): Promise<void> => {
      const body = JSON.stringify({ properties: { email: `kill${number}@restart.example` } });
      const response = await fetch(`${url}${contacts}`, { method: 'POST', headers, body });
      if (response.status === 201) answered.push(`kill${number}@restart.example`);
      if (answered.length === 40) child.kill('SIGKILL');
    };
    await Promise.allSettled(Array.from({ length: 80 }, (_, number) => write(number)));
    await exited;
    expect(answered.length).toBeGreaterThanOrEqual(40);

    const again = await startTestSandbox({ dataFile });
    for (const email of answered) {
      expect((await again.api('GET', `${contacts}/${email}?idProperty=email`, undefined, token)).status).toBe(
        200,
      );
    }
    await again.stop();
  });

  function startProcess(): ChildProcess {
    const script = join(folder, 'start.ts');
    const options = JSON.stringify({ dataFile });
    writeFileSync(
      script,
      `const { startTestSandbox } = await import(${JSON.stringify(new URL('./testing.ts', import.meta.url).href)});
      console.log((await startTestSandbox(${options})).url);`,
    );
    return spawn(process.execPath, [script], { stdio: ['ignore', 'pipe', 'inherit'] });
  }

  async function firstLine(child: ChildProcess): Promise<string> {
    if (!child.stdout) throw new Error('the child has no output');
    const [chunk] = await once(child.stdout, 'data');
    return String(chunk).trim();
  }

  async function issueToken(url: string): Promise<string> {
    const response = await fetch(`${url}/sandbox/api/portals/4242/access-token`, { method: 'POST' });
    const body = (await response.json()) as { accessToken: string };
    return body.accessToken;
  }
});

describe('the pages', () => {
  it('share one shell; bundles and cards are files', async () => {
    const [pages, cards] = [join(folder, 'pages'), join(folder, 'cards')];
    for (const directory of [pages, cards]) mkdirSync(directory);
    writeFileSync(join(pages, 'index.html'), '<h1>shell</h1>');
    writeFileSync(join(pages, 'app.js'), 'app()');
    writeFileSync(join(cards, 'ContactCard.js'), 'card()');
    const sandbox = await startTestSandbox({ pagesDirectory: pages, cardsDirectory: cards });
    const text = async (path: string) => (await fetch(`${sandbox.url}${path}`)).text();
    for (const path of ['/', '/contacts/4242/record/0-1/104242001', '/mail', '/settings/4242', '/sandbox']) {
      expect(await text(path)).toBe('<h1>shell</h1>');
    }
    expect(await text('/assets/app.js')).toBe('app()');
    expect(await text('/cards/ContactCard.js')).toBe('card()');
    await sandbox.stop();
  });

  it('say when they are not built', async () => {
    const sandbox = await startTestSandbox({ pagesDirectory: join(folder, 'nothing') });
    expect((await fetch(`${sandbox.url}/`)).status).toBe(503);
    await sandbox.stop();
  });
});

it('stops with requests under way', async () => {
  const sandbox = await startTestSandbox({ latencyMs: 60_000 });
  const request = sandbox.api('GET', contacts);
  await Promise.all([
    expect(request).rejects.toThrow(),
    new Promise((resolve) => setTimeout(resolve, 50)).then(() => sandbox.stop()),
  ]);
});
