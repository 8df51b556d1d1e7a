import { unreadable, withField } from '../requests/answers.ts';
import type { Answer } from '../requests/answers.ts';
import type { Api } from '../requests/api.ts';
import { wellFormed } from '../requests/well-formed.ts';
import type {
  CardView,
  ClaimView,
  ContextChange,
  DraftApproval,
  EmailPreview,
  LetterView,
  RepAction,
  RestartChoice,
  SubstituteChoice,
  Unchanged,
} from './contract.ts';

/** The routes of contract.ts for one contact. */
export interface ContactApi {
  /** @param known what is shown already: if nothing changed since, it is the answer */
  card(known: CardView | null): Promise<Answer<CardView>>;
  saveContext(change: ContextChange): Promise<Answer<CardView>>;
  /** @param context the unsaved Context to write the email with; absent: what is saved */
  nextEmail(context?: string): Promise<Answer<EmailPreview>>;
  /** @param confirmed what was said and sent before has been seen */
  handOver(assistantId: string, confirmed: boolean): Promise<Answer<CardView>>;
  /** @param body with a `requestId`: the same click sent twice is done once */
  act(action: RepAction, body: object): Promise<Answer<CardView>>;
  /** An email in the assistant's name to begin with. */
  letter(purpose: 'reply' | 'introduce'): Promise<Answer<LetterView>>;
  checkLetter(words: {
    purpose: 'reply' | 'introduce';
    subject: string;
    letter: string;
  }): Promise<Answer<{ claims: readonly ClaimView[] }>>;
  /** What a person says of an answer that a language model suggests. */
  suggestAgain(): Promise<Answer<CardView>>;
  dismissSuggestion(): Promise<Answer<CardView>>;
  restartChoices(): Promise<Answer<{ sequences: readonly RestartChoice[] }>>;
  approveDraft(approval: DraftApproval): Promise<Answer<CardView>>;
  skipDraft(seen: { id: string; version: number }): Promise<Answer<CardView>>;
  writeDraftAgain(seen: { id: string; version: number }): Promise<Answer<CardView>>;
  checkDraft(words: {
    id: string;
    subject: string;
    letter: string;
  }): Promise<Answer<{ claims: readonly ClaimView[] }>>;
  /** What a person says of the mail to whom an absence notice names. */
  sayOfSubstitute(choice: SubstituteChoice): Promise<Answer<CardView>>;
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
    act: (action, body) => view(api.post(`${base}/${action}`, body)),
    letter: (purpose) => withField(api.get(`${base}/letter?purpose=${purpose}`), 'letter'),
    checkLetter: ({ purpose, subject, letter }) =>
      withField(api.post(`${base}/letter/check`, { purpose, subject, letter }), 'claims'),
    suggestAgain: () => view(api.post(`${base}/suggestion/again`, {})),
    dismissSuggestion: () => view(api.post(`${base}/suggestion/dismiss`, {})),
    restartChoices: () => withField(api.get(`${base}/sequences`), 'sequences'),
    approveDraft: (approval) => view(api.post(`${base}/draft/approve`, approval)),
    skipDraft: (seen) => view(api.post(`${base}/draft/skip`, seen)),
    writeDraftAgain: (seen) => view(api.post(`${base}/draft/write-again`, seen)),
    checkDraft: (words) => withField(api.post(`${base}/draft/check`, words), 'claims'),
    sayOfSubstitute: (choice) => view(api.post(`${base}/substitute`, choice)),
    liftLegal: () => view(api.post(`${base}/lift-legal`)),
  };
}
