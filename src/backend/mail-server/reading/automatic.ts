/** Looks a header up by its lower-cased name; '' if the mail has none. */
export type HeaderLookup = (name: string) => string;

/**
 * Whether a program sent the mail: an absence notice, a ticket system, a delivery report. Auto-Submitted (RFC 3834),
 * the older headers of Exchange, cPanel and bulk mailers, and an empty return path. Not the headers of mailing lists:
 * a person may answer through one.
 */
export function isAutoSubmitted(header: HeaderLookup): boolean {
  const autoSubmitted = header('auto-submitted').toLowerCase();
  if (autoSubmitted !== '' && !autoSubmitted.startsWith('no')) return true;
  const marks = [
    'x-autoreply',
    'x-autorespond',
    'x-autoresponse',
    'x-auto-reply-from',
    'x-mail-autoreply',
    'x-ooo',
  ];
  if (marks.some((name) => header(name) !== '' && header(name).toLowerCase() !== 'no')) return true;
  if (/^(bulk|auto_reply|auto-reply|junk)$/i.test(header('precedence').trim())) return true;
  if (/^\s*<>\s*$/.test(header('return-path'))) return true;
  return /^(auto|automatic|automatische antwort|réponse automatique|respuesta automática)\b.*:/i.test(
    header('subject'),
  );
}
