import type { KnownFile } from '../../mail/files/files.ts';

/** "1.2 MB", "80 KB": decimal, as file managers say it. */
export function sizeWords(bytes: number): string {
  if (bytes >= 999_500) return `${(bytes / 1_000_000).toFixed(1).replace(/\.0$/, '')} MB`;
  return bytes >= 1_000 ? `${Math.round(bytes / 1_000)} KB` : `${bytes} bytes`;
}

/** Why a file is not forwarded; null: it is, or was. */
const reasons: Readonly<Record<KnownFile['state'], string | null>> = {
  kept: null,
  forwarded: null,
  'too-large': 'too large',
  cut: 'too large, and what stands behind it was not read',
  unsafe: 'may be a program',
  expired: 'not kept any longer',
};

const fileWords = ({ name, size, state }: KnownFile): string => {
  const reason = reasons[state];
  return `${name} (${state === 'cut' ? 'over ' : ''}${sizeWords(size)}${reason === null ? '' : `; ${reason}`})`;
};

interface About {
  /** Whose mailbox holds the rest. */
  assistantName: string;
  /** Where they go; null: nobody can get them. */
  to: string | null;
}

/** What came with an answer, and where it is: "… Forwarded to rae@acme.com. The rest is in Tara’s mailbox." null: nothing came. */
export function filesWords(files: readonly KnownFile[], { assistantName, to }: About): string | null {
  if (files.length === 0) return null;
  const good = files.filter(({ state }) => reasons[state] === null);
  const goes = good.length > 0 && to !== null;
  const here = `in ${assistantName}’s mailbox`;
  const where = !goes
    ? ` ${files.length === 1 ? 'It is' : 'They are'} ${here}.`
    : ` Forwarded to ${to}.${good.length < files.length ? ` The rest is ${here}.` : ''}`;
  return `${filesList(files)}.${where}`;
}

/** "2 attachments: offer.pdf (1.2 MB), tool.exe (80 KB; may be a program)" */
export const filesList = (files: readonly KnownFile[]): string =>
  `${files.length === 1 ? '1 attachment' : `${files.length} attachments`}: ${files.map(fileWords).join(', ')}`;
