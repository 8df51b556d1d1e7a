import { withField } from '../requests/answers.ts';
import type { Answer } from '../requests/answers.ts';
import type { Api } from '../requests/api.ts';
import type {
  PreviewAsk,
  PreviewedEmail,
  SequenceDetail,
  SequenceDraft,
  SequenceEdit,
  SequenceProblem,
  SequencesView,
  TestMailAsk,
  VersionsView,
} from './contract.ts';

/** The routes of contract.ts. */
export interface SequencesApi {
  view(): Promise<Answer<SequencesView>>;
  one(id: string): Promise<Answer<SequenceDetail>>;
  add(draft: SequenceDraft): Promise<Answer<{ id: string }>>;
  change(id: string, edit: SequenceEdit): Promise<Answer<{ id: string }>>;
  archive(id: string): Promise<Answer<SequencesView>>;
  versions(id: string): Promise<Answer<VersionsView>>;
  check(draft: SequenceDraft): Promise<Answer<{ problems: readonly SequenceProblem[] }>>;
  preview(ask: PreviewAsk): Promise<Answer<{ emails: readonly PreviewedEmail[] }>>;
  testMail(ask: TestMailAsk): Promise<Answer<{ to: string | null; problems: readonly string[] }>>;
}

export function createSequencesApi(api: Api): SequencesApi {
  const all = '/api/sequences';
  const one = (id: string, rest = '') => `${all}/${encodeURIComponent(id)}${rest}`;
  return {
    view: () => withField(api.get(all), 'sequences'),
    one: (id) => withField(api.get(one(id)), 'emails'),
    add: (draft) => withField(api.post(all, draft), 'id'),
    change: (id, edit) => withField(api.put(one(id), edit), 'id'),
    archive: (id) => withField(api.remove(one(id)), 'sequences'),
    versions: (id) => withField(api.get(one(id, '/versions')), 'versions'),
    check: (draft) => withField(api.post(`${all}/check`, { draft }), 'problems'),
    preview: (ask) => withField(api.post(`${all}/preview`, ask), 'emails'),
    testMail: (ask) => withField(api.post(`${all}/test-mail`, ask), 'problems'),
  };
}
