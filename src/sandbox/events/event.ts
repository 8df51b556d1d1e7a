import type { PropertyOption } from '../properties/property-definition.ts';

/** What an event may say of itself. */
export interface EventProperty {
  name: string;
  label: string;
  type: 'string' | 'number' | 'enumeration' | 'datetime';
  description?: string | undefined;
  options: PropertyOption[];
}

/** A custom event: something that can happen to records of one type. */
export interface EventDefinition {
  id: string;
  name: string;
  label: string;
  description: string | null;
  /** Of the records that it happens to. */
  objectTypeId: string;
  properties: EventProperty[];
  /** Which event property holds a unique property's value of the record. */
  matching: { eventProperty: string; targetProperty: string } | null;
  createdAt: number;
  updatedAt: number;
}

/** An event happened to a record. */
export interface Occurrence {
  /** The sender's uuid, or HubSpot's own. */
  id: string;
  eventName: string;
  objectTypeId: string;
  objectId: string;
  occurredAt: number;
  properties: Record<string, string>;
  /** Readers see it some time after that. */
  acceptedAt: number;
}
