import { withField } from '../requests/answers.ts';
import type { Answer } from '../requests/answers.ts';
import type { Api } from '../requests/api.ts';
import type {
  ActivityView,
  BulkJob,
  BulkPlan,
  BulkRefusedView,
  BulkRequest,
  CsvView,
  LeadFilter,
  LeadsView,
  OverviewView,
  ViewerView,
} from './contract.ts';
import type { Params } from './place.ts';

/** The routes of contract.ts. `Params` are sent as the query they are. */
export interface PagesApi {
  viewer(): Promise<Answer<ViewerView>>;
  overview(span: string): Promise<Answer<OverviewView>>;
  leads(query: Params): Promise<Answer<LeadsView>>;
  csv(filter: LeadFilter): Promise<Answer<CsvView>>;
  activity(query: Params): Promise<Answer<ActivityView>>;
  bulkPlan(request: BulkRequest): Promise<Answer<BulkPlan>>;
  bulk(request: BulkRequest): Promise<Answer<BulkJob>>;
  bulkJobs(): Promise<Answer<{ jobs: readonly BulkJob[] }>>;
  bulkRefused(id: string, after: string | null): Promise<Answer<BulkRefusedView>>;
  cancelBulk(id: string): Promise<Answer<BulkJob>>;
}

export function createPagesApi(api: Api): PagesApi {
  const at = (path: string, query: Params = {}) => {
    const text = new URLSearchParams(query).toString();
    return `/api/pages/${path}${text ? `?${text}` : ''}`;
  };
  const job = (id: string, rest = '') => `bulk/${encodeURIComponent(id)}${rest}`;
  return {
    viewer: () => withField(api.get(at('viewer')), 'choices'),
    overview: (span) => withField(api.get(at('overview', { span })), 'attention'),
    leads: (query) => withField(api.get(at('leads', query)), 'leads'),
    csv: (filter) => withField(api.post(at('leads/csv'), { filter }), 'url'),
    activity: (query) => withField(api.get(at('activity', query)), 'entries'),
    bulkPlan: (request) => withField(api.post(at('bulk/plan'), request), 'willChange'),
    bulk: (request) => withField(api.post(at('bulk'), request), 'state'),
    bulkJobs: () => withField(api.get(at('bulk')), 'jobs'),
    bulkRefused: (id, after) =>
      withField(api.get(at(job(id, '/refused'), after === null ? {} : { after })), 'refused'),
    cancelBulk: (id) => withField(api.post(at(job(id, '/cancel'))), 'state'),
  };
}
