import { useMemo } from 'react';
import { usePagesTools } from '../pages/use-pages.ts';
import type { PagesTools } from '../pages/use-pages.ts';
import { useViewer } from '../pages/viewer.ts';
import { useApi } from '../requests/api.ts';
import { createSequencesApi } from './sequences-api.ts';
import type { SequencesApi } from './sequences-api.ts';

/** What the parts of the page share. */
export interface SequencesTools extends PagesTools {
  sequences: SequencesApi;
  /** May change sequences. */
  isAdmin: boolean;
}

export function useSequencesTools(): SequencesTools {
  const pages = usePagesTools();
  const backend = useApi();
  const sequences = useMemo(() => createSequencesApi(backend), [backend]);
  return { ...pages, sequences, isAdmin: useViewer()?.role === 'admin' };
}
