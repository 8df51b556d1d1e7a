import { useMemo } from 'react';
import * as z from 'zod';
import { propertyDefinitionSchema } from '../api/types.ts';
import type { PropertyDefinition } from '../api/types.ts';
import { usePolled } from '../api/use-polled.ts';
import { ownerNames } from '../shell/people.ts';
import { useWorld } from '../shell/world.tsx';
import { objectOf } from './words.ts';

const definitionsSchema = z.array(propertyDefinitionSchema);

/** The properties that filters of an object type can ask for, by name; owners are options like others. null: not read yet. */
export function useDefinitions(objectTypeId: string): ReadonlyMap<string, PropertyDefinition> | null {
  const { portal, owners } = useWorld();
  const path = `/sandbox/api/portals/${portal.portalId}/properties/${objectOf(objectTypeId).type}`;
  const { data } = usePolled(path, definitionsSchema, 0);
  return useMemo(() => {
    const people = [...ownerNames(owners)].map(([value, label]) => ({ value, label, hidden: false }));
    return (
      data &&
      new Map(
        data
          .filter((one) => !one.hidden)
          .sort((a, b) => a.label.localeCompare(b.label))
          .map((one) => [one.name, one.name === 'hubspot_owner_id' ? { ...one, options: people } : one]),
      )
    );
  }, [data, owners]);
}
