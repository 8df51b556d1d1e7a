import { withField } from '../requests/answers.ts';
import type { Answer } from '../requests/answers.ts';
import type { Api } from '../requests/api.ts';
import type { AskedAbout, PastResult, PhraseDraft, PhrasesView, PhraseTest, Tried } from './contract.ts';

/** The routes of contract.ts. */
export interface PhrasesApi {
  view(): Promise<Answer<PhrasesView>>;
  add(phrase: PhraseDraft): Promise<Answer<PhrasesView>>;
  change(id: string, phrase: PhraseDraft): Promise<Answer<PhrasesView>>;
  remove(id: string): Promise<Answer<PhrasesView>>;
  asked(): Promise<Answer<AskedAbout>>;
  testPast(test: PhraseTest): Promise<Answer<PastResult>>;
  testText(test: PhraseTest, text: string): Promise<Answer<Tried>>;
}

export function createPhrasesApi(api: Api): PhrasesApi {
  const one = (id: string) => `/api/phrases/${encodeURIComponent(id)}`;
  const view = (pending: Promise<Answer<PhrasesView>>) => withField(pending, 'phrases');
  return {
    view: () => view(api.get('/api/phrases')),
    add: (phrase) => view(api.post('/api/phrases', phrase)),
    change: (id, phrase) => view(api.put(one(id), phrase)),
    remove: (id) => view(api.remove(one(id))),
    asked: () => withField(api.get('/api/phrases/asked'), 'asked'),
    testPast: (test) => withField(api.post('/api/phrases/test-past', test), 'answers'),
    testText: (test, text) => withField(api.post('/api/phrases/test-text', { ...test, text }), 'decidedBy'),
  };
}
