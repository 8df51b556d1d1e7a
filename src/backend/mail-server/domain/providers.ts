/** What a mail provider asks of a domain that it sends for, by the end of its SMTP host. */
export interface MailProvider {
  name: string;
  smtp: readonly string[];
  /** Of the domain's SPF record. */
  include: string;
  selectors: readonly string[];
}

/** As the providers' own instructions for SPF and DKIM name them. */
export const providers: readonly MailProvider[] = [
  {
    name: 'Google Workspace',
    smtp: ['smtp.gmail.com', 'smtp-relay.gmail.com'],
    include: '_spf.google.com',
    selectors: ['google'],
  },
  {
    name: 'Microsoft 365',
    smtp: ['smtp.office365.com', 'outlook.office365.com', 'mail.protection.outlook.com'],
    include: 'spf.protection.outlook.com',
    selectors: ['selector1', 'selector2'],
  },
  { name: 'Zoho Mail', smtp: ['smtp.zoho.com'], include: 'zohomail.com', selectors: ['zmail', 'zoho'] },
  {
    name: 'Zoho Mail (EU)',
    smtp: ['smtp.zoho.eu', 'smtppro.zoho.eu'],
    include: 'zohomail.eu',
    selectors: ['zmail', 'zoho'],
  },
  {
    name: 'Fastmail',
    smtp: ['smtp.fastmail.com'],
    include: 'spf.messagingengine.com',
    selectors: ['fm1', 'fm2', 'fm3'],
  },
  {
    name: 'Mailgun',
    smtp: ['smtp.mailgun.org', 'smtp.eu.mailgun.org'],
    include: 'mailgun.org',
    selectors: ['mg', 'k1', 'smtp', 'mailo'],
  },
  { name: 'SendGrid', smtp: ['smtp.sendgrid.net'], include: 'sendgrid.net', selectors: ['s1', 's2'] },
  {
    name: 'Proton Mail',
    smtp: ['smtp.protonmail.ch'],
    include: '_spf.protonmail.ch',
    selectors: ['protonmail', 'protonmail2', 'protonmail3'],
  },
];

export const providerOf = (smtpHost: string | null): MailProvider | undefined =>
  providers.find(({ smtp }) => smtp.some((host) => smtpHost === host || smtpHost?.endsWith(`.${host}`)));

/** Names under which domains keep their keys, beside those of the providers: DNS does not list them. */
export const commonSelectors: readonly string[] = [
  ...new Set([
    ...providers.flatMap(({ selectors }) => selectors),
    'default',
    'dkim',
    'mail',
    'email',
    'k2',
    'k3',
    'key1',
    'sig1',
    'mandrill',
    's1024',
    's2048',
  ]),
];
