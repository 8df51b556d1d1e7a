import { z } from 'zod';
import { CONTACT, EMAIL, type ObjectType } from './object-types.ts';

const person = z.object({
  email: z.string().optional(),
  firstName: z.string().optional(),
  lastName: z.string().optional(),
});
const headersSchema = z.object({
  from: person.optional(),
  to: z.array(person).default([]),
  cc: z.array(person).default([]),
  bcc: z.array(person).default([]),
});

/** The values that HubSpot works out from others. */
export function calculated(
  type: ObjectType,
  properties: Readonly<Record<string, string>>,
): Record<string, string> {
  if (type === CONTACT) return contactValues(properties);
  if (type === EMAIL) return emailValues(properties.hs_email_headers ?? '');
  return {};
}

function contactValues(properties: Readonly<Record<string, string>>): Record<string, string> {
  const email = properties.email ?? '';
  const name = [properties.firstname, properties.lastname].filter(Boolean).join(' ');
  return { hs_email_domain: email.split('@')[1] ?? '', hs_full_name_or_email: name || email };
}

/** `hs_email_headers` is a JSON text and fills the read-only sender and recipient properties. */
function emailValues(headers: string): Record<string, string> {
  const parsed = headersSchema.safeParse(parseJson(headers));
  if (!parsed.success) return {};
  const { from, to, cc, bcc } = parsed.data;
  const all = (people: typeof to, key: keyof z.infer<typeof person>): string =>
    people.map((one) => one[key] ?? '').join(';');
  return {
    hs_email_from_email: from?.email ?? '',
    hs_email_from_firstname: from?.firstName ?? '',
    hs_email_from_lastname: from?.lastName ?? '',
    hs_email_to_email: all(to, 'email'),
    hs_email_to_firstname: all(to, 'firstName'),
    hs_email_to_lastname: all(to, 'lastName'),
    hs_email_cc_email: all(cc, 'email'),
    hs_email_bcc_email: all(bcc, 'email'),
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
