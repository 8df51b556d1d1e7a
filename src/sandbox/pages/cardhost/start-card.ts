import type { RemoteChannel } from '@remote-ui/core';
import { createEndpoint, fromWebWorker, retain } from '@remote-ui/rpc';
import type { ExtensionActions, ExtensionContext, HostFunctions, WorkerApi } from './protocol.ts';

export interface CardStart {
  bundle: string;
  receive: RemoteChannel;
  context: ExtensionContext;
  actions: ExtensionActions;
  host: HostFunctions;
  onRunning: () => void;
  /** The bundle could not be loaded or started, or the worker died. */
  onFailure: (message: string) => void;
}

/**
 * Runs a bundle in a Web Worker of its own.
 * @returns the function that ends the card and its worker
 */
export function startCard(start: CardStart): () => void {
  const worker = new Worker('/assets/card-worker.js', { name: start.bundle });
  const endpoint = createEndpoint<WorkerApi>(fromWebWorker(worker), { callable: ['load', 'render'] });
  let ended = false;
  const fail = (message: string) => {
    if (!ended) start.onFailure(message);
  };
  worker.addEventListener('error', (event) => fail(event.message || 'The Web Worker could not be started'));
  retain(start.actions);
  retain(start.host);
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
  return () => {
    ended = true;
    endpoint.terminate();
    worker.terminate();
  };
}
