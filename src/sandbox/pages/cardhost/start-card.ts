import type { AppPageLocation } from '@hubspot/ui-extensions';
import type { RemoteChannel } from '@remote-ui/core';
import { createEndpoint, fromWebWorker, retain } from '@remote-ui/rpc';
import type { ExtensionActions, ExtensionContext, HostFunctions, WorkerApi } from './protocol.ts';

export interface CardStart {
  bundle: string;
  receive: RemoteChannel;
  context: ExtensionContext;
  actions: ExtensionActions;
  host: HostFunctions;
  /** Which of the app's pages is shown at the start. */
  place: AppPageLocation;
  onRunning: () => void;
  /** The bundle could not be loaded or started, or the worker died. */
  onFailure: (message: string) => void;
}

export interface RunningExtension {
  /** Shows another of the app's pages, without starting anew. */
  moveTo: (place: AppPageLocation) => void;
  /** Ends the card and its worker. */
  end: () => void;
}

/** Runs a bundle in a Web Worker of its own. */
export function startCard(start: CardStart): RunningExtension {
  const worker = new Worker('/assets/card-worker.js', { name: start.bundle });
  const endpoint = createEndpoint<WorkerApi>(fromWebWorker(worker), {
    callable: ['load', 'moveTo', 'render'],
  });
  let ended = false;
  const fail = (message: string) => {
    if (!ended) start.onFailure(message);
  };
  worker.addEventListener('error', (event) => fail(event.message || 'The Web Worker could not be started'));
  retain(start.actions);
  retain(start.host);
  const moveTo = (place: AppPageLocation) => void endpoint.call.moveTo(place);
  // messages keep their order: a later place cannot be overtaken by the first
  moveTo(start.place);
  const run = async () => {
    // importScripts only says "failed to load": ask for the reason first
    const response = await fetch(start.bundle);
    if (!response.ok)
      throw new Error(`GET ${start.bundle} answered ${response.status} ${response.statusText}`);
    await endpoint.call.load(new URL(start.bundle, location.href).href);
    await endpoint.call.render(start.receive, start.context, start.actions, start.host);
    if (!ended) start.onRunning();
  };
  run().catch((error: unknown) => fail(error instanceof Error ? error.message : String(error)));
  return {
    moveTo,
    end: () => {
      ended = true;
      endpoint.terminate();
      worker.terminate();
    },
  };
}
