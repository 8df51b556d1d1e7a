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
  const others = [prose.slice(0, MAX_TEXT), toOfReturned(mail)].flatMap(addressesOf);
  return certain ?? others.find((address) => !ours.has(address)) ?? others[0] ?? null;
}

function toOfReturned(mail: ParsedMail): string {
  const returned = mail.attachments.find(({ contentType }) => isReturnedMail(contentType));
  const headers = returned?.content.subarray(0, MAX_TEXT).toString('utf8') ?? '';
  return /^To:[^\n]*(?:\n[ \t][^\n]*)*/im.exec(headers)?.[0] ?? '';
}
