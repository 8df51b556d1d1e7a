import type { Request } from 'express';
import { Busboy } from '@fastify/busboy';
import type { BusboyInstance } from '@fastify/busboy';
import { BatonError } from '../../ground/errors.ts';
import { storable } from '../../ground/text.ts';
import { MOST_BYTES } from '../fetch-link.ts';

export interface SentFile {
  name: string;
  /** null: it is larger than a file may be. */
  bytes: Buffer | null;
}

export interface SentForm {
  fields: Readonly<Record<string, string>>;
  files: readonly SentFile[];
}

/** Files of one request, and bytes of them all. */
export const MOST_FILES = 20;
const MOST_IN_ALL = 3 * MOST_BYTES;

/** The fields and files of a form (`multipart/form-data`). @throws BatonError REQUEST_INVALID, REQUEST_TOO_LARGE */
export function readForm(request: Request): Promise<SentForm> {
  return new Promise((resolve, reject) => {
    const fields: Record<string, string> = {};
    const files: SentFile[] = [];
    let held = 0;
    const fail = (error: BatonError): void => {
      request.unpipe(form).resume();
      reject(error);
    };
    const form = formOf(request);
    form.on('field', (name, value) => {
      fields[name] = storable(value);
    });
    form.on('file', (_field, stream, name) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => {
        held += chunk.length;
        if (held > MOST_IN_ALL) return fail(tooMuch());
        chunks.push(chunk);
      });
      // What ends too early is said of the form as well; unheard, it would end the process.
      stream.on('error', () => fail(unreceived()));
      stream.on('end', () => {
        // A browser sends an empty file without a name where none was chosen.
        if (!name) return;
        const large = (stream as { truncated?: boolean }).truncated === true;
        files.push({ name: storable(name).slice(0, 200), bytes: large ? null : Buffer.concat(chunks) });
      });
    });
    form.on('filesLimit', () => fail(tooMuch()));
    form.on('error', () => fail(unreceived()));
    form.on('finish', () => resolve({ fields, files }));
    request.on('close', () => {
      if (!request.complete) fail(new BatonError('REQUEST_INVALID', 'The request ended too early.'));
    });
    request.pipe(form);
  });
}

function formOf(request: Request): BusboyInstance {
  const type = request.headers['content-type'];
  if (!type?.startsWith('multipart/form-data'))
    throw new BatonError('REQUEST_INVALID', 'Send the files as a form.');
  try {
    return new Busboy({
      headers: { ...request.headers, 'content-type': type },
      limits: {
        fileSize: MOST_BYTES,
        files: MOST_FILES,
        fields: 20,
        fieldSize: 1_000,
        parts: MOST_FILES + 20,
      },
    });
  } catch (cause) {
    throw unreceived(cause);
  }
}

const unreceived = (cause?: unknown): BatonError =>
  new BatonError('REQUEST_INVALID', 'The files could not be received.', { cause });
const tooMuch = (): BatonError =>
  new BatonError('REQUEST_TOO_LARGE', 'These are too many files at once. Send fewer, one after the other.');
