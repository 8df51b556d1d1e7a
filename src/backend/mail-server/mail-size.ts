/** A mail longer than this is cut: the text of an answer stands at its beginning, what follows are files. */
export const MAX_MAIL_BYTES = 7 * 1024 * 1024;
