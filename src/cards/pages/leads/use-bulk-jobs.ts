import { useEffect, useRef, useState } from 'react';
import { useLiveView } from '../../requests/use-live-view.ts';
import type { BulkJob } from '../contract.ts';
import type { PagesTools } from '../use-pages.ts';

/** Results that were read and put away, for as long as the pages stay open. */
const putAway = new Set<string>();

export interface BulkJobList {
  jobs: readonly BulkJob[];
  isPutAway: (id: string) => boolean;
  putAway: (id: string) => void;
  /** Something was started or cancelled: look now. */
  hurry: () => void;
}

/** Calls back when a job has ended since the first look; one may end before it was ever seen running. */
function useNewlyOver(jobs: readonly BulkJob[] | null, onEnded: () => void): void {
  const known = useRef<ReadonlySet<string> | null>(null);
  const ended = useRef(onEnded);
  ended.current = onEnded;
  useEffect(() => {
    if (jobs === null) return;
    const over = jobs.filter(isOver).map(({ id }) => id);
    const before = known.current;
    known.current = new Set(over);
    if (before !== null && over.some((id) => !before.has(id))) ended.current();
  }, [jobs]);
}

export const isOver = ({ state }: BulkJob): boolean =>
  state === 'done' || state === 'cancelled' || state === 'failed';

/** Bulk actions of this account, also those of an earlier visit; followed closely while one runs. */
export function useBulkJobs(tools: PagesTools, onEnded: () => void): BulkJobList {
  const { state, hurry } = useLiveView<{ jobs: readonly BulkJob[] }>('bulk', {
    load: tools.api.bulkJobs,
    pause: ({ jobs }) => (jobs.every(isOver) ? 60_000 : 1_500),
  });
  const jobs = state.status === 'ready' ? state.view.jobs : [];
  const [, redraw] = useState(0);
  useNewlyOver(state.status === 'ready' ? jobs : null, onEnded);
  return {
    jobs,
    isPutAway: (id) => putAway.has(id),
    putAway: (id) => {
      putAway.add(id);
      redraw((count) => count + 1);
    },
    hurry,
  };
}
