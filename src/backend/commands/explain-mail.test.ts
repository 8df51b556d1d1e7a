import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';

const run = promisify(execFile);
const command = join(import.meta.dirname, 'explain-mail.ts');
let folder: string;

const mail = (from: string, to: string, text: string) =>
  [
    `From: ${from}`,
    `To: ${to}`,
    'Date: Mon, 23 Nov 2026 10:00:00 +0100',
    'Subject: Re: Hello',
    '',
    text,
  ].join('\r\n');

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'baton-explain-'));
});
afterAll(() => rm(folder, { recursive: true }));

const explain = async (...files: string[]): Promise<unknown> =>
  JSON.parse((await run(process.execPath, [command, ...files])).stdout);

it('explains an answer against the mail that it answers', async () => {
  const ours = 'Hello Nora,\r\n\r\nshall I send you the brochure?\r\n\r\nTara';
  const [answer, sent] = [join(folder, 'answer.eml'), join(folder, 'sent.eml')];
  await writeFile(sent, mail('tara@vendor.example.com', 'nora@client.example.com', ours));
  await writeFile(
    answer,
    mail(
      'nora@client.example.com',
      'tara@vendor.example.com',
      `Yes, please.\r\n\r\n${ours.replace(/^/gm, '> ')}`,
    ),
  );
  expect(await explain(answer, '--sent', sent)).toMatchObject({
    writtenBy: 'person',
    newText: 'Yes, please.',
    class: 'BrochureRequest',
    secondary: [],
    resumeOn: null,
  });
});

it('says which file is not there', async () => {
  await expect(explain(join(folder, 'nothing.eml'))).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringContaining('nothing.eml') as string,
  });
});
