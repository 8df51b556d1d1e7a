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
 * GET    /api/assistants/{id}/domain                 -> MailDomain
 * POST   /api/assistants/{id}/resume-mailbox {}      -> SettingsView (what came back until now does not count any more)
 * POST   /api/settings/add-lead-status-option {}     -> SettingsView (adds QUALIFIED, keeping the portal's own)
 * PUT    /api/settings/context-labels { labels }      -> SettingsView; 400 for a word that can be none
 * PUT    /api/settings/language-model LanguageModelChange -> SettingsView
 * POST   /api/settings/language-model/test {}        -> LanguageModelTest (asks with a harmless sample)
 * PUT    /api/settings/set-up SetUpStep -> SettingsView; 409 CONFLICT: it was finished meanwhile, or a step is missing
 * PUT    /api/settings/api-budget { apiBudget: ApiBudget | null } -> SettingsView
 * PUT    /api/settings/data-sync { on }               -> SettingsView (on: the first sync begins)
 * PUT    /api/settings/email-activity { on }          -> SettingsView
 * GET    /api/settings/api-use                        -> ApiUse
 * POST   /api/settings/disconnect {}                 -> SettingsView (hands everything back, then uninstalls the app)
 */
export type AssistantStatus =
  | 'ASSISTANT_NOT_YET_CREATED'
  | 'ASSISTANT_DOES_NOT_EXIST_AS_USER_IN_CRM'
  | 'ASSISTANT_EXISTS_AS_USER_IN_CRM'
  | 'ALL_WORKING_WELL';

/** Where on the settings page something stands. */
export type SettingsSection =
  | 'connection'
  | 'hubspot-api'
  | 'assistants'
  | 'sending'
  | 'do-not-contact'
  | 'lead-handling'
  | 'fields'
  | 'knowledge'
  | 'answers'
  | 'language-model';

/** What keeps Baton from doing all it could, and where to mend it. */
export interface SettingsWarning {
  section: SettingsSection;
  text: string;
}

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
  /** An owner is reminded of a lead that nobody picked up: every so many days, 1 to 30, */
  remindEveryDays: number;
  /** so often, 0 to 20; then the lead is at risk. */
  remindTimes: number;
  /** Whose leads a rep sees on Baton's pages; HubSpot does not tell apps what it shows to whom. */
  repsSee: 'own' | 'team' | 'all';
  /** Words before lines of a Context, beyond Baton's own. */
  contextLabels: readonly OwnContextLabel[];
  /** The assistant writes to whom an absence notice names, unless the owner says no. */
  writeToSubstitutes: boolean;
  sending: SendingView;
  api: ApiView;
  dataSync: DataSyncView;
  /** Which steps after connecting are saved: until all three are, no assistant can be added. null: finished. */
  setUp: { limits: boolean; dataSync: boolean } | null;
  /** Off: neither emails nor lead and conversation status are written. `since`: when it was switched; null: never. */
  emailActivity: { on: boolean; since: number | null };
  optOuts: OptOutsView;
  languageModel: LanguageModelView;
  /** What sections hold that load by themselves. */
  counts: { knowledge: number; phrases: number; exclusions: number; fields: number };
  warnings: readonly SettingsWarning[];
}

/** One of the three steps after connecting. */
export type SetUpStep =
  { step: 'limits'; apiBudget: ApiBudget | null } | { step: 'data-sync'; on: boolean } | { step: 'finish' };

export interface OwnContextLabel {
  word: string;
  label: 'why' | 'about' | 'offer' | 'ask' | 'subject' | 'tone' | 'private';
}

/** What stands below every email, and on which days none leaves. */
export interface SendingView {
  /** ''; none is given. */
  postalAddress: string;
  /** Emails that wait for it. */
  waitingForAddress: number;
  /** Whether emails say that software writes them. */
  disclosure: 'where-required' | 'always' | 'never';
  /** An admin's own words by language, as `en`. `{name}` is the assistant. */
  disclosureWords: Readonly<Record<string, string>>;
  /** The languages in which Baton writes, with its own words. */
  languages: readonly { code: string; name: string; words: string }[];
  observeHolidays: boolean;
  /** ISO dates on which the company is closed, in order. */
  closedDays: readonly { date: string; name: string }[];
  /** Emails tell when they are opened, but to countries whose law asks for the reader's consent. */
  trackEngagement: boolean;
}

/** Calls that an account may make of HubSpot. */
export interface ApiBudget {
  /** 10 to 1,000 */
  perTenSeconds: number;
  /** From midnight to midnight of the account; null: no limit. */
  perDay: number | null;
}

/** What the account may use, and how it stands today. */
export interface ApiView extends ApiBudget {
  /** What an admin set; null: nothing, and HubSpot's own bound of an app counts. */
  set: ApiBudget | null;
  /** HubSpot lets the app make no more than so many calls in 10 s, whatever is set; null: it is no app. */
  bound: number | null;
  used: number;
  /** HubSpot itself said that no call is left today. */
  spent: boolean;
  /** What waits for midnight: bulk work, or assignments too; null: nothing. */
  waiting: 'bulk' | 'assignment' | null;
  dayEndsAt: number;
}

export interface DataSyncView {
  on: boolean;
  /** When it was switched, epoch ms; null: never. */
  since: number | null;
  /** Writes that wait while it is off. */
  waiting: number;
  /** Under way since it was switched on; null: done. */
  firstSync: { done: number; total: number; remainingMs: number | null } | null;
}

/** What calls are made for. */
export type CallPurpose =
  | 'hand-back'
  | 'opt-out'
  | 'reply'
  | 'assignment'
  | 'email-log'
  | 'status'
  | 'check'
  | 'campaign'
  | 'card'
  | 'other';

export interface ApiUse {
  /** What HubSpot's last answer said; null: none did. `most` in `intervalMs`. */
  said: {
    most: number | null;
    intervalMs: number | null;
    remaining: number | null;
    daily: number | null;
    dailyRemaining: number | null;
    at: number;
  } | null;
  /** Today, as 2026-11-30, by the account's time zone. */
  day: string;
  /** The last 30, oldest first. */
  days: readonly string[];
  /** Days and purposes without calls are absent. */
  counts: readonly { day: string; purpose: CallPurpose; calls: number }[];
  /** Of 1,000 more contacts, calls. `measured`: in these days; null: as benchmarks count. */
  estimate: { per1000: number; measured: { contacts: number; calls: number } | null };
}

/** Opt-outs between Baton and HubSpot. */
export interface OptOutsView {
  /** Switched on by an admin. */
  share: boolean;
  /** The permission for it was granted. */
  granted: boolean;
  /** Where an admin grants it. */
  installUrl: string;
  /** The subscription type of Baton's emails; null: only who unsubscribed from all email counts. */
  subscriptionType: string | null;
  /** The account's subscription types; null: they cannot be read now. */
  types: readonly { id: string; name: string }[] | null;
  /** Contacts who unsubscribed so far: HubSpot is told of them when it is switched on. */
  unsubscribed: number;
}

export interface LanguageModelView extends LanguageModel {
  /** Secrets are never sent back. */
  hasKey: boolean;
  /** Since midnight UTC; `cost` null: without prices, nobody knows. */
  today: { questions: number; tokens: number; cost: number | null };
  lastFailure: { text: string; at: number } | null;
  /** It has not answered since then (epoch ms); null: it does, or nobody knows otherwise. */
  failingSince: number | null;
  /** Left alone after failures, until then (epoch ms). */
  pausedUntil: number | null;
  /** The day's budget had no room for a question, nor has it now; a new day begins then (epoch ms). */
  usedUpUntil: number | null;
}

/** The language model that Baton may ask about answers that it is not sure of. */
export interface LanguageModel {
  /** Asked about answers that Baton is not sure of. */
  enabled: boolean;
  /** Writes the emails of sequences that let the assistant write, and suggests answers. */
  writes: boolean;
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
  /** Of its mailbox, which other assistants may share. */
  today: MailboxToday;
}

export interface MailboxToday {
  sent: number;
  /** What it may send today; null: no limit. */
  allowed: number | null;
  /** It may send less than its cap, because it is new. */
  warming: boolean;
  /** Why it is paused; null: it is not. */
  trouble: string | null;
}

/** Whether mail in the name of an assistant's domain is believed. */
export interface MailDomain {
  domain: string;
  findings: readonly {
    name: 'SPF' | 'DKIM' | 'DMARC';
    state: 'ok' | 'missing' | 'wrong' | 'unknown';
    text: string;
    /** A TXT record to enter; null: there is none to suggest. */
    enter: { name: string; value: string } | null;
  }[];
}

/**
 * Which emails a person approves before they leave. Whatever it is, an email with a claim that stands in no source waits
 * for a person. none: only those, and the owner is told by task at once; marked: only those, and somebody looks at
 * Reviews; first: also the first email to a contact; all: every email.
 */
export type Approval = 'none' | 'first' | 'all' | 'marked';

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
  /** Of emails to who speaks none that is known, or none of the sequence's: "en", "de" … */
  language: string;
  brochureUrl: string | null;
  calendarUrl: string | null;
  /** Absent: leave as it is; of a new assistant: none. */
  approval?: Approval;
  /** null: Baton's default mailbox. Absent: leave as it is. */
  mailbox?: { smtpUrl: string; imapUrl: string | null } | null;
  /** Emails a day that nobody asked for; null: no limit. Absent: leave as it is. */
  dailyCap?: number | null;
  /** Begin with little and send more every week. Absent: leave as it is. */
  warmUp?: boolean;
  /** Contacts in follow-up at once; null: as many as come. Absent: leave as it is. */
  mostActive?: number | null;
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
  remindEveryDays?: number;
  remindTimes?: number;
  repsSee?: SettingsView['repsSee'];
  writeToSubstitutes?: boolean;
  postalAddress?: string;
  disclosure?: SendingView['disclosure'];
  disclosureWords?: SendingView['disclosureWords'];
  observeHolidays?: boolean;
  closedDays?: SendingView['closedDays'];
  shareOptOuts?: boolean;
  subscriptionType?: string | null;
  trackEngagement?: boolean;
}
