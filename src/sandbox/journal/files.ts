import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Request, RequestHandler, Response } from 'express';
import { localsOf } from '../api/answers.ts';
import type { SandboxClock } from '../ground/clock.ts';
import type { Journal, JournalEntry } from './journal.ts';

export const JOURNAL_FILES_PATH = '/journal-files';

/** How long an address of a file works. */
const LIFE_MS = 15 * 60_000;

/** The files behind presigned addresses, as a storage service serves them: the address is the permission. */
export class JournalFiles {
  readonly #clock: SandboxClock;
  readonly #journal: Journal;
  readonly #secret = randomBytes(32);

  constructor(clock: SandboxClock, journal: Journal) {
    this.#clock = clock;
    this.#journal = journal;
  }

  /** The answer that points to an entry. @param origin of the stand-in */
  pointer(entry: JournalEntry, origin: string): { currentOffset: string; url: string; expiresAt: string } {
    const expires = this.#clock.now() + LIFE_MS;
    const query = new URLSearchParams({
      expires: String(expires),
      signature: this.#sign(entry.offset, expires),
    });
    return {
      currentOffset: entry.offset,
      url: `${origin}${JOURNAL_FILES_PATH}/${entry.offset}?${query.toString()}`,
      expiresAt: new Date(expires).toISOString(),
    };
  }

  readonly serve: RequestHandler = (request, response) => {
    const refused = this.#refusal(request);
    if (refused) return refuse(response, refused.status, refused.code);
    const entry = this.#journal.find(String(request.params['offset']));
    if (!entry) return refuse(response, 404, 'NoSuchKey');
    const { offset, events, publishedAt } = entry;
    const file = { offset, journalEvents: events, publishedAt: new Date(publishedAt ?? 0).toISOString() };
    localsOf(response).answer({ status: 200, body: file });
  };

  #refusal(request: Request): { status: number; code: string } | null {
    // A storage service takes one kind of permission: the signature in the address, or a header.
    if (request.get('authorization') !== undefined) return { status: 400, code: 'InvalidArgument' };
    const expires = Number(request.query['expires']);
    const expected = Buffer.from(this.#sign(String(request.params['offset']), expires));
    const { signature } = request.query;
    const given = Buffer.from(typeof signature === 'string' ? signature : '');
    const isSigned = expected.length === given.length && timingSafeEqual(expected, given);
    return isSigned && expires > this.#clock.now() ? null : { status: 403, code: 'AccessDenied' };
  }

  #sign(offset: string, expires: number): string {
    return createHmac('sha256', this.#secret).update(`${offset} ${expires}`).digest('hex');
  }
}

function refuse(response: Response, status: number, code: string): void {
  response.status(status).type('xml').send(`<?xml version="1.0"?><Error><Code>${code}</Code></Error>`);
}
