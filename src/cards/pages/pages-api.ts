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
  DraftCheck,
  OverviewView,
  ReviewDetail,
  ReviewsView,
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
  reviews(query: Params): Promise<Answer<ReviewsView>>;
  reviewCount(): Promise<Answer<{ count: number }>>;
  review(id: string): Promise<Answer<ReviewDetail>>;
  /** Others see that the reader looks at it. */
  takeReview(id: string): Promise<Answer<ReviewDetail>>;
  /** `what`: approve, skip, write-again, take-over, reply, forward or finish. */
  decide(id: string, what: string, body: object): Promise<Answer<ReviewDetail>>;
  checkReview(id: string, words: { subject: string; letter: string }): Promise<Answer<DraftCheck>>;
}

export function createPagesApi(api: Api): PagesApi {
  const at = (path: string, query: Params = {}) => {
    const text = new URLSearchParams(query).toString();
    return `/api/pages/${path}${text ? `?${text}` : ''}`;
  };
  const review = (id: string, rest = '') => `reviews/${encodeURIComponent(id)}${rest}`;
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
    reviews: (query) => withField(api.get(at('reviews', query)), 'reviews'),
    reviewCount: () => withField(api.get(at('reviews/count')), 'count'),
    review: (id) => withField(api.get(at(review(id))), 'version'),
    takeReview: (id) => withField(api.post(at(review(id, '/take'))), 'version'),
    decide: (id, what, body) => withField(api.post(at(review(id, `/${what}`)), body), 'version'),
    checkReview: (id, words) => withField(api.post(at(review(id, '/check')), words), 'claims'),
    cancelBulk: (id) => withField(api.post(at(job(id, '/cancel'))), 'state'),
  };
}
