import { datesWritten, type DateMention } from '../days/calendar.ts';
import { passagesOf, type Passage } from '../evidence/passages.ts';
import { KnownNames } from '../names/known-names.ts';
import { numbersIn, type NumberMention } from '../numbers/mentions.ts';
import type { Draft, SourceTexts } from '../types.ts';
import type { Evidence } from './found.ts';

/** All that the claims of a draft are looked up in. */
export function evidenceOf({ assistant, at }: Draft, sources: SourceTexts): Evidence {
  const passages = passagesOf(sources, assistant);
  const numbers = new Map<Passage, readonly NumberMention[]>();
  const dates = new Map<Passage, readonly DateMention[]>();
  const once = <Value>(kept: Map<Passage, Value>, passage: Passage, read: () => Value): Value => {
    const known = kept.get(passage) ?? read();
    kept.set(passage, known);
    return known;
  };
  return {
    passages,
    names: new KnownNames(passages),
    numbersOf: (passage) => once(numbers, passage, () => numbersIn(passage.folded, null)),
    datesOf: (passage) => once(dates, passage, () => datesWritten(passage.folded, 'anywhere')),
    assistant,
    at,
    saidBefore: [],
    worked: [],
  };
}
