import { withField } from '../requests/answers.ts';
import type { Answer } from '../requests/answers.ts';
import type { Api } from '../requests/api.ts';
import type { CsvView } from '../pages/contract.ts';
import type { Params } from '../pages/place.ts';
import type {
  CampaignChoices,
  CampaignDetail,
  CampaignDraft,
  CampaignReport,
  CampaignReview,
  CampaignRules,
  CampaignVersion,
  CampaignsView,
  EditReview,
  LeftOutView,
  ListsView,
  MembersView,
} from './contract.ts';
import type { RulePropertiesFound, RuleFiring, RuleTrial } from './rules/contract.ts';

/** What is asked for with a click, beside its request id. */
export type Step =
  | 'start' | 'enroll' | 'again' | 'test' | 'pause' | 'resume' | 'stop' | 'complete' | 'archive' | 'undo' | 'move'; // prettier-ignore

/** The routes of contract.ts. `Params` are sent as the query they are. */
export interface CampaignsApi {
  list(query: Params): Promise<Answer<CampaignsView>>;
  choices(): Promise<Answer<CampaignChoices>>;
  lists(query: Params): Promise<Answer<ListsView>>;
  add(draft: CampaignDraft, requestId: string): Promise<Answer<{ id: string }>>;
  one(id: string): Promise<Answer<CampaignDetail>>;
  /** @param from the version that was edited */
  change(id: string, draft: CampaignDraft, from: number): Promise<Answer<CampaignDetail>>;
  editReview(id: string, draft: CampaignDraft): Promise<Answer<EditReview>>;
  review(id: string): Promise<Answer<CampaignReview>>;
  beginReview(id: string, requestId: string): Promise<Answer<CampaignReview>>;
  cancelReview(id: string): Promise<Answer<CampaignReview>>;
  leftOut(id: string, query: Params): Promise<Answer<LeftOutView>>;
  step(id: string, step: Step, body: object): Promise<Answer<CampaignDetail>>;
  clone(id: string, name: string, requestId: string): Promise<Answer<{ id: string }>>;
  cancelRun(id: string, run: string): Promise<Answer<CampaignDetail>>;
  members(id: string, query: Params): Promise<Answer<MembersView>>;
  csv(id: string, what: 'members' | 'report'): Promise<Answer<CsvView>>;
  report(id: string, span: string): Promise<Answer<CampaignReport>>;
  versions(id: string): Promise<Answer<{ versions: readonly CampaignVersion[] }>>;
  /** @param id null: the campaign is not saved yet */
  tryRules(rules: CampaignRules, id: string | null): Promise<Answer<{ trials: readonly RuleTrial[] }>>;
  ruleProperties(query: Params): Promise<Answer<RulePropertiesFound>>;
  firings(id: string): Promise<Answer<{ firings: readonly RuleFiring[] }>>;
}

export function createCampaignsApi(api: Api): CampaignsApi {
  const all = '/api/campaigns';
  const asked = (path: string, query: Params) => {
    const text = new URLSearchParams(query).toString();
    return text ? `${path}?${text}` : path;
  };
  const one = (id: string, rest = '') => `${all}/${encodeURIComponent(id)}${rest}`;
  return {
    list: (query) => withField(api.get(asked(all, query)), 'campaigns'),
    choices: () => withField(api.get(`${all}/choices`), 'assistants'),
    lists: (query) => withField(api.get(asked(`${all}/lists`, query)), 'lists'),
    add: (draft, requestId) => withField(api.post(all, { draft, requestId }), 'id'),
    one: (id) => withField(api.get(one(id)), 'figures'),
    change: (id, draft, from) => withField(api.put(one(id), { draft, from }), 'figures'),
    editReview: (id, draft) => withField(api.post(one(id, '/edit-review'), { draft }), 'touched'),
    review: (id) => withField(api.get(one(id, '/review')), 'looked'),
    beginReview: (id, requestId) => withField(api.post(one(id, '/review'), { requestId }), 'looked'),
    cancelReview: (id) => withField(api.post(one(id, '/review/cancel')), 'looked'),
    leftOut: (id, query) => withField(api.get(asked(one(id, '/review/left-out'), query)), 'contacts'),
    step: (id, step, body) => withField(api.post(one(id, `/${step}`), body), 'figures'),
    clone: (id, name, requestId) => withField(api.post(one(id, '/clone'), { name, requestId }), 'id'),
    cancelRun: (id, run) =>
      withField(api.post(one(id, `/runs/${encodeURIComponent(run)}/cancel`)), 'figures'),
    members: (id, query) => withField(api.get(asked(one(id, '/members'), query)), 'members'),
    csv: (id, what) => withField(api.post(one(id, '/csv'), { what }), 'url'),
    report: (id, span) => withField(api.get(asked(one(id, '/report'), { span })), 'steps'),
    versions: (id) => withField(api.get(one(id, '/versions')), 'versions'),
    tryRules: (rules, id) =>
      withField(api.post('/api/campaign-rules/trial', { rules, campaignId: id }), 'trials'),
    ruleProperties: (query) =>
      withField(api.get(asked('/api/campaign-rules/properties', query)), 'properties'),
    firings: (id) => withField(api.get(`/api/campaign-rules/${encodeURIComponent(id)}/firings`), 'firings'),
  };
}
