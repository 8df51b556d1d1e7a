import { isDenied } from '../evidence/negation.ts';
import { attached, couldAttach } from '../phrases/attachments.ts';
import type { Finder } from './found.ts';

/** Something is said to be sent along: a draft never has an attachment. */
export const attachmentsIn: Finder = ({ folded, lang, mood }) =>
  [...attached.in(folded, lang)]
    .filter(({ start, end }) => {
      // "The drawing that you attached".
      if (
        /(?:(?:que|qui|you|du|sie|u|je|vous|tu|usted) (?:me |nos |has |ha |have |had |'ve |avez )?)$/u.test(
          folded.slice(Math.max(0, start - 16), start),
        ) &&
        /^(?:attach|adjunt)/u.test(folded.slice(start))
      )
        return false;
      if (isDenied(folded, start, end, lang)) return false;
      return mood === 'statement' || !couldAttach.test(folded.slice(0, start));
    })
    .map((span) => ({
      ...span,
      kind: 'attachment',
      passage: null,
      reason: 'Nothing is attached to this mail.',
    }));
