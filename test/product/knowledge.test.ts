import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createTestDatabase, openAnother } from '../../src/backend/database/test-database.ts';
import { entities } from '../../src/backend/house/schema.ts';
import { KnowledgeContentEntity, KnowledgeItemEntity } from '../../src/backend/knowledge/knowledge-entity.ts';
import { docxOf, pdfOf, pdfOfLines, wordParagraph } from '../../src/backend/knowledge/test-files.ts';
import type { KnowledgeFound, KnowledgeView, UploadLink } from '../../src/cards/knowledge/contract.ts';
import { startLocalBaton } from '../world/local-baton.ts';
import { startWorld, when } from '../world/world.ts';
import type { World } from '../world/world.ts';
import { onDatabase } from '../world/on-database.ts';

const LONG = { timeout: 240_000 };
const stops: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

type Asking = Pick<World, 'client'> & { url: string; userId: number };
async function asked(
  { client, url, userId }: Asking,
  method: string,
  path: string,
  body?: object,
): Promise<{ status: number; body: unknown }> {
  return client.fetchAs(userId, `${url}/api/knowledge${path}`, { method, ...(body ? { body } : {}) });
}
const list = async (of: Asking) => (await asked(of, 'GET', '')).body as KnowledgeView;
const found = async (of: Asking, words: string) =>
  ((await asked(of, 'GET', `/search?words=${encodeURIComponent(words)}`)).body as KnowledgeFound).passages;
const uploadUrl = async (of: Asking) =>
  ((await asked(of, 'POST', '/upload-link', {})).body as UploadLink).url;

async function upload(url: string, files: Record<string, Buffer>, fields: Record<string, string> = {}) {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.append(name, value);
  for (const [name, bytes] of Object.entries(files))
    body.append('file', new Blob([new Uint8Array(bytes)]), name);
  return fetch(url, { method: 'POST', body, headers: { accept: 'application/json' } });
}

describe.each(onDatabase('sqlite'))('the knowledge, whole, on %s', (kind) => {
  it('takes files and links, reads them, and answers reps too', LONG, async () => {
    const site = createServer((_, response) =>
      response
        .setHeader('content-type', 'text/html')
        .end('<title>Delivery</title><p>We deliver to Oslo.</p>'),
    );
    await new Promise<void>((resolve) => void site.listen(0, '127.0.0.1', resolve));
    stops.push(async () => site.close());
    // It listens on TCP.
    const origin = `http://127.0.0.1:${(site.address() as AddressInfo).port}`;
    const baton = await startLocalBaton({ kind, environment: { KNOWLEDGE_ORIGINS: origin } });
    const admin = { client: baton.client, url: baton.url, userId: baton.people.ada.userId };
    const rep = { ...admin, userId: baton.people.rae.userId };

    const answer = await upload(
      await uploadUrl(admin),
      {
        'prices.pdf': pdfOfLines(['The Enterprise plan costs 1,200 dollars.']),
        'Größen.docx': docxOf(wordParagraph('Unsere Möbel gibt es in drei Größen.')),
        'empty.txt': Buffer.alloc(0),
      },
      { expiresOn: '2030-01-01' },
    );
    expect(await answer.json()).toEqual({
      results: [
        { name: 'prices.pdf', refused: false, words: 'Added. Baton is reading it.' },
        { name: 'Größen.docx', refused: false, words: 'Added. Baton is reading it.' },
        { name: 'empty.txt', refused: true, words: 'It is empty.' },
      ],
    });
    const link = {
      kind: 'link',
      title: '',
      source: origin,
      keepFresh: false,
      assistantId: null,
      expiresOn: null,
    };
    expect((await asked(admin, 'POST', '/items', link)).status).toBe(200);
    await when('all to be read', async () =>
      (await list(admin)).items.every(({ state }) => state === 'ready'),
    );
    expect((await list(admin)).items.map(({ title }) => title).sort()).toEqual([
      'Delivery',
      'Größen',
      'prices',
    ]);
    for (const words of ['enterprise plan', 'Welche Größe haben die Möbel?', 'deliver to oslo'])
      expect(await found(rep, words)).toHaveLength(1);
    expect((await list(rep)).total).toBe(3);
  });

  it('is changed by admins only, through links that end', LONG, async () => {
    const baton = await startLocalBaton({ kind });
    const admin = { client: baton.client, url: baton.url, userId: baton.people.ada.userId };
    const rep = { ...admin, userId: baton.people.rae.userId };
    const text = { kind: 'text', title: '', text: 'A.', assistantId: null, expiresOn: null };
    expect((await asked(rep, 'POST', '/items', text)).status).toBe(403);
    expect((await asked(rep, 'POST', '/upload-link', {})).status).toBe(403);

    const url = await uploadUrl(admin);
    const page = await fetch(url);
    expect(page.headers.get('content-security-policy')).toMatch(/default-src 'none';.*script-src 'nonce-/);
    expect(page.headers.get('referrer-policy')).toBe('no-referrer');
    const html = await page.text();
    const [, nonce] =
      /script-src 'nonce-([^']+)'/.exec(page.headers.get('content-security-policy') ?? '') ?? [];
    expect(html).toContain(`<script nonce="${nonce}">`);

    const file = { 'a.txt': Buffer.from('A text.') };
    expect((await upload(`${url}x`, file)).status).toBe(404);
    expect((await upload(url, file, { expiresOn: 'tomorrow' })).status).toBe(400);
    expect((await upload(url, file, { assistant: 'nobody' })).status).toBe(200);
    expect((await fetch(url, { method: 'POST', body: 'x' })).status).toBe(400);
    const boundary = { 'content-type': 'multipart/form-data; boundary=b' };
    const cut = '--b\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\nhalf a fi';
    expect((await fetch(url, { method: 'POST', body: cut, headers: boundary })).status).toBe(400);
    expect((await list(admin)).total).toBe(0);
    const many = Object.fromEntries(
      Array.from({ length: 21 }, (_, index) => [`${index}.txt`, Buffer.from('x')]),
    );
    expect((await upload(url, many)).status).toBe(413);
    expect((await list(admin)).total).toBe(0);
    baton.sandbox.clock.advance(31 * 60_000);
    expect((await upload(url, file)).status).toBe(404);
  });

  it('goes on reading a file after a kill -9', LONG, async () => {
    const database = await createTestDatabase(kind);
    stops.push(() => database.remove());
    const roles = kind === 'sqlite' ? (['all'] as const) : (['web', 'worker'] as const);
    const world = await startWorld({
      contacts: 0,
      roles: [...roles],
      environment: { DATABASE_URL: database.url },
    });
    stops.push(() => world.stop());
    const rows = await openAnother(database.url, entities);
    stops.push(() => rows.close());
    const admin = { client: world.client, url: world.batonUrl, userId: world.people.ada.userId };
    const long = pdfOf(
      `BT /F1 12 Tf 14 TL 72 720 Td ${'(The zeppelin leaves at noon.) Tj T* '.repeat(20_000)} ET`,
    );
    await upload(await uploadUrl(admin), { 'long.pdf': long });
    const item = async () => (await rows.manager.find(KnowledgeItemEntity))[0];
    await when('it to be read', async () => (await item())?.attempts === 1, 60_000, 10);
    expect((await item())?.state).toBe('reading');
    for (const process of world.processes) process.kill('SIGKILL');
    await world.run([...roles]);
    await when('it to be read again', async () => (await item())?.state === 'ready', 120_000);
    expect((await found(admin, 'zeppelin'))[0]?.text).toContain('leaves at noon');
    expect((await rows.manager.find(KnowledgeContentEntity))[0]?.file).toBeNull();
  });
});
