import * as z from 'zod';
import { propertyDefinitionSchema } from './types.ts';

const properties = z.record(z.string(), z.string());

const typeSchema = z.object({
  objectTypeId: z.string(),
  name: z.string(),
  singular: z.string(),
  plural: z.string(),
  count: z.number(),
});
export const objectTypesSchema = z.array(typeSchema);

export const objectListSchema = z.object({
  type: typeSchema,
  columns: z.array(propertyDefinitionSchema),
  results: z.array(
    z.object({ id: z.string(), title: z.string(), properties, ownerName: z.string().nullish() }),
  ),
  total: z.number(),
  next: z.string().nullable(),
});
export type ObjectList = z.output<typeof objectListSchema>;

export const objectRecordSchema = z.object({
  id: z.string(),
  title: z.string(),
  type: typeSchema,
  archived: z.boolean(),
  properties,
  propertyDefinitions: z.array(propertyDefinitionSchema),
  history: z.record(
    z.string(),
    z.array(z.object({ value: z.string(), timestamp: z.string(), sourceType: z.string() })),
  ),
  associations: z.array(
    z.object({
      type: typeSchema,
      total: z.number(),
      records: z.array(z.object({ id: z.string(), title: z.string(), labels: z.array(z.string()) })),
    }),
  ),
  events: z.array(z.object({ id: z.string(), eventName: z.string(), occurredAt: z.number(), properties })),
});
export type ObjectRecord = z.output<typeof objectRecordSchema>;
