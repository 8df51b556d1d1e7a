import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import type { Config } from '../ground/config.ts';
import { BatonError } from '../ground/errors.ts';

/** What a secret belongs to. It is part of the seal: a secret copied to another row does not open there. */
export interface SealBinding {
  portalId: string;
  /** For example `access-token`. */
  purpose: string;
}

/** Secrets at rest: AES-256-GCM, the key's id in the envelope, portal and purpose as associated data. */
export interface Vault {
  seal(plaintext: string, binding: SealBinding): string;
  /** @throws BatonError SECRET_UNREADABLE. What is not a seal is refused, never passed through. */
  open(sealed: string, binding: SealBinding): string;
  /** The secret under the first key; the same seal if it is already. @throws BatonError SECRET_UNREADABLE */
  reseal(sealed: string, binding: SealBinding): string;
}

type Keys = Config['encryptionKeys'];

const VERSION = 'v1';

/** The first key seals, all keys open. */
export function createVault(keys: Keys): Vault {
  const [newest] = keys;
  if (!newest) throw new BatonError('CONFIG_INVALID', 'ENCRYPTION_KEYS holds no key.');
  return {
    seal: (plaintext, binding) => seal(newest, plaintext, binding),
    open: (sealed, binding) => open(keys, sealed, binding),
    reseal(sealed, binding) {
      const plaintext = open(keys, sealed, binding);
      return sealed.startsWith(`${VERSION}:${newest.id}:`) ? sealed : seal(newest, plaintext, binding);
    },
  };
}

function seal(key: Keys[number], plaintext: string, binding: SealBinding): string {
  // Always from the system: a repeated nonce breaks GCM, so that no injected chance may choose it.
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key.key, nonce).setAAD(associatedData(key.id, binding));
  const data = Buffer.concat([cipher.update(plaintext, 'utf8'), cipher.final()]);
  return [
    VERSION,
    key.id,
    ...[nonce, cipher.getAuthTag(), data].map((part) => part.toString('base64url')),
  ].join(':');
}

function open(keys: Keys, sealed: string, binding: SealBinding): string {
  const parts = sealed.split(':');
  const [version, id, nonce, tag, data] = parts;
  const key = keys.find((candidate) => candidate.id === id);
  if (version !== VERSION || parts.length !== 5 || !key) {
    throw unreadable(
      version === VERSION ? id : undefined,
      version === VERSION && !key ? 'was written with a key that is not there' : 'is not a seal',
    );
  }
  try {
    const decipher = createDecipheriv('aes-256-gcm', key.key, Buffer.from(nonce ?? '', 'base64url'), {
      authTagLength: 16,
    });
    decipher.setAAD(associatedData(key.id, binding)).setAuthTag(Buffer.from(tag ?? '', 'base64url'));
    return Buffer.concat([decipher.update(Buffer.from(data ?? '', 'base64url')), decipher.final()]).toString(
      'utf8',
    );
  } catch (cause) {
    throw unreadable(id, 'was changed, moved or written with another key of the same id', cause);
  }
}

const associatedData = (keyId: string, { portalId, purpose }: SealBinding): Buffer =>
  Buffer.from(JSON.stringify([VERSION, keyId, portalId, purpose]));

/** `keyId` only of a true seal: anything else may be a piece of a bare secret. */
function unreadable(keyId: string | undefined, why: string, cause?: unknown): BatonError {
  return new BatonError(
    'SECRET_UNREADABLE',
    `A stored secret ${why}. Check that ENCRYPTION_KEYS still holds the key it was written with.`,
    {
      cause,
      context: keyId === undefined ? {} : { keyId },
    },
  );
}

/** Keys for another use (signing cookies), one from each encryption key, in the same order. Base64. */
export const deriveKeys = (keys: Keys, purpose: string): string[] =>
  keys.map(({ key }) =>
    Buffer.from(hkdfSync('sha256', key, Buffer.alloc(0), `baton ${purpose}`, 32)).toString('base64'),
  );
