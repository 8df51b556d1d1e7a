import { tellable } from './context-filter.ts';
import { readOrder } from './orders.ts';
import { readOurs, readShared } from './statements.ts';
import type { TalkingPoint } from './types.ts';
import type { Addressee } from './wording.ts';

/** What the built-in writer takes from a Context: sentences that are ready to stand in a mail to the contact. */
export interface ContextPoints {
  /** About the two of us: why we write. */
  facts: readonly string[];
  /** About us. */
  ours: readonly string[];
  offers: readonly string[];
  /** Questions that end a mail. */
  asks: readonly string[];
  /** A few words for the subject line, or null. */
  topic: string | null;
  formal: boolean;
  short: boolean;
}

/**
 * Reads a Context by rules. A sentence of it reaches the mail as it is written or not at all; of orders ("Offer a
 * trial") what they name does, behind words of ours. Instructions, internal notes, what speaks of the contact in the
 * third person and anything doubtful are left out (see tellable).
 * @param own the Context was written for this contact: a default one says nothing of the person
 */
export function readContext(context: string, own: boolean, addressee: Addressee): ContextPoints {
  const points = tellable(context).flatMap(({ text, label }): TalkingPoint[] => {
    if (isStyle(text, label)) return [];
    const point = readOrder(text, label, addressee) ?? readOurs(text, addressee);
    const told = point ? [point] : readShared(text, addressee);
    return own ? told : told.filter(({ kind }) => kind !== 'fact');
  });
  const texts = (kind: TalkingPoint['kind']) => [
    ...new Set(points.filter((point) => point.kind === kind).map(({ text }) => text)),
  ];
  return {
    facts: texts('fact'),
    ours: texts('ours'),
    offers: texts('offer'),
    asks: texts('ask'),
    topic: texts('topic')[0] ?? null,
    formal:
      /\b(formal(ly)?|very polite|use (her|his|their) (last|family) name|by last name)\b/i.test(context) &&
      !/\b(informal|not (too |so )?formal|less formal)\b/i.test(context),
    short:
      /\b(keep (it|this|them|e-?mails?) (very )?(short|brief)|short (e-?mails?|messages?|sentences?)|be (brief|concise|short)|short and|concise)\b/i.test(
        context,
      ),
  };
}

/** How to write, not what: "Tone: friendly", "Keep it short", "Use simple words". */
const isStyle = (text: string, label: string | null): boolean =>
  (label !== null && /^(tone|style|voice|language|length|format|persona|ton|stil)\b/.test(label)) ||
  /^(be|keep|use|write|sound|stay|sign|address|start|end|tone)\b/i.test(text);
