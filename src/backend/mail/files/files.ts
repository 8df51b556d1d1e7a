import { In, IsNull, LessThan, Not } from 'typeorm';
import type { Database, Tx } from '../../database/database.ts';
import { BatonError } from '../../ground/errors.ts';
import type { PortalId } from '../../ground/identifiers.ts';
import type { IncomingFile, OutgoingFile } from '../../mail-server/types.ts';
import type { Mail } from '../mail-entity.ts';
import { MailFileEntity } from './file-entity.ts';
import type { FileState, MailFile } from './file-entity.ts';
import { isSafe, typeOf } from './safe.ts';

/** Bytes of one file, and of all files of a mail, that are kept. */
export interface FileLimits {
  one: number;
  all: number;
}

/** More are named by nobody. */
const MAX_FILES = 30;

/** A file without what is in it. */
export type KnownFile = Omit<MailFile, 'content'>;

/** Keeps what came with an answer, in the transaction that keeps the answer. */
export async function keepFiles(
  tx: Tx,
  { portalId, mailId, at }: Pick<Mail, 'portalId' | 'mailId' | 'at'>,
  files: readonly IncomingFile[],
  limits: FileLimits,
): Promise<void> {
  let sum = 0;
  for (const [position, file] of files.slice(0, MAX_FILES).entries()) {
    const { name, content } = file;
    const state = stateOf(file, sum, limits);
    if (state === 'kept') sum += content.length;
    const kept = state === 'kept' ? content.toString('base64') : null;
    await tx.insert(MailFileEntity, {
      portalId,
      mailId,
      position,
      name,
      state,
      at,
      size: content.length,
      content: kept,
    });
  }
}

function stateOf({ name, content, whole }: IncomingFile, sum: number, { one, all }: FileLimits): FileState {
  if (!whole) return 'cut';
  if (!isSafe(name, content)) return 'unsafe';
  return content.length > one || sum + content.length > all ? 'too-large' : 'kept';
}

const columns = {
  portalId: true,
  mailId: true,
  position: true,
  name: true,
  size: true,
  state: true,
  at: true,
} as const;

/** The files of these mails, in order, without what is in them. */
export const filesOfMails = async (
  tx: Tx,
  portalId: PortalId,
  mailIds: readonly string[],
): Promise<KnownFile[]> =>
  mailIds.length === 0
    ? []
    : tx.find(MailFileEntity, {
        select: columns,
        where: { portalId, mailId: In([...mailIds]) },
        order: { at: 'ASC', mailId: 'ASC', position: 'ASC' },
      });

/** The file to be sent; read only then. */
export const toSend = (
  { manager }: Database,
  { portalId, mailId, position, name }: KnownFile,
): OutgoingFile => ({
  name,
  type: typeOf(name),
  async content() {
    const file = await manager.findOneBy(MailFileEntity, { portalId, mailId, position });
    if (!file?.content)
      throw new BatonError('MAIL_UNAVAILABLE', 'A file that was to be forwarded is not there any more.');
    return Buffer.from(file.content, 'base64');
  },
});

/** Who is to have them has them. `certain`: nothing is needed any more, should somebody ask. */
export async function filesForwarded(
  tx: Tx,
  portalId: PortalId,
  mailId: string,
  certain: boolean,
): Promise<void> {
  await tx.update(
    MailFileEntity,
    { portalId, mailId, state: 'kept' },
    { state: 'forwarded', ...(certain ? { content: null } : {}) },
  );
}

/** What nobody got until now is not kept any longer. `before`: epoch ms at which the answer came. */
export async function expireFiles({ manager }: Database, before: number): Promise<void> {
  await manager.update(
    MailFileEntity,
    { state: 'kept', at: LessThan(before) },
    { state: 'expired', content: null },
  );
  const unconfirmed = { state: 'forwarded' as const, at: LessThan(before), content: Not(IsNull()) };
  await manager.update(MailFileEntity, unconfirmed, { content: null });
}

/** Deletes the files of these mails, with their names. */
export async function eraseFiles(tx: Tx, portalId: PortalId, mailIds: readonly string[]): Promise<void> {
  if (mailIds.length > 0) await tx.delete(MailFileEntity, { portalId, mailId: In([...mailIds]) });
}
