import type {
  AppPageLocation,
  BaseContext,
  CrmContext,
  CrmHostActions,
  CrmSearchResponse,
  FetchCrmSearchRequest,
  FormattingOptions,
  PagesContext,
  SettingsContext,
  UiePlatformActions,
} from '@hubspot/ui-extensions';
import type { RemoteChannel } from '@remote-ui/core';

export type ExtensionContext = BaseContext & (CrmContext | SettingsContext | PagesContext);
export type ExtensionActions = CrmHostActions & UiePlatformActions;
export type CrmProperties = Record<string, string | null>;

export interface FetchRequest {
  method: string;
  /** Milliseconds; HubSpot's default applies when absent. */
  timeout: number | undefined;
  body: unknown;
  headers: Record<string, string>;
}

export interface FormatOptions {
  propertiesToFormat?: string[] | 'all';
  formattingOptions?: FormattingOptions;
}

export interface AssociationsRequest {
  toObjectType: string;
  properties?: string[];
  pageLength?: number;
  offset?: number;
}

export interface Associations {
  results: {
    toObjectId: number;
    associationTypes: { category: string; typeId: number; label: string }[];
    properties: CrmProperties;
  }[];
  hasMore: boolean;
  nextOffset: number;
}

export interface FormatRequest {
  propertiesList: CrmProperties[];
  objectType: string;
  formattingOptions?: FormattingOptions;
}

export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

/** What the worker may call in the page: the parts of HubSpot's front end that a card depends on. */
export interface HostFunctions {
  log(level: LogLevel, message: string): void;
  /** The card's React tree threw and is gone. */
  crashed(message: string): void;
  fetch(url: string, request: FetchRequest): Promise<{ status: number; body: unknown }>;
  crmProperties(
    names: string[],
    onUpdate: (properties: CrmProperties) => void,
    options: FormatOptions,
  ): Promise<{ data: CrmProperties; cleanup: () => void }>;
  associations(request: AssociationsRequest): Promise<Associations>;
  crmSearch(request: FetchCrmSearchRequest): Promise<CrmSearchResponse>;
  formatProperties(request: FormatRequest): Promise<CrmProperties[]>;
}

/** What the page may call in the Web Worker of a card. */
export interface WorkerApi {
  /** Runs the bundle. Rejects when it cannot be fetched, throws, or never calls `hubspot.extend()`. */
  load(bundleUrl: string): Promise<void>;
  /** The page of the app that is shown now; cards and settings are always at `/`. */
  moveTo(location: AppPageLocation): void;
  render(
    receive: RemoteChannel,
    context: ExtensionContext,
    actions: ExtensionActions,
    host: HostFunctions,
  ): Promise<void>;
}
