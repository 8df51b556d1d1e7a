import { Counter } from 'prom-client';
import type { Registry } from 'prom-client';

export type MailMeters = Counter<'kind'>;

export const createMailMeters = (registry: Registry): MailMeters =>
  new Counter({
    name: 'baton_mail_reputation_total',
    help: 'Mails that were blocked for who sends or what was sent (kind blocked), and complaints about spam',
    labelNames: ['kind'],
    registers: [registry],
  });
