import * as React from 'react';
import * as RemoteUI from '@remote-ui/react';
import { createRemoteRoot } from '@remote-ui/core';
import { createEndpoint, retain } from '@remote-ui/rpc';
import type { MessageEndpoint } from '@remote-ui/rpc';
import type { ReactElement, ReactNode } from 'react';
import type { ExtensionActions, ExtensionContext, HostFunctions, WorkerApi } from './protocol.ts';
import { PlaceStore, hsFetch, hsWorkerAPI, logger, serverless } from './worker-globals.ts';
import type { ExtensionApi } from './worker-globals.ts';

/*
 * The Web Worker of one card. It offers exactly what HubSpot's worker offers a bundle
 * ((function(React, RemoteUI){…})(React, RemoteUI)), and takes away what HubSpot's worker does not have.
 */
type RenderCallback = (api: ExtensionApi) => ReactElement;
let renderCallback: RenderCallback | null = null;
let host: HostFunctions | null = null;
const place = new PlaceStore();
const ApiContext = React.createContext<ExtensionApi | null>(null);

function useApi(): ExtensionApi {
  const api = React.useContext(ApiContext);
  if (!api) throw new Error('A HubSpot hook was used outside of the extension');
  return api;
}

function requireHost(): HostFunctions {
  if (!host) throw new Error('HubSpot functions are available only after hubspot.extend() has rendered');
  return host;
}

class CrashReport extends React.Component<{ children: ReactNode }, { crashed: boolean }> {
  override state = { crashed: false };
  static getDerivedStateFromError() {
    return { crashed: true };
  }
  override componentDidCatch(error: unknown) {
    requireHost().crashed(error instanceof Error ? (error.stack ?? error.message) : String(error));
  }
  override render() {
    return this.state.crashed ? null : this.props.children;
  }
}

const globals: Record<string, unknown> = {
  React,
  RemoteUI,
  __HUBSPOT_EXTENSION_WORKER__: true,
  extend_V2: (callback: RenderCallback) => {
    renderCallback = callback;
  },
  logger: logger(() => host),
  hsFetch: hsFetch(requireHost),
  hsWorkerAPI: hsWorkerAPI(requireHost, useApi, () =>
    React.useSyncExternalStore(place.subscribe, place.current),
  ),
  serverless,
};

/** A card that leans on one of these works in a browser and breaks inside HubSpot. */
const absent = [
  'fetch',
  'XMLHttpRequest',
  'WebSocket',
  'EventSource',
  'BroadcastChannel',
  'indexedDB',
  'caches',
  'navigator',
  'location',
];

const api: WorkerApi = {
  async load(bundleUrl) {
    renderCallback = null;
    importScripts(bundleUrl);
    // importScripts runs the bundle, which sets it; the compiler cannot see that.
    if (!(renderCallback as unknown)) throw new Error('The bundle did not call hubspot.extend()');
  },
  moveTo: (location) => place.moveTo(location),
  async render(receive, context: ExtensionContext, actions: ExtensionActions, hostFunctions) {
    // rpc frees functions it was handed after the call unless they are retained
    retain(receive);
    retain(actions);
    retain(hostFunctions);
    host = hostFunctions;
    if (!renderCallback) throw new Error('render() was called before load()');
    const extensionApi: ExtensionApi = { context, actions, runServerlessFunction: serverless };
    const root = createRemoteRoot(receive, { strict: false });
    void RemoteUI.createRoot(root).render(
      React.createElement(
        ApiContext.Provider,
        { value: extensionApi },
        React.createElement(CrashReport, null, renderCallback(extensionApi)),
      ),
    );
    void root.mount();
  },
};

Object.assign(self, globals);
for (const name of absent) Object.defineProperty(self, name, { value: undefined, configurable: true });
self.addEventListener('unhandledrejection', (event) => {
  host?.log('error', `Unhandled rejection in the card: ${String(event.reason)}`);
});
// `self` is typed as a window by the DOM library; a dedicated worker's scope has the same three members
createEndpoint(self as unknown as MessageEndpoint).expose({
  load: api.load,
  moveTo: api.moveTo,
  render: api.render,
});
