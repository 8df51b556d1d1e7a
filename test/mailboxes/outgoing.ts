import type { OutgoingMail } from '../../src/backend/mail-server/types.ts';

export const TARA = 'tara@acme.example.com';

/** A mail from Tara to Ann. @param at epoch ms, its Date header */
export const outgoing = (id: string, at: number): OutgoingMail => ({
  messageId: `<baton.${id}@acme.example.com>`,
  from: { email: TARA, name: 'Tara' },
  to: { email: 'ann@northwind.example.com', name: 'Ann' },
  subject: 'Hello',
  text: 'Hello',
  html: '<p>Hello</p>',
  inReplyTo: null,
  references: [],
  unsubscribeUrl: null,
  date: at,
});
