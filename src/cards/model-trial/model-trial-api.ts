import { withField } from '../requests/answers.ts';
import type { Answer } from '../requests/answers.ts';
import type { Api } from '../requests/api.ts';
import type { TrialPlan, TrialRequest, TrialView } from './contract.ts';

/** The routes of contract.ts. */
export interface TrialApi {
  view(): Promise<Answer<TrialView>>;
  plan(request: TrialRequest): Promise<Answer<TrialPlan>>;
  /** @param after id of the test that is shown; null: none */
  begin(request: TrialRequest, after: string | null): Promise<Answer<TrialView>>;
  cancel(id: string): Promise<Answer<TrialView>>;
  goOn(id: string): Promise<Answer<TrialView>>;
}

export function createTrialApi(api: Api): TrialApi {
  const view = (pending: Promise<Answer<TrialView>>) => withField(pending, 'trial');
  return {
    view: () => view(api.get('/api/model-trial')),
    plan: (request) => withField(api.post('/api/model-trial/plan', request), 'replies'),
    begin: (request, after) => view(api.post('/api/model-trial', { ...request, after })),
    cancel: (id) => view(api.post('/api/model-trial/cancel', { id })),
    goOn: (id) => view(api.post('/api/model-trial/go-on', { id })),
  };
}
