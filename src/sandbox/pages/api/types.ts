import * as z from 'zod';

/*
 * What the control API (/sandbox/api) answers, as far as the pages use it.
 */
const properties = z.record(z.string(), z.string().nullable());
/** Epoch milliseconds, from a number or an ISO date. */
const instant = z.union([z.number(), z.string().transform((text) => Date.parse(text))]);
const id = z.union([z.string(), z.number()]).transform(String);

export const infoSchema = z.object({
  batonUrl: z.string(),
  appId: id.default('0'),
  appName: z.string().default('Baton'),
  variables: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
});

export const portalsSchema = z.array(
  z.object({
    portalId: id,
    name: z.string(),
    installed: z.boolean(),
    timeZone: z.string().default('Europe/Dublin'),
  }),
);

export const usersSchema = z.array(
  z.object({
    id,
    email: z.string(),
    firstName: z.string().default(''),
    lastName: z.string().default(''),
    superAdmin: z.boolean().default(false),
    access: z
      .object({ installsApps: z.boolean(), contacts: z.enum(['all', 'team', 'own', 'none']) })
      .default({ installsApps: false, contacts: 'all' }),
    teams: z
      .array(z.object({ id: z.number(), name: z.string(), teammates: z.array(z.number()) }))
      .default([]),
  }),
);

export const ownersSchema = z.array(
  z.object({
    id,
    email: z.string().nullish(),
    firstName: z.string().nullish(),
    lastName: z.string().nullish(),
    userId: id.nullish(),
    archived: z.boolean().default(false),
  }),
);

export const contactListSchema = z.object({
  results: z.array(z.object({ id, properties, ownerName: z.string().nullish() })),
  total: z.number(),
  next: id.nullish(),
});

export const propertyDefinitionSchema = z.object({
  name: z.string(),
  label: z.string(),
  type: z.string(),
  fieldType: z.string(),
  groupName: z.string().optional(),
  description: z.string().default(''),
  options: z
    .array(z.object({ value: z.string(), label: z.string(), hidden: z.boolean().default(false) }))
    .default([]),
  hidden: z.boolean().default(false),
  referencedObjectType: z.string().nullish(),
  modificationMetadata: z.object({ readOnlyValue: z.boolean().default(false) }).optional(),
});

const timelineItemSchema = z.looseObject({
  kind: z.enum(['note', 'email', 'task']),
  id,
  at: instant,
  authorName: z.string().nullish(),
});

export const contactSchema = z.object({
  id,
  archived: z.boolean().default(false),
  properties,
  history: z
    .record(
      z.string(),
      z.array(
        z.object({
          value: z.string().nullish(),
          timestamp: instant.optional(),
          sourceType: z.string().nullish(),
        }),
      ),
    )
    .default({}),
  timeline: z.array(timelineItemSchema),
  propertyDefinitions: z.array(propertyDefinitionSchema),
});

export type Info = z.infer<typeof infoSchema>;
export type Portal = z.infer<typeof portalsSchema>[number];
export type User = z.infer<typeof usersSchema>[number];
export type Owner = z.infer<typeof ownersSchema>[number];
export type ContactList = z.infer<typeof contactListSchema>;
export type ContactRow = ContactList['results'][number];
export type PropertyDefinition = z.infer<typeof propertyDefinitionSchema>;
export type TimelineItem = z.infer<typeof timelineItemSchema>;
export type Contact = z.infer<typeof contactSchema>;

/** What HubSpot's fetch proxy wraps the app's answer in; without a status code of the app it is the proxy's own error. */
export const fetchAnswerSchema = z.looseObject({
  status: z.string().optional(),
  message: z.string().optional(),
  responseBody: z.unknown().optional(),
  context: z.looseObject({ appServerStatusCode: z.array(z.string()).optional() }).optional(),
});

export const associationsSchema = z.object({
  results: z.array(
    z.object({
      toObjectId: z.number(),
      associationTypes: z.array(z.object({ category: z.string(), typeId: z.number(), label: z.string() })),
      properties,
    }),
  ),
  hasMore: z.boolean(),
  nextOffset: z.number(),
});

export const clockSchema = z.object({ now: instant, offsetMs: z.number() });

export const extensionsSchema = z.array(
  z.object({ uid: z.string(), name: z.string(), location: z.string(), bundle: z.string() }),
);

export type Extension = z.infer<typeof extensionsSchema>[number];
