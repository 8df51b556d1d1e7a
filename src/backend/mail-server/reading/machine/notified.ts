import type { ReadForm } from './kind.ts';

/** A provider's notification that is no delivery report: a complaint, an opt-out, or news of a mail that arrived. */
export const readNotified: ReadForm = (_mail, _header, { notification }) => {
  if (!notification) return null;
  const { what, recipient, messageId } = notification;
  const ends = what === 'complaint' || what === 'unsubscribe';
  return {
    class: ends ? 'Unsubscribed' : 'Other',
    why: `notification of the mail provider: ${what}`,
    silent: !ends,
    automatic: true,
    complaint: what === 'complaint',
    about: recipient?.toLowerCase() ?? null,
    aboutMessageId: messageId,
  };
};
