import { withField } from '../requests/answers.ts';
import type { Answer } from '../requests/answers.ts';
import type { Api } from '../requests/api.ts';
import type {
  KnowledgeChange,
  KnowledgeFound,
  KnowledgeItemView,
  KnowledgeQuery,
  KnowledgeText,
  KnowledgeView,
  NewKnowledge,
  UploadLink,
} from './contract.ts';

/** The routes of contract.ts. What changes something answers with the list as it is afterwards. */
export interface KnowledgeApi {
  view(): Promise<Answer<KnowledgeView>>;
  add(item: NewKnowledge): Promise<Answer<KnowledgeView>>;
  change(id: string, change: KnowledgeChange): Promise<Answer<KnowledgeView>>;
  remove(id: string): Promise<Answer<KnowledgeView>>;
  readAgain(id: string): Promise<Answer<KnowledgeView>>;
  text(id: string): Promise<Answer<KnowledgeText>>;
  search(words: string, assistant: string): Promise<Answer<KnowledgeFound>>;
  uploadLink(): Promise<Answer<UploadLink>>;
}

/** @param query of the list that is shown */
export function createKnowledgeApi(api: Api, query: KnowledgeQuery): KnowledgeApi {
  const one = (id: string) => `/api/knowledge/items/${encodeURIComponent(id)}`;
  const view = () => withField<KnowledgeView>(api.get(`/api/knowledge?${parameters({ ...query })}`), 'items');
  const thenView = async (pending: Promise<Answer<unknown>>): Promise<Answer<KnowledgeView>> => {
    const answer = await pending;
    return answer.ok ? view() : answer;
  };
  const item = (pending: Promise<Answer<KnowledgeItemView>>) => thenView(withField(pending, 'version'));
  return {
    view,
    add: (added) => item(api.post('/api/knowledge/items', added)),
    change: (id, change) => item(api.put(one(id), change)),
    remove: (id) => thenView(api.remove(one(id))),
    readAgain: (id) => item(api.post(`${one(id)}/read`, {})),
    text: (id) => withField(api.get(one(id)), 'text'),
    search: (words, assistant) =>
      withField(
        api.get(`/api/knowledge/search?${parameters({ words, assistant: assistant || undefined })}`),
        'passages',
      ),
    uploadLink: () => withField(api.post('/api/knowledge/upload-link', {}), 'url'),
  };
}

const parameters = (values: Readonly<Record<string, string | number | undefined>>): string =>
  Object.entries(values)
    .filter(([, value]) => value !== undefined && value !== '')
    .map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`)
    .join('&');
