import * as z from 'zod';

export const faultSchema = z.object({
  id: z.string().optional(),
  match: z
    .object({
      method: z.string().optional(),
      path: z.string().optional(),
      portalId: z.coerce.number().optional(),
    })
    .default({}),
  kind: z.string(),
  status: z.number().optional(),
  body: z.unknown().optional(),
  retryAfter: z.number().optional(),
  delayMs: z.number().optional(),
  afterWork: z.boolean().optional(),
  times: z.number().optional(),
  probability: z.number().optional(),
});
export const faultsSchema = z.array(faultSchema);

export const callsSchema = z.object({
  total: z.number(),
  byPath: z.record(z.string(), z.number()),
  byStatus: z.record(z.string(), z.number()),
  recent: z.array(
    z.object({
      at: z.number(),
      portalId: z.union([z.string(), z.number()]).nullish(),
      method: z.string(),
      path: z.string(),
      status: z.number().nullable(),
      durationMs: z.number().nullish(),
      fault: z.string().nullish(),
    }),
  ),
});

export const webhooksSchema = z.object({
  /** Events held back or waiting for a retry. */
  waiting: z.number().default(0),
  /** Requests sent so far. */
  total: z.number().default(0),
  settings: z.object({
    duplicate: z.union([z.boolean(), z.number()]),
    shuffle: z.boolean(),
    delayMs: z.number(),
    paused: z.boolean(),
  }),
  deliveries: z.array(
    z.object({
      at: z.number(),
      portalId: z.union([z.string(), z.number()]).nullish(),
      attempt: z.number().default(0),
      events: z.array(z.record(z.string(), z.unknown())),
      durationMs: z.number().nullish(),
      status: z.number().nullable(),
      error: z.string().nullish(),
    }),
  ),
});

export type Fault = z.infer<typeof faultSchema>;
export type Webhooks = z.infer<typeof webhooksSchema>;
export type Delivery = Webhooks['deliveries'][number];

export const mailFaultsSchema = z.array(
  z.object({
    id: z.string().optional(),
    service: z.string(),
    kind: z.string(),
    to: z.string().optional(),
    times: z.number().optional(),
  }),
);

const modelFaultSchema = z.object({
  kind: z.string(),
  retryAfter: z.number().optional(),
  status: z.number().optional(),
  ms: z.number().optional(),
  times: z.number().optional(),
});
export type ModelFault = z.infer<typeof modelFaultSchema>;

const scriptedAnswer = z.object({ contains: z.string(), answer: z.unknown() });
export type ScriptedAnswer = z.infer<typeof scriptedAnswer>;

export const modelsSchema = z.object({
  faults: z.array(modelFaultSchema),
  script: z.array(scriptedAnswer),
  asked: z.array(z.string()),
});

export type MailFault = z.infer<typeof mailFaultsSchema>[number];

/** Requests of today; `limit` null: none. `resetsAt`: midnight of the account. */
export const dailySchema = z.object({ limit: z.number().nullable(), used: z.number(), resetsAt: z.number() });
