import { withoutMarks } from '../automatic.ts';
import type { Form } from './kind.ts';

/** What programs write before the subject, and say in the mail, where the calendar itself got lost on the way. */
const answers: readonly { class: Form['class']; why: string; subject: RegExp; said: RegExp }[] = [
  {
    class: 'AgreedToMeet',
    why: 'calendar: proposes another time',
    subject:
      /^(new time proposed|neue (zeit|uhrzeit)( wurde)? vorgeschlagen|neuer termin vorgeschlagen|nouvelle heure proposée|nueva hora propuesta|novo horário proposto|nova hora proposta|nuova ora proposta|nieuwe tijd voorgesteld|新しい(日時|時間)の(提案|指定))\s*[:：]/i,
    said: /has proposed a new time|hat eine neue (zeit|uhrzeit) vorgeschlagen|a proposé un nouvel horaire|ha propuesto (una nueva hora|un nuevo horario)|ha proposto un nuovo orario|propôs um novo horário|heeft een nieuwe tijd voorgesteld/i,
  },
  {
    class: 'Other',
    why: 'calendar: tentative',
    subject:
      /^(tentative(ly accepted)?|mit vorbehalt|vorläufig( zugesagt)?|unter vorbehalt|accepté provisoirement|provisoire|provisional|aceptad[oa] provisionalmente|provis[oó]rio|aceit[oa] provis\w+|con riserva|provvisori[oa]|voorlopig( geaccepteerd)?|仮承諾|仮の予定|暂定)\s*[:：]/i,
    said: /(has replied|replied) ["“]?maybe|hat mit ["„“]?vielleicht|a répondu ["«“]? ?peut-être|ha respondido ["“]?quizás|respondeu ["“]?talvez|ha risposto ["“]?forse|heeft ["“]?misschien|未定と返信/i,
  },
  {
    class: 'Other',
    why: 'calendar: declined',
    subject:
      /^(declined|abgelehnt|abgesagt|refusé|décliné|rechazad[oa]|recusad[oa]|rifiutat[oa]|geweigerd|afgewezen|辞退|欠席|拒否|不参加|已拒绝|謝絕|거절(됨)?)\s*[:：]/i,
    said: /has declined this (invitation|event)|hat diese einladung abgelehnt|a (refusé|décliné) cette invitation|ha rechazado esta invitación|recusou este convite|ha rifiutato questo invito|heeft deze uitnodiging (afgewezen|geweigerd)|招待を辞退/i,
  },
  {
    class: 'AgreedToMeet',
    why: 'calendar: accepted',
    subject:
      /^(accepted|zugesagt|angenommen|akzeptiert|accepté|aceptad[oa]|aceit[oa]|accettat[oa]|geaccepteerd|承諾(済み)?|出席|参加|接受|已接受|수락(됨)?)\s*[:：]/i,
    said: /has accepted this (invitation|event)|hat diese einladung (angenommen|akzeptiert)|a accepté cette invitation|ha aceptado esta invitación|aceitou este convite|ha accettato questo invito|heeft deze uitnodiging geaccepteerd|招待を承諾/i,
  },
];

/** What such programs write into a mail beside what a person wrote: the answer, and the event. */
const ofProgram =
  /^\s*(when|where|wann|wo|quand|où|cuándo|dónde|quando|dove|onde|wanneer|waar|日時|場所|subject|betreff|organi[sz]er|organisator|attendees|invitation from google calendar|einladung von google|this event|~+|-{5,}|\*~)/i;

/** An answer to an invitation that is told by its subject and what it says, without the calendar; null for a person's mail. */
export function answerInWords(subject: string, fullText: string): Form | null {
  const found = answers.find(
    (one) =>
      one.said.test(fullText.slice(0, 1_000)) ||
      (one.subject.test(withoutMarks(subject)) && ownWords(fullText) === ''),
  );
  if (!found || !answers.some((one) => one.subject.test(withoutMarks(subject)))) return null;
  return { class: found.class, why: found.why, silent: false, automatic: false };
}

/** What a person wrote with their answer, above the event; '' if nothing. */
export function ownWords(fullText: string): string {
  const lines = fullText.split('\n').slice(0, 100);
  const end = lines.findIndex((line) => ofProgram.test(line) || answers.some(({ said }) => said.test(line)));
  return lines
    .slice(0, end < 0 ? lines.length : end)
    .join('\n')
    .trim();
}
