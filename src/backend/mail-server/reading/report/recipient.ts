import type { ParsedMail } from 'mailparser';
import type { HeaderLookup } from '../automatic.ts';
import { isReturnedMail } from './recognise.ts';

const ADDRESS = /[^\s<>;:"'(),[\]]{1,64}@[^\s<>;:"'(),[\]]{1,254}[^\s<>;:"'(),.[\]*]/g;
const MAX_TEXT = 8_000;

/** Whom the mail that did not arrive was for: as the report's fields say, its header, the mail that came back, its words. */
export function recipientOf(
  mail: ParsedMail,
  header: HeaderLookup,
  field: string,
  prose: string,
): string | null {
  const ours = new Set(
    [mail.to, mail.from]
      .flat()
      .flatMap((list) => list?.value.map(({ address }) => address?.toLowerCase()) ?? []),
  );
  const addressesOf = (text: string): string[] =>
    (text.match(ADDRESS) ?? []).map((address) => address.toLowerCase());
  const [certain] = [field, header('x-failed-recipients')].flatMap(addressesOf);
  const others = [prose.slice(0, MAX_TEXT), fieldOfReturned(mail, 'To')].flatMap(addressesOf);
  return certain ?? others.find((address) => !ours.has(address)) ?? others[0] ?? null;
}

/** Who had sent the mail that came back; a report may reach Baton by way of another address than the sender's. */
export const senderOfReturned = (mail: ParsedMail): string | null =>
  fieldOfReturned(mail, 'From').match(ADDRESS)?.[0] ?? null;

function fieldOfReturned(mail: ParsedMail, name: 'To' | 'From'): string {
  const returned = mail.attachments.find(({ contentType }) => isReturnedMail(contentType));
  const headers = returned?.content.subarray(0, MAX_TEXT).toString('utf8') ?? '';
  return new RegExp(`^${name}:[^\\n]*(?:\\n[ \\t][^\\n]*)*`, 'im').exec(headers)?.[0] ?? '';
}
