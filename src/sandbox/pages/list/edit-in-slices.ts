export interface BulkResult {
  /** How many were changed before it ended. */
  done: number;
  /** Why it ended early, in words; null when all were changed. */
  problem: string | null;
}

const sliceSize = 10;

/** Changes many contacts, a few at a time so that progress can be shown, and stops at the first failure. */
export async function editInSlices(
  ids: readonly string[],
  edit: (slice: string[]) => Promise<void>,
  onProgress: (done: number) => void,
): Promise<BulkResult> {
  let done = 0;
  for (let from = 0; from < ids.length; from += sliceSize) {
    const slice = ids.slice(from, from + sliceSize);
    try {
      await edit(slice);
    } catch (error) {
      return { done, problem: error instanceof Error ? error.message : String(error) };
    }
    done += slice.length;
    onProgress(done);
  }
  return { done, problem: null };
}
