import type { Answer, Api } from '../api.ts';
import type { CardView, ContextChange, EmailPreview } from './contract.ts';

/** The routes of contract.ts for one contact. */
export interface ContactApi {
  card(): Promise<Answer<CardView>>;
  saveContext(change: ContextChange): Promise<Answer<CardView>>;
  /** @param context the unsaved Context to write the email with; absent: what is saved */
  nextEmail(context?: string): Promise<Answer<EmailPreview>>;
  handOver(assistantId: string): Promise<Answer<CardView>>;
  handBack(): Promise<Answer<CardView>>;
  pause(): Promise<Answer<CardView>>;
  resume(): Promise<Answer<CardView>>;
}

/** Servers and proxies commonly refuse a request line over 8 KB; HubSpot's proxy adds its own parameters. */
const longestQuery = 4_000;

export function createContactApi(api: Api, contactId: string): ContactApi {
  const base = `/api/contacts/${encodeURIComponent(contactId)}`;
  return {
    card: () => api.get(`${base}/card`),
    saveContext: (change) => api.put(`${base}/context`, change),
    nextEmail: (context) => {
      if (context === undefined) return api.get(`${base}/next-email`);
      const query = `?context=${encodeURIComponent(context)}`;
      if (query.length <= longestQuery) return api.get(`${base}/next-email${query}`);
      return api.post(`${base}/next-email`, { context });
    },
    handOver: (assistantId) => api.post(`${base}/hand-over`, { assistantId }),
    handBack: () => api.post(`${base}/hand-back`),
    pause: () => api.post(`${base}/pause`),
    resume: () => api.post(`${base}/resume`),
  };
}
