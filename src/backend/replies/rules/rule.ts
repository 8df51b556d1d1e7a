import type { ReplyClass } from '../types.ts';

/** One way in which people say something. Tried on each clause of a mail, in lower case. */
export interface ReplyRule {
  class: ReplyClass;
  /** 0..1: how sure the class is when only this rule speaks. */
  confidence: number;
  when: RegExp;
  /** In the same clause: then the rule does not hold. */
  unless?: RegExp;
  /** The clause must be all there is in the mail: "Unsubscribe", "STOP". */
  alone?: true;
  /** automatic: only in mails a program sent; person: only in mails a person wrote. Without it: in both. */
  writer?: 'automatic' | 'person';
}
