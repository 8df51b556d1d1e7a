import type { Shown } from '../../pages/use-pages.ts';
import { newRequestId } from '../../requests/request-id.ts';
import { runAction } from '../../requests/run-action.ts';
import { useLiveView } from '../../requests/use-live-view.ts';
import type { CampaignDetail, CampaignRun } from '../contract.ts';
import type { Step } from '../campaigns-api.ts';
import type { CampaignsTools } from '../use-campaigns.ts';

export const isOver = ({ state }: CampaignRun): boolean =>
  state === 'done' || state === 'cancelled' || state === 'failed';

/** A campaign, kept current, and what can be asked of it. */
export interface LiveCampaign {
  shown: Shown<CampaignDetail>;
  /** Name of what is being asked for; null: nothing. */
  running: string | null;
  /** Asks once for a click, and says `done` or why not. */
  ask: (step: Step, body: object, done: string) => Promise<boolean>;
  cancelRun: (run: CampaignRun) => Promise<boolean>;
}

/** Followed closely while something is at it. */
const pauseOf = ({ runs, status }: CampaignDetail): number =>
  runs.some((run) => !isOver(run)) ? 1_500 : status === 'running' ? 10_000 : 30_000;

export function useCampaign(id: string, tools: CampaignsTools): LiveCampaign {
  const live = useLiveView<CampaignDetail>(`campaign ${id}`, {
    load: () => tools.campaigns.one(id),
    pause: pauseOf,
  });
  const { state, act } = live;
  const run = async (name: string, request: Parameters<typeof act>[1], done: string) => {
    const outcome = await runAction({ name, request, done: () => done }, { act, addAlert: tools.addAlert });
    return outcome !== 'busy' && outcome.ok;
  };
  return {
    shown: {
      view: state.status === 'ready' ? state.view : null,
      answers: id,
      asking: state.status === 'loading',
      problem: state.status === 'loading' ? null : state.problem,
      refresh: live.refresh,
      hurry: live.hurry,
    },
    running: live.running,
    ask: (step, body, done) => {
      const requestId = newRequestId(tools.userId);
      return run(step, () => tools.campaigns.step(id, step, { ...body, requestId }), done);
    },
    cancelRun: ({ id: runId, title }) =>
      run(`cancel ${runId}`, () => tools.campaigns.cancelRun(id, runId), `“${title}” is being cancelled.`),
  };
}
