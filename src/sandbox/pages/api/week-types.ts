import * as z from 'zod';

const happening = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('mail'), at: z.number(), id: z.string(), subject: z.string() }),
  z.object({
    kind: z.literal('answer'),
    at: z.number(),
    behaviour: z.string(),
    text: z.string(),
    mailId: z.string().nullable(),
  }),
  z.object({
    kind: z.literal('decision'),
    at: z.number(),
    changes: z.array(z.object({ property: z.string(), label: z.string(), value: z.string() })),
  }),
  z.object({ kind: z.literal('note'), at: z.number(), id: z.string(), body: z.string() }),
  z.object({
    kind: z.literal('task'),
    at: z.number(),
    id: z.string(),
    subject: z.string(),
    body: z.string(),
    owner: z.string().nullable(),
  }),
]);

const playedContact = z.object({
  id: z.string(),
  name: z.string(),
  company: z.string(),
  language: z.string(),
  email: z.string(),
  timeZone: z.string(),
  owner: z.string().nullable(),
  state: z.string(),
  happenings: z.array(happening),
});

const week = z.object({
  id: z.number(),
  status: z.enum(['playing', 'done', 'cancelled', 'failed']),
  problem: z.string().nullable(),
  doing: z.string(),
  seed: z.number(),
  assistant: z.string(),
  assistantId: z.string(),
  now: z.number(),
  startedAt: z.number(),
  endsAt: z.number(),
  contacts: z.array(playedContact),
});

/** The latest week of an account; null: none was played. */
export const weekSchema = z.object({ week: week.nullable() });

export type Week = z.infer<typeof week>;
export type PlayedContact = z.infer<typeof playedContact>;
export type Happening = z.infer<typeof happening>;
