import { unreadable, withField } from '../requests/answers.ts';
import type { Answer } from '../requests/answers.ts';
import type { Api } from '../requests/api.ts';
import { wellFormed } from '../requests/well-formed.ts';
import type { CardView, ContextChange, EmailPreview, Unchanged } from './contract.ts';

/** The routes of contract.ts for one contact. */
export interface ContactApi {
  /** @param known what is shown already: if nothing changed since, it is the answer */
  card(known: CardView | null): Promise<Answer<CardView>>;
  saveContext(change: ContextChange): Promise<Answer<CardView>>;
  /** @param context the unsaved Context to write the email with; absent: what is saved */
  nextEmail(context?: string): Promise<Answer<EmailPreview>>;
  /** @param confirmed what was said and sent before has been seen */
  handOver(assistantId: string, confirmed: boolean): Promise<Answer<CardView>>;
  handBack(): Promise<Answer<CardView>>;
  pause(): Promise<Answer<CardView>>;
  resume(): Promise<Answer<CardView>>;
  /** Admins only. */
  liftLegal(): Promise<Answer<CardView>>;
}

/** Servers and proxies commonly refuse a request line over 8 KB; HubSpot's proxy adds its own parameters. */
const longestQuery = 4_000;

export function createContactApi(api: Api, contactId: string): ContactApi {
  const base = `/api/contacts/${encodeURIComponent(contactId)}`;
  const view = (pending: Promise<Answer<CardView>>) => withField(pending, 'kind');
  const email = (pending: Promise<Answer<EmailPreview>>) => withField(pending, 'subject');
  return {
    card: async (known) => {
      const since = known?.version === undefined ? '' : `?since=${encodeURIComponent(known.version)}`;
      const answer = await withField(api.get<CardView | Unchanged>(`${base}/card${since}`), 'kind');
      if (!answer.ok) return answer;
      if (answer.value.kind !== 'unchanged') return { ok: true, value: answer.value };
      return known ? { ok: true, value: known } : unreadable(answer.value);
    },
    saveContext: (change) => view(api.put(`${base}/context`, change)),
    nextEmail: (context) => {
      if (context === undefined) return email(api.get(`${base}/next-email`));
      const query = `?context=${encodeURIComponent(wellFormed(context))}`;
      if (query.length <= longestQuery) return email(api.get(`${base}/next-email${query}`));
      return email(api.post(`${base}/next-email`, { context }));
    },
    handOver: (assistantId, confirmed) =>
      view(api.post(`${base}/hand-over`, { assistantId, ...(confirmed ? { confirmed } : {}) })),
    handBack: () => view(api.post(`${base}/hand-back`)),
    pause: () => view(api.post(`${base}/pause`)),
    resume: () => view(api.post(`${base}/resume`)),
    liftLegal: () => view(api.post(`${base}/lift-legal`)),
  };
}
