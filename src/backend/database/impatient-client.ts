import type { Socket } from 'node:net';
import { Client } from 'pg';
import type { ClientConfig } from 'pg';

/**
 * A client that hangs up when the server has been silent for so long, ms: longer than a statement or an idle
 * transaction may last there, so that silence means a connection that leads nowhere.
 *
 * When a query takes too long, node-postgres itself tells the caller and keeps the connection, on which every later
 * query waits as long: a pool of half-open connections would never recover.
 */
export function impatientClient(silenceMs: number): typeof Client {
  return class ImpatientClient extends Client {
    constructor(config?: string | ClientConfig) {
      super(config);
      this.once('connect', () => {
        // Not in the type declarations; with TLS it is the encrypted stream from here on.
        const { stream } = (this as unknown as { connection: { stream: Socket } }).connection;
        stream.setTimeout(silenceMs, () => stream.destroy(new Error(SILENT)));
      });
    }
  };
}

const SILENT = 'PostgreSQL has been silent for too long.';
