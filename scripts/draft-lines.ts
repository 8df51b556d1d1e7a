import { z } from 'zod';
import type { Draft, DraftAssistant, SourceTexts } from '../src/backend/facts/types.ts';

/** A draft with what its sources do not say, as people label it. */
export interface LabelledDraft {
  id: string;
  draft: Draft;
  sources: SourceTexts;
  /** Words of the subject or body that stand in no source. */
  unsupported: readonly string[];
}

const word = z.union([z.string(), z.number(), z.boolean()]).transform(String);
const moment = z.union([z.string(), z.number()]).transform((at) => {
  const parsed = typeof at === 'number' ? at : /^\d+$/.test(at) ? Number(at) : Date.parse(at);
  return parsed < 1e11 ? parsed * 1_000 : parsed;
});
const properties = z
  .union([z.record(z.string(), z.unknown()), z.array(z.object({ name: z.string(), value: z.unknown() }))])
  .transform((given): Record<string, string> => {
    const entries = Array.isArray(given)
      ? given.map(({ name, value }) => [name, value] as const)
      : Object.entries(given);
    return Object.fromEntries(entries.flatMap(([name, value]) => textsOf(value).map((text) => [name, text])));
  });

/** What a value says: itself, the items of a list, the values of an object. */
function textsOf(value: unknown): string[] {
  const plain = word.safeParse(value);
  if (plain.success) return plain.data.trim() === '' ? [] : [plain.data];
  if (Array.isArray(value)) return [value.flatMap(textsOf).join(', ')].filter(Boolean);
  return typeof value === 'object' && value !== null
    ? [Object.values(value).flatMap(textsOf).join(', ')].filter(Boolean)
    : [];
}

const said = z.union([z.string().transform((text) => ({ text })), z.record(z.string(), z.unknown())]);
const first = (from: Readonly<Record<string, unknown>>, names: readonly string[]): string =>
  names.flatMap((name) => textsOf(from[name])).at(0) ?? '';

const list = z.union([
  z.array(said),
  z.null().transform(() => []),
  z.string().transform((text) => [{ text }]),
  z.undefined().transform(() => []),
]);
const threadOf = (items: readonly Readonly<Record<string, unknown>>[]): SourceTexts['thread'] =>
  items.map((item, at) => {
    const direction = first(item, ['direction', 'type', 'from', 'sender', 'author', 'role']).toLowerCase();
    const when = moment.safeParse(
      item['at'] ?? item['date'] ?? item['sentAt'] ?? item['receivedAt'] ?? item['timestamp'],
    );
    return {
      id: first(item, ['id']) || `thread-${at + 1}`,
      direction: /^(?:out|sent|assistant|us|we|ours|me)|outgoing|outbound/.test(direction) ? 'out' : 'in',
      at: when.success && !Number.isNaN(when.data) ? when.data : 0,
      text: [first(item, ['subject']), first(item, ['text', 'body', 'content', 'message'])]
        .filter(Boolean)
        .join('\n'),
    };
  });
const knowledgeOf = (items: readonly Readonly<Record<string, unknown>>[]): SourceTexts['knowledge'] =>
  items.map((item, at) => ({
    id: first(item, ['id']) || `knowledge-${at + 1}`,
    title: first(item, ['title', 'name', 'subject']),
    text: first(item, ['text', 'body', 'content', 'excerpt', 'answer']) || textsOf(item)[0] || '',
  }));

const assistant = z
  .union([z.string(), z.record(z.string(), z.unknown()), z.null(), z.undefined()])
  .transform((given): DraftAssistant => {
    const nobody = {
      name: '',
      email: '',
      role: '',
      signature: '',
      companyDescription: '',
      brochureUrl: null,
      calendarUrl: null,
    };
    if (given === null || given === undefined) return nobody;
    if (typeof given === 'string')
      return {
        ...nobody,
        name: given.split(/[,<(–-]|\s\|/)[0]?.trim() ?? '',
        email: /[\w.+-]+@[\w.-]+/.exec(given)?.[0] ?? '',
        companyDescription: given,
      };
    const known = ['name', 'email', 'role', 'signature', 'companyDescription', 'brochureUrl', 'calendarUrl'];
    const rest = Object.entries(given)
      .filter(([name]) => !known.includes(name))
      .flatMap(([, value]) => textsOf(value));
    return {
      name: first(given, ['name']),
      email: first(given, ['email']),
      role: first(given, ['role', 'jobTitle', 'title']),
      signature: first(given, ['signature']),
      companyDescription: [first(given, ['companyDescription']), ...rest].filter(Boolean).join('\n'),
      brochureUrl: first(given, ['brochureUrl']) || null,
      calendarUrl: first(given, ['calendarUrl']) || null,
    };
  });

const line = z.object({
  id: word,
  lang: z.string(),
  sources: z.object({
    context: z.unknown().optional(),
    properties: properties.nullish(),
    thread: list,
    knowledge: list,
  }),
  assistant,
  receivedAt: moment.nullish(),
  subject: z.string().nullish(),
  body: z.string(),
  unsupported: z.array(z.string()),
});

/** Reads JSON lines; what is not needed may be missing, texts may stand under several names. @throws Error with the line */
export function draftLines(text: string, file: string): LabelledDraft[] {
  return text.split('\n').flatMap((json, at) => {
    if (json.trim() === '') return [];
    const read = line.safeParse(JSON.parse(json));
    if (!read.success) throw new Error(`${file}:${at + 1}: ${z.prettifyError(read.error)}`);
    const { id, lang, sources, receivedAt, subject, body, unsupported } = read.data;
    return [
      {
        id,
        draft: { lang, assistant: read.data.assistant, at: receivedAt ?? 0, subject: subject ?? '', body },
        sources: {
          context: textsOf(sources.context).join('\n'),
          properties: sources.properties ?? {},
          thread: threadOf(sources.thread),
          knowledge: knowledgeOf(sources.knowledge),
        },
        unsupported,
      },
    ];
  });
}
