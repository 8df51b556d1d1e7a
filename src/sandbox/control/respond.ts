import type { NextFunction, Request, Response } from 'express';
import { z } from 'zod';
import { HubSpotError, invalidRequest } from '../api/hubspot-error.ts';
import type { Portal } from '../accounts/portal.ts';
import type { Portals } from '../accounts/portals.ts';
import { personAuthor, type Author } from '../records/record.ts';
import { UnknownMailError } from '../mail/sandbox-mail.ts';

/** Checks a body of the control API. @throws HubSpotError 400 */
export function parse<T>(schema: z.ZodType<T>, body: unknown): T {
  const parsed = schema.safeParse(body ?? {});
  if (!parsed.success) throw invalidRequest(z.prettifyError(parsed.error));
  return parsed.data;
}

/** The portal of the path. @throws HubSpotError 404 */
export function portalOf(portals: Portals, request: Request): Portal {
  return portals.get(Number(request.params.portalId));
}

export const userIdSchema = z.coerce.number().int();

/** Who acts on the pages: a user of the portal. @throws HubSpotError 400 */
export function authorOf(portal: Portal, userId: number, changeSource?: string): Author {
  if (!portal.users.has(String(userId))) throw invalidRequest(`No user ${userId} in portal ${portal.id}`);
  return personAuthor(userId, changeSource);
}

export function answerControlError(
  error: unknown,
  _request: Request,
  response: Response,
  next: NextFunction,
): void {
  if (error instanceof HubSpotError) {
    response.status(error.status).json({ message: error.message, category: error.category, ...error.extras });
  } else if (error instanceof UnknownMailError) {
    response.status(404).json({ message: error.message });
  } else if (error instanceof RangeError) {
    response.status(400).json({ message: error.message });
  } else next(error);
}
