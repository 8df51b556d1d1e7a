import type { Socket } from 'node:net';
import { Client } from 'pg';
import type { ClientConfig } from 'pg';

/**
 * Hangs up when the server has been silent for so long, ms. Longer than a statement or an idle transaction may last
 * there, so that silence means a connection that leads nowhere.
 */
export const SILENCE_MS = 28_000;

/**
 * When a query takes too long, node-postgres tells the caller and keeps the connection, on which every later query
 * waits as long: a pool of half-open connections would never recover. This client gives such a connection up.
 */
export class ImpatientClient extends Client {
  constructor(config: ClientConfig) {
    super(config);
    this.once('connect', () => {
      // Not in the type declarations; with TLS it is the encrypted stream from here on.
      const { stream } = (this as unknown as { connection: { stream: Socket } }).connection;
      stream.setTimeout(SILENCE_MS, () => stream.destroy(new Error('PostgreSQL has been silent for too long.')));
    });
  }
}
