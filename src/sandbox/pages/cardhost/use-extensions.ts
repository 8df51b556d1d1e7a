import { extensionsSchema } from '../api/types.ts';
import type { Extension } from '../api/types.ts';
import { usePolled } from '../api/use-polled.ts';

const none: Extension[] = [];

/** The app's cards and settings page, as its hsmeta files declare them. */
export function useExtensions(): { list: Extension[]; problem: string | null; loaded: boolean } {
  const { data, error } = usePolled('/assets/extensions.json', extensionsSchema, 0);
  return { list: data ?? none, problem: error?.message ?? null, loaded: data !== null };
}
