import { DateTime } from 'luxon';
import type { Evidence } from '../claims/found.ts';
import type { Passage } from './passages.ts';
import { lean } from '../prose/lean.ts';

/** Words by which an offer ends; folded, before the day or behind it. */
const ending = lean(
  /(?<!\p{L})(?:until|till|through|by|before|ended|ends|expire[ds]?|closed|bis|galt|gilt|gultig|endete?|lief|abgelaufen|jusqu'(?:au?|a la fin)|avant|valable|expire[er]?|termine[er]?|fin|hasta|antes|finali\p{L}+|termin\p{L}+|venci\p{L}*|vence|caduc\p{L}+|ate|encerr\p{L}+|valid[oa]|entro|fino|scad\p{L}+|conclus\p{L}+|tot|geldig|liep|verlopen|afgelopen)(?!\p{L})|まで|終了|期限/u,
);
/** Only what is offered ends for good. */
const offered = lean(
  /(?<!\p{L})(?:offer|off|discount|promo|deal|free|special|launch|aktion|angebot|rabatt|nachlass|gratis|kostenl\p{L}*|dazu|geschenkt|sonder\p{L}*|offre|remise|reduction|offert|gratuit|pris en charge|pour nous|oferta|descuento|promoc|gratis|gratuit|regal|desconto|sconto|offerta|omaggio|promoz|korting|actie|aanbieding|gratis|キャンペーン|割引|無料)|%/u,
);

const known = new WeakMap<Passage, boolean>();

/** Whether a passage tells of an offer that ended before the draft was written. */
export function isOver(passage: Passage, evidence: Evidence): boolean {
  const before = known.get(passage);
  if (before !== undefined) return before;
  const over = ending.test(passage.folded) && offered.test(passage.folded) && endedIn(passage, evidence);
  known.set(passage, over);
  return over;
}

function endedIn(passage: Passage, evidence: Evidence): boolean {
  const now = DateTime.fromMillis(evidence.at, { zone: 'utc' }).startOf('day');
  const dates = evidence
    .datesOf(passage)
    .filter(
      ({ start, end }) =>
        ending.test(passage.folded.slice(Math.max(0, start - 24), start)) ||
        /^.{0,3}まで/u.test(passage.folded.slice(end)),
    )
    .flatMap(({ readings }) => readings)
    .flatMap(({ year, month, day }) => {
      if (month === undefined) return [];
      const said = DateTime.fromMillis(passage.at ?? evidence.at, { zone: 'utc' });
      const date = DateTime.utc(year ?? said.year, month, day ?? 1);
      const last = day === undefined ? date.endOf('month') : date;
      // Without a year a mail means the next such day.
      return [
        year === undefined && passage.at !== undefined && last < said.minus({ days: 7 })
          ? last.plus({ years: 1 })
          : last,
      ];
    });
  return dates.length > 0 && dates.every((date) => date < now);
}
