import type { Fault, MailFault, ModelFault } from '../api/control-types.ts';

export const faultPresets: { label: string; fault: Fault }[] = [
  { label: '500 for 3 calls', fault: { kind: 'status', status: 500, times: 3, match: {} } },
  {
    label: '429 with Retry-After 2, 5 calls',
    fault: { kind: 'status', status: 429, retryAfter: 2, times: 5, match: {} },
  },
  { label: '503 until cleared', fault: { kind: 'status', status: 503, match: {} } },
  {
    label: 'Lose the answer after a note was created',
    fault: { kind: 'drop-after', times: 1, match: { method: 'POST', path: '^/crm/(v3/)?objects/.*notes' } },
  },
  { label: 'Drop 3 connections', fault: { kind: 'drop-before', times: 3, match: {} } },
  { label: 'Every call 2 s slower', fault: { kind: 'latency', delayMs: 2000, match: {} } },
  { label: 'Hang once', fault: { kind: 'hang', times: 1, match: {} } },
  { label: 'Garbage once', fault: { kind: 'garbage', times: 1, match: {} } },
  { label: 'Half an answer once', fault: { kind: 'cut', times: 1, match: {} } },
];

const effects: Record<string, (fault: Fault) => string> = {
  status: (fault) =>
    `answers ${fault.status ?? 500}${fault.retryAfter === undefined ? '' : `, Retry-After ${fault.retryAfter}`}`,
  latency: (fault) => `takes ${fault.delayMs ?? 1000} ms longer`,
  'drop-before': () => 'loses the connection before the work',
  'drop-after': () => 'loses the connection after the work',
  hang: () => 'never answers',
  garbage: () => 'answers nonsense',
  cut: () => 'sends half an answer',
};

/** A fault in one sentence. */
export function describeFault(fault: Fault): string {
  const { method, path, portalId } = fault.match;
  const what = [
    method ?? 'Every call',
    path ? `to ${path}` : null,
    portalId ? `of account ${portalId}` : null,
  ];
  const effect = effects[fault.kind]?.(fault) ?? fault.kind;
  const chance =
    fault.probability !== undefined && fault.probability < 1
      ? `, ${fault.probability * 100} % of the time`
      : '';
  const often = fault.times === undefined ? 'always' : fault.times === 1 ? 'once' : `${fault.times} times`;
  return `${what.filter(Boolean).join(' ')} ${effect}${chance}, ${often}`;
}

export const mailFaultPresets: { label: string; fault: MailFault }[] = [
  { label: 'SMTP down until cleared', fault: { service: 'smtp', kind: 'refuse' } },
  { label: 'SMTP password refused', fault: { service: 'smtp', kind: 'login' } },
  { label: 'Defer 3 mails (451)', fault: { service: 'smtp', kind: 'defer', times: 3 } },
  { label: 'Reject the next mail (550)', fault: { service: 'smtp', kind: 'reject', times: 1 } },
  { label: 'Deliver, but lose the answer', fault: { service: 'smtp', kind: 'drop-after-data', times: 1 } },
  { label: 'IMAP down until cleared', fault: { service: 'imap', kind: 'refuse' } },
  { label: 'IMAP cut in the middle of a mail', fault: { service: 'imap', kind: 'cut', times: 1 } },
];

const mailEffects: Record<string, string> = {
  refuse: 'hangs up at once',
  hang: 'accepts the connection and stays silent',
  login: 'refuses every password',
  defer: 'answers 451 for the recipient',
  reject: 'answers 550 for the recipient',
  'reject-content': 'answers 554 after the data',
  'drop-after-data': 'delivers and hangs up without an answer',
  'lose-after-data': 'takes the mail, loses it and hangs up',
  'hang-after-data': 'delivers and never answers',
  bye: 'says BYE when a folder is opened',
  cut: 'hangs up in the middle of a mail',
};

/** A mail fault in one sentence. */
export function describeMailFault(fault: MailFault): string {
  const often = fault.times === undefined ? 'always' : fault.times === 1 ? 'once' : `${fault.times} times`;
  const who = fault.to ? ` for ${fault.to}` : '';
  return `${fault.service.toUpperCase()} ${mailEffects[fault.kind] ?? fault.kind}${who}, ${often}`;
}

export const modelFaultPresets: { label: string; fault: ModelFault }[] = [
  { label: 'Takes 10 s', fault: { kind: 'slow', ms: 10_000 } },
  { label: 'Never answers', fault: { kind: 'hang' } },
  { label: '401 until cleared', fault: { kind: 'status', status: 401 } },
  {
    label: '429 with Retry-After 2, 3 questions',
    fault: { kind: 'status', status: 429, retryAfter: 2, times: 3 },
  },
  { label: '503 until cleared', fault: { kind: 'status', status: 503 } },
  { label: 'Nonsense once', fault: { kind: 'nonsense', times: 1 } },
  { label: 'Another object once', fault: { kind: 'wrong-shape', times: 1 } },
  { label: 'Hangs up in its answer once', fault: { kind: 'cut', times: 1 } },
  { label: 'Half an answer once', fault: { kind: 'half', times: 1 } },
  { label: 'Refuses once', fault: { kind: 'refusal', times: 1 } },
  { label: 'Invents a claim in the next email', fault: { kind: 'invented', times: 1 } },
  { label: 'Obeys an injected command in the next email', fault: { kind: 'injected', times: 1 } },
];

const modelEffects: Record<string, (fault: ModelFault) => string> = {
  slow: ({ ms = 0 }) => `answers after ${ms / 1_000} s`,
  hang: () => 'never answers',
  status: ({ status = 500, retryAfter }) =>
    `answers ${status}${retryAfter === undefined ? '' : `, Retry-After ${retryAfter}`}`,
  nonsense: () => 'talks nonsense',
  'wrong-shape': () => 'answers with another object',
  cut: () => 'hangs up in the middle of its answer',
  half: () => 'sends half an answer',
  refusal: () => 'refuses to answer',
  invented: () => 'invents a claim in each email',
  injected: () => 'obeys an injected command in each email',
};

/** A fault of the language model in one sentence. */
export function describeModelFault(fault: ModelFault): string {
  const { kind, times } = fault;
  const often = times === undefined ? 'always' : times === 1 ? 'once' : `${times} times`;
  return `The model ${modelEffects[kind]?.(fault) ?? kind}, ${often}`;
}
