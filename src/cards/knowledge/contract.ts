/**
 * What the settings show of the knowledge: the contract between that section and `/api/knowledge…`. Everybody of the
 * account may look and search; changes need a HubSpot user who may manage integrations, others get 403 FORBIDDEN. What
 * cannot be added is refused with 400 REQUEST_INVALID, or 409 CONFLICT where it is there already or was changed
 * meanwhile, in words for the person. Days are ISO dates in the account's zone, times epoch milliseconds.
 *
 * GET    /api/knowledge?<KnowledgeQuery>              -> KnowledgeView
 * GET    /api/knowledge/search?words=&assistant=      -> KnowledgeFound (assistant absent: any)
 * POST   /api/knowledge/items         NewKnowledge    -> KnowledgeItemView
 * POST   /api/knowledge/upload-link   {}              -> UploadLink
 * GET    /api/knowledge/items/{id}                    -> KnowledgeText
 * PUT    /api/knowledge/items/{id}    KnowledgeChange -> KnowledgeItemView
 * DELETE /api/knowledge/items/{id}                    -> {}
 * POST   /api/knowledge/items/{id}/read {}            -> KnowledgeItemView (reads a link again)
 */
export interface KnowledgeQuery {
  /** In title, address or file name. */
  find?: string;
  /** attention: failed, gone, expired or about to. */
  show?: 'all' | 'attention';
  /** Those that this assistant uses. */
  assistant?: string;
  sort?: 'added' | 'title' | 'expiry';
  /** 0-based. */
  page?: number;
}

export interface KnowledgeView {
  items: readonly KnowledgeItemView[];
  /** How many match, and on how many pages. */
  total: number;
  pages: number;
  /** How many there are in all, and how many there may be. */
  all: number;
  most: number;
  /** How many of all need a person. */
  attention: number;
  assistants: readonly { id: string; name: string }[];
  today: string;
}

export interface KnowledgeItemView {
  id: string;
  kind: 'text' | 'link' | 'file';
  title: string;
  /** Address of a link, name of a file. */
  source: string;
  /** null: every assistant. */
  assistantId: string | null;
  /** Who uses it, in words; null: the assistant was removed, nobody does. */
  usedBy: string | null;
  asOf: string;
  /** The last day on which it is used. */
  expiresOn: string | null;
  validity: 'valid' | 'expires-soon' | 'expired';
  state: 'reading' | 'ready' | 'failed';
  /** What is wrong, one or two sentences. */
  problem: string | null;
  problemSince: number | null;
  /** What the last reading of a link changed. */
  changes: string | null;
  changesAt: number | null;
  keepFresh: boolean;
  readAt: number | null;
  characters: number;
  passages: number;
  bytes: number;
  addedBy: string;
  addedAt: number;
  /** To be sent with a change. */
  version: number;
}

interface KnowledgeDates {
  title: string;
  assistantId: string | null;
  /** Absent: today. */
  asOf?: string;
  expiresOn: string | null;
}

export type NewKnowledge =
  | (KnowledgeDates & { kind: 'text'; text: string })
  | (KnowledgeDates & { kind: 'link'; source: string; keepFresh: boolean });

/** `text` only of a text, `source` and `keepFresh` only of a link. */
export interface KnowledgeChange extends KnowledgeDates {
  version: number;
  text?: string;
  source?: string;
  keepFresh?: boolean;
}

export interface KnowledgeText {
  id: string;
  /** The beginning, where it is very long. */
  text: string;
  whole: boolean;
}

export interface KnowledgeFound {
  passages: readonly {
    id: string;
    title: string;
    asOf: string;
    text: string;
    /** 0 to 1: how much of what was asked stands in it. */
    score: number;
  }[];
}

/** Where a browser sends files: a page of Baton's own, for a while and for this account only. */
export interface UploadLink {
  url: string;
  expiresAt: number;
}
