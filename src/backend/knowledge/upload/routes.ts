import type { Request, Response } from 'express';
import type { Assistants } from '../../assistants/assistants.ts';
import { BatonError, isBatonError } from '../../ground/errors.ts';
import { isAdmin } from '../../hubspot/portals/admin.ts';
import type { HubSpot } from '../../hubspot/types.ts';
import { checked } from '../../http/routes.ts';
import type { Route } from '../../http/routes.ts';
import { fileWords } from '../checks.ts';
import { MOST_BYTES } from '../fetch-link.ts';
import type { Items } from '../items.ts';
import type { TodayOf } from '../today.ts';
import type { SentFile } from './form-data.ts';
import type { Uploader, UploadLinks } from './upload-links.ts';
import { sendUploadPage } from './upload-page.ts';
import type { SentResult } from './upload-page.ts';

export interface UploadDeps {
  items: Pick<Items, 'addFile'>;
  assistants: Pick<Assistants, 'list'>;
  hubspot: Pick<HubSpot, 'portals' | 'users'>;
  links: UploadLinks;
  todayOf: TodayOf;
}

const path = '/t/knowledge/:token';

/** A page with a form that sends files. Whoever has the link was an admin when it was made, and must still be one. */
export function uploadRoutes(deps: UploadDeps): Route[] {
  const base = { path, access: 'link', answers: 'An HTML page, or JSON where that is asked for' } as const;
  return [
    {
      ...base,
      method: 'get',
      summary: 'The page that sends files to the knowledge',
      handlers: [async (request, response) => show(deps, request, response, [])],
    },
    {
      ...base,
      method: 'post',
      summary: 'Takes files for the knowledge (multipart/form-data)',
      handlers: [(request, response) => take(deps, request, response)],
    },
  ];
}

async function uploaderOf(deps: UploadDeps, request: Request): Promise<Uploader> {
  const uploader = deps.links.read(String(request.params['token']));
  const portal = await deps.hubspot.portals.find(uploader.portalId);
  if (portal?.status !== 'connected') throw new BatonError('PORTAL_NOT_CONNECTED');
  if (!(await isAdmin(deps.hubspot, portal, uploader.userId))) throw new BatonError('FORBIDDEN');
  return uploader;
}

async function show(
  deps: UploadDeps,
  request: Request,
  response: Response,
  results: readonly SentResult[],
): Promise<void> {
  const { portalId } = await uploaderOf(deps, request);
  const [assistants, today] = await Promise.all([deps.assistants.list(portalId), deps.todayOf(portalId)]);
  sendUploadPage(response, { assistants, today, results });
}

/** Requests whose files are in memory just now. */
const MOST_AT_ONCE = 4;
let receiving = 0;

async function take(deps: UploadDeps, request: Request, response: Response): Promise<void> {
  if (receiving >= MOST_AT_ONCE)
    throw new BatonError('TOO_MANY_REQUESTS', 'Too many files arrive at once. Try again in a moment.');
  receiving += 1;
  try {
    const uploader = await uploaderOf(deps, request);
    const { readForm } = await import('./form-data.ts');
    const { fields, files } = await readForm(request);
    const words = checked(fileWords, wordsIn(fields), 'form');
    const results: SentResult[] = [];
    for (const file of files) results.push(await add(deps, uploader, file, words));
    if (request.accepts(['html', 'json']) === 'json') response.json({ results });
    else await show(deps, request, response, results);
  } finally {
    receiving -= 1;
  }
}

/** A field that is left empty is not said. */
const wordsIn = (fields: Readonly<Record<string, string>>) => ({
  assistantId: fields['assistant'] || null,
  expiresOn: fields['expiresOn'] || null,
  ...(fields['asOf'] ? { asOf: fields['asOf'] } : {}),
});

async function add(
  { items }: UploadDeps,
  { portalId, name: by }: Uploader,
  { name, bytes }: SentFile,
  words: Parameters<Items['addFile']>[2],
): Promise<SentResult> {
  const refused = (why: string): SentResult => ({ name, refused: true, words: why });
  if (bytes === null) return refused(`It is larger than ${MOST_BYTES / 1_048_576} MB.`);
  if (bytes.length === 0) return refused('It is empty.');
  try {
    await items.addFile(portalId, { name, bytes }, words, by);
    return { name, refused: false, words: 'Added. Baton is reading it.' };
  } catch (error) {
    if (isBatonError(error) && (error.code === 'CONFLICT' || error.code === 'REQUEST_INVALID'))
      return refused(error.message);
    throw error;
  }
}
