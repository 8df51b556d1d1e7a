import { z } from 'zod';
import type { Clock } from '../../ground/clock.ts';
import { MINUTE } from '../../ground/clock.ts';
import { BatonError } from '../../ground/errors.ts';
import { portalId as toPortalId, userId as toUserId } from '../../ground/identifiers.ts';
import type { PortalId, UserId } from '../../ground/identifiers.ts';
import type { Vault } from '../../vault/vault.ts';

/** Who may send files with a link, and who is named for them. */
export interface Uploader {
  portalId: PortalId;
  userId: UserId;
  name: string;
}

export interface UploadLinks {
  create(uploader: Uploader): { url: string; expiresAt: number };
  /** @throws BatonError NOT_FOUND for a link that is old, or not Baton's */
  read(token: string): Uploader;
}

const PURPOSE = 'knowledge-upload';
const WORKS_FOR_MS = 30 * MINUTE;
const content = z.object({ user: z.string(), name: z.string(), until: z.number() });

/** HubSpot's pages take no files: the browser sends them to a page of Baton's own, under a link that nobody can guess. */
export function createUploadLinks(deps: { vault: Vault; clock: Clock; publicUrl: string }): UploadLinks {
  const { vault, clock } = deps;
  return {
    create({ portalId, userId, name }) {
      const expiresAt = clock.now() + WORKS_FOR_MS;
      const said = JSON.stringify({ user: userId, name, until: expiresAt });
      const sealed = Buffer.from(vault.seal(said, { portalId, purpose: PURPOSE })).toString('base64url');
      return { url: `${deps.publicUrl}/t/knowledge/${portalId}.${sealed}`, expiresAt };
    },
    read(token) {
      const dot = token.indexOf('.');
      const portalId = toPortalId(token.slice(0, dot));
      try {
        const sealed = Buffer.from(token.slice(dot + 1), 'base64url').toString();
        const said = content.parse(JSON.parse(vault.open(sealed, { portalId, purpose: PURPOSE })));
        // A clock that was set back makes no link work for longer.
        if (said.until < clock.now() || said.until > clock.now() + WORKS_FOR_MS)
          throw new Error('The link is old.');
        return { portalId, userId: toUserId(said.user), name: said.name };
      } catch (cause) {
        const words = 'This link does not work any more. Ask for a new one in Baton’s settings in HubSpot.';
        throw new BatonError('NOT_FOUND', words, { cause });
      }
    },
  };
}
