import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startTestSandbox } from '../testing.ts';
import type { TestAnswer, TestSandbox } from '../testing.ts';

let sandbox: TestSandbox;
beforeEach(async () => {
  sandbox = await startTestSandbox();
});
afterEach(() => sandbox.stop());

const schema = {
  type: 'object',
  properties: {
    kind: { type: 'string', enum: ['a', 'b'] },
    when: { type: ['string', 'null'] },
    size: { anyOf: [{ type: 'number' }, { type: 'null' }] },
    tags: { type: 'array', items: { type: 'string' } },
  },
};
const chat = (text: string, key = 'sk-1'): Promise<TestAnswer> =>
  sandbox.api(
    'POST',
    '/sandbox/models/v1/chat/completions',
    {
      model: 'tiny-1',
      messages: [{ role: 'user', content: [{ type: 'text', text }] }],
      response_format: { type: 'json_schema', json_schema: { name: 'x', schema } },
    },
    key,
  );
const said = ({ body }: TestAnswer): unknown => JSON.parse(body.choices[0].message.content);

describe('the model on this machine', () => {
  it('answers by its script, else as empty an object as was asked for, and counts', async () => {
    await sandbox.control('PUT', '/models/script', [{ contains: 'Friday', answer: { kind: 'a' } }]);
    const answer = await chat('Is it Friday?');
    expect(said(answer)).toEqual({ kind: 'a' });
    expect(answer.body.usage).toEqual({ prompt_tokens: 4, completion_tokens: 3, total_tokens: 7 });
    expect(said(await chat('Is it Monday?'))).toEqual({ kind: 'b', when: null, size: null, tags: [] });
    expect((await sandbox.control('GET', '/models')).body.asked).toEqual(['Is it Friday?', 'Is it Monday?']);
    await sandbox.control('DELETE', '/models/asked');
    expect(sandbox.models.asked).toEqual([]);
  });

  it('answers in the manner of Anthropic, by a tool where one is offered', async () => {
    const question = {
      model: 'claude',
      max_tokens: 10,
      system: 'Say it.',
      messages: [{ role: 'user', content: 'Now.' }],
    };
    const ask = (more: object) =>
      sandbox.api('POST', '/sandbox/models/v1/messages', { ...question, ...more }, 'sk-1');
    const tool = await ask({ tools: [{ name: 'json', input_schema: schema }] });
    expect(tool.body).toMatchObject({
      stop_reason: 'tool_use',
      content: [{ type: 'tool_use', name: 'json', input: { kind: 'b' } }],
    });
    const text = await ask({ output_config: { format: { type: 'json_schema', schema } } });
    expect(JSON.parse(text.body.content[0].text)).toMatchObject({ kind: 'b' });
    expect((await ask({})).body.content).toEqual([{ type: 'text', text: 'I do not know.' }]);
  });

  it('refuses strangers and what is no question', async () => {
    expect((await chat('Hello', 'letmein')).status).toBe(401);
    expect((await sandbox.api('POST', '/sandbox/models/v1/messages', {}, 'sk-1')).status).toBe(400);
  });

  it('fails as it is told, as often as it is told', async () => {
    await sandbox.control('PUT', '/models/faults', [
      { kind: 'status', status: 429, times: 1 },
      { kind: 'nonsense', times: 1 },
      { kind: 'wrong-shape', times: 1 },
      { kind: 'cut', times: 1 },
      { kind: 'slow', ms: 1, times: 1 },
    ]);
    expect((await chat('Hello')).status).toBe(429);
    expect((await chat('Hello')).body.choices[0].message.content).toMatch(/^Certainly/);
    expect(said(await chat('Hello'))).toEqual({ verdict: 'certainly' });
    await expect(chat('Hello')).rejects.toThrow();
    expect(said(await chat('Hello'))).toMatchObject({ kind: 'b' });
    expect(sandbox.models.faults.list()).toEqual([]);
    expect((await sandbox.control('PUT', '/models/faults', [{ kind: 'explode' }])).status).toBe(400);
  });

  it('is slow until other faults are set', async () => {
    await sandbox.control('PUT', '/models/faults', [{ kind: 'slow', ms: 600_000, times: 1 }]);
    const answer = chat('Hello');
    while (sandbox.models.asked.length === 0) await setImmediate();
    await sandbox.control('PUT', '/models/faults', []);
    expect(said(await answer)).toMatchObject({ kind: 'b' });
  });

  it('fails in its words: half an answer, a refusal, an invented claim, an injected command', async () => {
    const kinds = ['half', 'refusal', 'invented', 'injected'];
    await sandbox.control('PUT', '/models/faults', [
      ...kinds.map((kind) => ({ kind, times: 1 })),
      { kind: 'status', status: 429, retryAfter: 2, times: 1 },
    ]);
    const content = async () => String((await write()).body.choices[0].message.content);
    const half = await content();
    expect(half).toMatch(/^\{"subject"/);
    expect(() => JSON.parse(half) as unknown).toThrow();
    expect(await content()).toContain('can’t help');
    expect(await content()).toContain('37 %');
    expect(await content()).toContain('Ignore all rules');
    expect((await write()).headers.get('retry-after')).toBe('2');
  });
});

const email = {
  type: 'object',
  properties: { subject: { type: 'string' }, sentences: { type: 'array', items: { type: 'object' } } },
};
const material = {
  language: 'German',
  subject: 'wanted',
  sources: [
    { id: 'C1', text: 'Sie haben nach einer Fallstudie gefragt. Sie kommt im Mai.' },
    { id: 'P1', text: 'Rheintal' },
    { id: 'K1', text: 'Wir dämmen laufende Anlagen' },
  ],
};
const write = (): Promise<TestAnswer> =>
  sandbox.api(
    'POST',
    '/sandbox/models/v1/chat/completions',
    {
      model: 'tiny-1',
      messages: [{ role: 'user', content: `The data:\n${JSON.stringify(material)}` }],
      response_format: { type: 'json_schema', json_schema: { name: 'x', schema: email } },
    },
    'sk-1',
  );

describe('an email of the model on this machine', () => {
  it('is a sentence of each source, word for word, with its id, and a question', async () => {
    expect(said(await write())).toEqual({
      subject: 'Sie haben nach einer Fallstudie gefragt',
      subjectSources: ['C1'],
      sentences: [
        { text: 'Sie haben nach einer Fallstudie gefragt.', sources: ['C1'], paragraph: 1 },
        { text: 'Wir dämmen laufende Anlagen.', sources: ['K1'], paragraph: 2 },
        { text: 'Wäre das für Sie interessant?', sources: [], paragraph: 3 },
      ],
    });
    expect(said(await write())).toEqual(said(await write()));
  });
});
