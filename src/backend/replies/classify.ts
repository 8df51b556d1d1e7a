import { arrival, laterDate, returnDate } from './dates.ts';
import { clausesOf, type Clause } from './clauses.ts';
import { precedence, precedenceOfAutomatic, rules, yieldsTo } from './rules/all.ts';
import { referredAddress } from './referred-address.ts';
import type { ReplyRule } from './rules/rule.ts';
import type { Classification, Classify, ReplyClass, ReplyToClassify } from './types.ts';
import { beginningOf } from '../ground/text.ts';
import { legalDemand } from './legal.ts';

interface Match {
  rule: ReplyRule;
  clause: Clause;
}

const MAX_TEXT = 6_000;
const MAX_EVIDENCE = 200;
const automaticSubject =
  /^\W*(auto(matic|mated)?[- ]?(reply|response)|autoreply|out of (the )?office|ooo\b|automatische antwort|abwesenheits|réponse automatique|absence du bureau|respuesta automática|fuera de la oficina)/i;

/**
 * Reads what an answer means by rules alone (FEATURES A10): English, and the commonest phrases of German, French and
 * Spanish. Each clause of the mail is held against every rule; `precedence` decides when several speak. What no rule
 * knows is Other when a person wrote it, and an automatic answer otherwise: a program's mail never makes a lead hot
 * and never unsubscribes anybody.
 */
export const classifyReply: Classify = (reply) => {
  const text = beginningOf(reply.text, MAX_TEXT).trim();
  if (reply.bounce) return plain('Bounce', 0.99, firstLine(text) || reply.subject);
  const automatic = reply.autoSubmitted || automaticSubject.test(reply.subject);
  const demand = automatic ? null : legalDemand(text);
  if (demand) return { ...plain('Unsubscribed', 0.97, demand), legal: true };
  const clauses = clausesOf(automatic ? `${reply.subject}\n\n${text}` : text);
  const matches = rules.flatMap((rule) =>
    clauses.filter((clause) => holds(rule, clause, clauses, automatic)).map((clause) => ({ rule, clause })),
  );
  const best = decide(matches, automatic);
  if (!best)
    return automatic
      ? plain('SupportAutoResponse', 0.5, firstLine(text))
      : plain('Other', 0.4, firstLine(text));
  return {
    ...plain(best.rule.class, best.rule.confidence, best.clause.original),
    ...details(best, reply, text),
  };
};

const plain = (replyClass: ReplyClass, confidence: number, evidence: string): Classification => ({
  class: replyClass,
  confidence,
  evidence: beginningOf(evidence, MAX_EVIDENCE),
  date: null,
  referredEmail: null,
  secondary: [],
  doubtful: false,
  legal: false,
});

const firstLine = (text: string): string =>
  text
    .split('\n')
    .find((line) => line.trim() !== '')
    ?.trim() ?? '';

function holds(rule: ReplyRule, clause: Clause, all: readonly Clause[], automatic: boolean): boolean {
  if (rule.writer !== undefined && (rule.writer === 'automatic') !== automatic) return false;
  if (rule.alone && all.filter(({ isGreeting }) => !isGreeting).length > 1) return false;
  return rule.when.test(clause.folded) && !rule.unless?.test(clause.folded);
}

/** The surest match of the class that goes first. */
function decide(matches: readonly Match[], automatic: boolean): Match | null {
  const said = new Set(matches.map(({ rule }) => rule.class));
  const order = automatic ? precedenceOfAutomatic : precedence;
  const winner = order.find((one) => said.has(one) && !yieldsTo[one]?.some((other) => said.has(other)));
  const candidates = matches.filter(({ rule }) => rule.class === winner);
  return candidates.sort((a, b) => b.rule.confidence - a.rule.confidence)[0] ?? null;
}

function details({ rule, clause }: Match, reply: ReplyToClassify, text: string): Partial<Classification> {
  const now = arrival(reply.receivedAt, reply.timeZone);
  switch (rule.class) {
    case 'OutOfOffice':
      return { date: returnDate(`${text}\n${reply.subject}`, now) };
    case 'ConnectLater':
      return { date: laterDate(clause.folded, now) ?? laterDate(text, now) };
    case 'ReferredSomeone':
    case 'MovedOut':
      return { referredEmail: referredAddress(text) };
    default:
      return {};
  }
}
