/** What a draft may take its claims from. */
export interface SourceTexts {
  /** The Context that applies: the contact's own, or the assistant's default. */
  context: string;
  /** Properties of the contact and the company by name, as words: `{ jobtitle: 'Head of IT' }`. */
  properties: Readonly<Record<string, string>>;
  /** Mails with this contact; `at` in epoch ms, `in` from the contact. */
  thread: readonly { id: string; direction: 'in' | 'out'; at: number; text: string }[];
  /** What the assistant knows. */
  knowledge: readonly { id: string; title: string; text: string }[];
  /** What people wrote that may stand in the draft word by word: the sequence, and lines that the writer took up. */
  own?: readonly string[];
}

/** Who writes. All of it may be said in a draft. */
export interface DraftAssistant {
  name: string;
  email: string;
  role: string;
  signature: string;
  companyDescription: string;
  brochureUrl: string | null;
  calendarUrl: string | null;
}

/** A mail before it leaves, whoever wrote it. */
export interface Draft {
  /** Language tag: "de", "pt-BR". Of another language than ours: read by the words themselves. */
  lang: string;
  assistant: DraftAssistant;
  /** When it was written, epoch ms: dates like "last week" count from here. */
  at: number;
  subject: string;
  /** Plain text. */
  body: string;
}

export const claimKinds = [
  'number',
  'price',
  'percentage',
  'date',
  'person',
  'company',
  'product',
  'place',
  'url',
  'email',
  'certification',
  'history',
  'attachment',
  'promise',
] as const;
export type ClaimKind = (typeof claimKinds)[number];

/** Where a claim comes from. `id`: of the mail or knowledge, else the name of the property, "context" or "assistant". */
export interface ClaimSource {
  kind: 'context' | 'property' | 'thread' | 'knowledge' | 'assistant';
  id: string;
  /** The sentence that says it, at most 200 characters. */
  excerpt: string;
}

/** Something a draft says that has to stand in a source. */
export interface Claim {
  part: 'subject' | 'body';
  /** UTF-16 offsets into subject or body. */
  start: number;
  end: number;
  /** What stands there. */
  words: string;
  kind: ClaimKind;
  /** null: it stands nowhere; the claim is marked. */
  source: ClaimSource | null;
  /** In words for a person, why it is marked; empty when it has a source. */
  reason: string;
}
