/**
 * What the settings page shows and asks: the contract between the page and `/api/settings/…`, `/api/assistants/…`.
 * All need a HubSpot user who may manage integrations for this account; others get 403 FORBIDDEN.
 *
 * GET    /api/settings                               -> SettingsView
 * PUT    /api/settings             SettingsChange    -> SettingsView
 * POST   /api/assistants           NewAssistant      -> SettingsView; 409 CONFIRM_FIRST for a person's user
 * PUT    /api/assistants/{id}      NewAssistant      -> SettingsView
 * DELETE /api/assistants/{id}                        -> SettingsView; 409 while it holds contacts
 * POST   /api/assistants/{id}/refresh {}             -> SettingsView
 * POST   /api/assistants/{id}/invite {}              -> SettingsView (creates the HubSpot user)
 * POST   /api/assistants/{id}/test-mail { to }       -> { problems: string[] } (empty: the mail was sent)
 * POST   /api/settings/add-lead-status-option {}     -> SettingsView (adds QUALIFIED, keeping the portal's own)
 * PUT    /api/settings/language-model LanguageModelChange -> SettingsView
 * POST   /api/settings/language-model/test {}        -> LanguageModelTest (asks with a harmless sample)
 * POST   /api/settings/disconnect {}                 -> SettingsView (hands everything back, then uninstalls the app)
 */
export type AssistantStatus =
  | 'ASSISTANT_NOT_YET_CREATED'
  | 'ASSISTANT_DOES_NOT_EXIST_AS_USER_IN_CRM'
  | 'ASSISTANT_EXISTS_AS_USER_IN_CRM'
  | 'ALL_WORKING_WELL';

export interface SettingsView {
  connection: {
    portalId: string;
    status: 'connected' | 'disconnected' | 'not-connected';
    reason: string | null;
    connectedBy: string | null;
    installUrl: string;
    scopes: readonly { name: string; purpose: string; granted: boolean; required: boolean }[];
    /** What needs an optional permission. `reason`: why it is switched off, and what to do; null: it is on. */
    features: readonly { name: string; reason: string | null }[];
    /** null until the first webhook arrives. */
    lastEventAt: number | null;
    provisioned: boolean;
  };
  /** Baton is leaving the account: so many contacts are not handed back yet. null: it stays. */
  disconnecting: { remaining: number } | null;
  /** ASSISTANT_NOT_YET_CREATED when the list is empty. */
  status: AssistantStatus;
  assistants: readonly AssistantView[];
  /** Active owners, to pick an assistant or a fallback owner from. */
  owners: readonly { ownerId: string; name: string; email: string }[];
  sequences: readonly { id: string; name: string; steps: number }[];
  fallbackOwnerId: string | null;
  leadStatus: {
    /** The portal's options of `hs_lead_status`. */
    options: readonly { value: string; label: string }[];
    /** Lead state -> option value; null: not written. */
    mapping: Readonly<Record<string, string | null>>;
    /** Mapped values the portal does not have: those are left out of writes. */
    missing: readonly string[];
  };
  schedule: BusinessHours;
  firstEmailDelayMinutes: number;
  /** How often Baton looks for what webhooks missed, 1 to 60. */
  reconcileMinutes: number;
  /** Whose leads a rep sees on Baton's pages; HubSpot does not tell apps what it shows to whom. */
  repsSee: 'own' | 'team' | 'all';
  languageModel: LanguageModelView;
  warnings: readonly string[];
}

export interface LanguageModelView extends LanguageModel {
  /** Secrets are never sent back. */
  hasKey: boolean;
  /** Since midnight UTC; `cost` null: without prices, nobody knows. */
  today: { questions: number; tokens: number; cost: number | null };
  lastFailure: { text: string; at: number } | null;
  /** Left alone after failures, until then (epoch ms). */
  pausedUntil: number | null;
}

/** The language model that Baton may ask about answers that it is not sure of. */
export interface LanguageModel {
  enabled: boolean;
  kind: 'openai' | 'anthropic' | 'openai-compatible';
  model: string;
  /** null: the provider's own. */
  baseUrl: string | null;
  dailyTokens: number;
  /** Of a million tokens, in the currency that the provider bills in. */
  prices: { input: number; output: number } | null;
  dailyCost: number | null;
}

export interface LanguageModelChange extends LanguageModel {
  /** null: none any more. Absent: leave as it is; another kind or address needs its own key. */
  apiKey?: string | null;
}

/** `problem`: what is wrong and what to do; null: it works. */
export type LanguageModelTest =
  { problem: string } | { problem: null; ms: number; tokens: number | null; cost: number | null };

export interface AssistantView extends NewAssistant {
  id: string;
  status: AssistantStatus;
  /** What to do next, one sentence. */
  nextStep: string;
  ownerId: string | null;
  contacts: number;
  /** Own mailbox set (secrets are never sent back). */
  hasOwnMailbox: boolean;
}

export interface NewAssistant {
  /** The admin knows that the HubSpot user is a person's, and wants it all the same. */
  confirmed?: boolean;
  name: string;
  email: string;
  role: string;
  signature: string;
  companyDescription: string;
  defaultContext: string;
  sequenceId: string;
  brochureUrl: string | null;
  calendarUrl: string | null;
  /** null: Baton's default mailbox. Absent: leave as it is. */
  mailbox?: { smtpUrl: string; imapUrl: string | null } | null;
}

export interface BusinessHours {
  /** ISO weekdays, 1 = Monday. */
  weekdays: readonly number[];
  /** Minutes after midnight, in the contact's zone. */
  startMinute: number;
  endMinute: number;
}

export interface SettingsChange {
  fallbackOwnerId?: string | null;
  leadStatusMapping?: Readonly<Record<string, string | null>>;
  schedule?: BusinessHours;
  firstEmailDelayMinutes?: number;
  reconcileMinutes?: number;
  repsSee?: SettingsView['repsSee'];
}
