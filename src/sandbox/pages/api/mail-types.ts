import * as z from 'zod';

const summary = {
  id: z.union([z.string(), z.number()]).transform(String),
  /** Epoch milliseconds. */
  at: z.number(),
  from: z.string(),
  to: z.string(),
  subject: z.string(),
  /** Whose mailbox this copy lies in. */
  mailbox: z.string(),
  /** in: arrived in this mailbox; out: the copy of what this mailbox sent. */
  direction: z.enum(['in', 'out']),
  messageId: z.string(),
  read: z.boolean(),
};

export const mailListSchema = z.array(z.object(summary));
export const mailSchema = z.object({
  ...summary,
  text: z.string(),
  html: z.string(),
  headers: z.array(z.object({ name: z.string(), value: z.string() })),
  raw: z.string(),
});

/** Every mailbox that holds mail. `unread`: arrived and not yet opened. */
export const mailboxListSchema = z.array(z.object({ address: z.string(), unread: z.number() }));

export type MailboxSummary = z.infer<typeof mailboxListSchema>[number];
export type MailSummary = z.infer<typeof mailListSchema>[number];
export type Mail = z.infer<typeof mailSchema>;
