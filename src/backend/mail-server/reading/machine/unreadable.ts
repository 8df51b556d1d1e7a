import { readWinmail } from '../winmail/winmail.ts';
import type { ReadForm } from './kind.ts';

/** A mail that came in Outlook's own format, of which no text can be read: a person must look. */
export const readUnreadable: ReadForm = (mail) => {
  if (mail.text?.trim() || mail.html) return null;
  const winmail = readWinmail(mail.attachments);
  if (!winmail || (winmail.text || winmail.html) !== '') return null;
  const files = winmail.files.length > 0 ? ` (in it: ${winmail.files.join(', ')})` : '';
  return {
    class: 'Other',
    why: `the text in winmail.dat cannot be read${files}`,
    silent: false,
    automatic: false,
    text: '',
  };
};
