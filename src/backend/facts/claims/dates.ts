import { DateTime } from 'luxon';
import { datesWritten, isSameDate, type DateMention, type Written } from '../days/calendar.ts';
import type { Passage } from '../evidence/passages.ts';
import { WEEKDAY, weekdayNumber } from '../../replies/dates/words.ts';
import { meeting } from '../prose/mood.ts';
import type { Sentence } from '../prose/sentences.ts';
import type { NumberMention } from '../numbers/mentions.ts';
import { overlaps, type Evidence, type Finder, type Found } from './found.ts';
import { lean } from '../prose/lean.ts';

/** The day on which a mail of the thread was written counts as written there. */
function passageOf(readings: readonly Written[], evidence: Evidence, year: number): Passage | null {
  for (const passage of evidence.passages) {
    const known = evidence.datesOf(passage).flatMap((one) => one.readings);
    if (readings.some((claimed) => known.some((one) => isSameDate(claimed, one, year)))) return passage;
  }
  for (const passage of evidence.passages) {
    if (passage.at === undefined) continue;
    const on = DateTime.fromMillis(passage.at, { zone: 'utc' });
    if (
      readings.some((claimed) => isSameDate(claimed, { year: on.year, month: on.month, day: on.day }, year))
    )
      return passage;
  }
  return null;
}

const ends = lean(
  /(?<![\p{L}])(?:until|till|(?<!(?:drop|come|stop|pop|swing|call|stand|pass|went) )by|before|deadline|expires?|ends?|valid|bis|gultig|endet|jusqu|avant|expire|valable|hasta|antes|vence|ate|valid[oa]|vence|entro|fino|scade|tot|voor|uiterlijk|geldig)(?![\p{L}])|まで|期限|月中に/u,
);

/** A day on which something is delivered or done is promised. */
const done = lean(
  /(?<![\p{L}])(?:deliver\p{L}*|montiamo|montarl[aeio]|monteren|dispatch|ship|install\p{L}*|liefern|lieferung|montage|montier\p{L}*|einbau\p{L}*|livr(?:er|ons|aison)|pose[rz]?|installe\p{L}*|entreg\p{L}*|instal\p{L}*|consegn\p{L}*|install\p{L}*|lever(?:en|ing))(?![\p{L}])|納品|納入/u,
);

/** What takes place on a day whoever comes. */
const event = lean(
  /(?<!\p{L})(?:webinar\p{L}*|seminar\p{L}*|event\p{L}*|course|training|launch\p{L}*|fair|conference|workshop|open day|takes? place|starts?|begins?|kurs\p{L}*|schulung\p{L}*|messe|findet|beginn\p{L}*|startet|formation|salon|a lieu|debute|commence|curso|feria|jornada|empieza|comienza|evento|feira|comeca|acontece|decorre|corso|fiera|giornata|inizia|cursus|beurs|vindt|begint)(?!\p{L})|セミナー|開催|講座|展示会|開始/u,
);
const weekday = lean(
  `(?:${WEEKDAY}|segunda|terca|quarta|quinta|sexta)\\p{L}{0,11}[.,]? (?:(?:the|den|dem|le|el|il|dia|de|o|op|\\d{1,2} (?:o|or|oder|ou|of|y|e|and|und|en|et)(?: ${WEEKDAY})?) ){0,2}$`,
  'u',
);
const weekdayBehind = lean(/^\s?[(（][月火水木金土日]/u);
/** Said of what would be: "if we begin in October". */
const supposed = lean(
  /(?<!\p{L})(?:if|in case|for (?:example|instance)|wenn|falls|sofern|zum beispiel|si|par exemple|por ejemplo|se|caso|por exemplo|ad esempio|per esempio|als|mits|bijvoorbeeld)(?!\p{L})|たとえば|例えば|場合/u,
);

/** A day ahead that is proposed: in a question or an offer, for a meeting, or with its weekday. */
function isProposed(sentence: Sentence, { start, end, readings }: DateMention, at: DateTime): boolean {
  const { mood, folded } = sentence;
  const onWeekday = weekday.test(folded.slice(0, start)) || weekdayBehind.test(folded.slice(end));
  const isIf = supposed.test(folded);
  if (mood === 'statement' && !meeting.test(folded) && !onWeekday && !isIf) return false;
  if (mood !== 'question') {
    if (ends.test(folded) && !(isIf && readings.every(({ day }) => day === undefined))) return false;
    if (!isIf && (done.test(folded) || event.test(folded)) && !meeting.test(folded)) return false;
  }
  return readings.some(({ year, month, day, quarter }) => {
    if (quarter !== undefined) return mood !== 'statement' || isIf;
    if (month === undefined) return false;
    const last = DateTime.utc(year ?? at.year, month, day ?? 28);
    const next = year === undefined && last < at.minus({ months: 6 }) ? last.plus({ years: 1 }) : last;
    return next >= at.startOf('day') && next <= at.plus({ months: onWeekday ? 6 : 4 });
  });
}

/** "Valid for three months from 10 February": a length that a source tells, counted from a day that one tells. */
function otherEnd(readings: readonly Written[], evidence: Evidence, at: DateTime): Passage | null {
  const dayOf = ({ year, month, day }: Written): DateTime[] =>
    month === undefined || day === undefined ? [] : [DateTime.utc(year ?? at.year, month, day)];
  const lengths = evidence.passages.flatMap((passage) =>
    evidence
      .numbersOf(passage)
      .flatMap(({ unit, values }) =>
        unit.kind === 'time' && (unit.base === 'months' || (values[0] ?? 0) * unit.factor >= 5 * 1_440)
          ? [{ passage, unit, length: (values[0] ?? 0) * unit.factor }]
          : [],
      ),
  );
  if (lengths.length === 0) return null;
  const known = evidence.passages.flatMap((passage) => [
    ...evidence.datesOf(passage).flatMap((one) => one.readings.flatMap(dayOf)),
    ...(passage.at === undefined ? [] : [DateTime.fromMillis(passage.at, { zone: 'utc' }).startOf('day')]),
  ]);
  for (const { passage, unit, length } of lengths)
    for (const day of known) {
      const steps = unit.base === 'months' ? { months: length } : { days: length / 1_440 };
      for (const [end, ahead] of [
        [day.plus(steps), true],
        [day.minus(steps), false],
      ] as const)
        if (
          readings.some(({ month, day: claimed, year }) =>
            month === undefined
              ? false
              : claimed === undefined
                ? ahead && month === end.month && (year ?? end.year) === end.year
                : Math.abs(DateTime.utc(year ?? end.year, month, claimed).diff(end, 'days').days) <= 1,
          )
        )
          return passage;
    }
  return null;
}

/** Soon, and told by words: "the next day". */
const nextDay = lean(
  /(?<!\p{L})(?:(?:the )?next (?:day|morning)|tomorrow|(?:the )?same day|am (?:selben|gleichen) tag|le jour meme|el mismo dia|no mesmo dia|lo stesso giorno|in giornata|dezelfde dag|(?:am|zum) nachsten (?:tag|morgen)|morgen(?! (?:um|vormittag|nachmittag|fruh))|le lendemain|des demain|(?:al|el) dia siguiente|manana mismo|no dia seguinte|ja amanha|il giorno dopo|gia domani|de volgende (?:dag|ochtend)|morgen al)(?!\p{L})|翌日|即日|当日中/u,
);
const oneDay = ({ unit, values }: NumberMention): boolean =>
  unit.kind === 'time' &&
  unit.base === 'minutes' &&
  (values[0] ?? 0) * unit.factor <= 1_440 &&
  (values[0] ?? 0) * unit.factor >= 720;
const does = lean(
  /(?<!\p{L})(?:will|we'll|i'll|send|sent|report|comes?|arriv\p{L}*|reach\p{L}*|schick\p{L}*|kommt|liefer\p{L}*|lieferung|erhalten|bekommen|recoi\p{L}*|recev\p{L}*|envo\p{L}*|entrega\p{L}*|enviamos|recib\p{L}*|lleg\p{L}*|receb\p{L}*|chega\p{L}*|enviamos|consegn\p{L}*|riceve\p{L}*|arriva\p{L}*|spedi\p{L}*|lever\p{L}*|krijg\p{L}*|ontvang\p{L}*|bezorg\p{L}*)(?!\p{L})|設置|お届け|発送|配送|納品/u,
);

/** What is promised for the very next day. */
function* soonIn({ folded, mood }: Sentence, { passages, numbersOf }: Evidence): Generator<Found> {
  if (mood === 'question' || meeting.test(folded) || !(done.test(folded) || does.test(folded))) return;
  for (const { index, 0: words } of folded.matchAll(lean(nextDay, 'gu')))
    yield {
      start: index,
      end: index + words.length,
      kind: 'date',
      passage:
        passages.find(
          (one) => nextDay.test(one.folded) || (one.direction !== 'in' && numbersOf(one).some(oneDay)),
        ) ?? null,
      reason: 'No source says that it is so soon.',
    };
}

const untilDay = new RegExp(
  `(?<![a-z])(?:by|before|until|till|bis(?: (?:zum|nachsten|kommenden))?|spatestens(?: am)?|vor|avant|d'ici|jusqu'a|antes d(?:el|e)|hasta(?: el)?|ate|entro|prima di|fino a|voor|tot|uiterlijk)(?: (?:this|next|coming|end of|the|le|el|a|o))? (?<day>${WEEKDAY}|(?:segunda|terca|quarta|quinta|sexta)-feira)(?![a-z])|(?<jour>[月火水木金土日])曜(?:日)?まで`,
  'gu',
);
/** An end of something by the name of a day: no source names this day, and no date of a source falls on it. */
function* untilIn({ folded, mood, part }: Sentence, { passages, datesOf, at }: Evidence): Generator<Found> {
  if (mood === 'question' || part === 'subject' || meeting.test(folded)) return;
  if (mood === 'offer' && !supposed.test(folded)) return;
  for (const { index, 0: words, groups } of folded.matchAll(untilDay)) {
    const day = groups?.['day'] ?? groups?.['jour'] ?? '';
    const number = groups?.['jour']
      ? '月火水木金土日'.indexOf(day) + 1
      : weekdayNumber(day.replace('-feira', ''));
    const year = DateTime.fromMillis(at, { zone: 'utc' }).year;
    const passage = passages.find(
      (one) =>
        one.folded.includes(day) ||
        datesOf(one).some(({ readings }) =>
          readings.some(
            ({ month, day: date, year: of }) =>
              month !== undefined &&
              date !== undefined &&
              DateTime.utc(of ?? year, month, date).weekday === number,
          ),
        ),
    );
    yield {
      start: index,
      end: index + words.length,
      kind: 'date',
      passage: passage ?? null,
      reason: 'This date stands in no source.',
    };
  }
}

const eve = lean(
  /(?<!\p{L})(?:(?:the )?day (?:before|after|earlier)|(?:the )?next day|eve of|vortag\p{L}*|vorabend|am tag (?:davor|danach|zuvor)|(?:einen|am) tag (?:vorher|spater)|veille|lendemain|(?:el )?dia (?:antes|anterior|despues|siguiente)|vispera|vespera|dia seguinte|giorno (?:prima|dopo|precedente|successivo)|dag (?:ervoor|erna|voordien|nadien|tevoren)|(?:vorige|volgende) dag)(?!\p{L})|前日|翌日/u,
);
/** The day before or after one that a source names, where a source or the draft says so. */
function nextTo(
  readings: readonly Written[],
  { folded }: Sentence,
  evidence: Evidence,
  year: number,
): Passage | null {
  const says = evidence.passages.find((one) => eve.test(one.folded)) ?? (eve.test(folded) ? null : undefined);
  if (says === undefined) return null;
  for (const { year: of, month, day } of readings) {
    if (month === undefined || day === undefined) continue;
    const date = DateTime.utc(of ?? year, month, day);
    for (const days of [-1, 1]) {
      const beside = date.plus({ days });
      const found = passageOf([{ month: beside.month, day: beside.day }], evidence, year);
      if (found) return found;
    }
  }
  return null;
}

/** How long something takes, counted from the day of the draft. */
function countedFromToday(readings: readonly Written[], evidence: Evidence, at: DateTime): Passage | null {
  const days = readings.flatMap(({ year, month, day }) =>
    month === undefined
      ? []
      : [DateTime.utc(year ?? at.year, month, day ?? 15).diff(at.startOf('day'), 'days').days],
  );
  const slack = readings.some(({ day }) => day === undefined) ? 18 : 3;
  for (const passage of evidence.passages)
    for (const { unit, values } of evidence.numbersOf(passage)) {
      if (unit.kind !== 'time' || passage.kind === 'property') continue;
      const length = (values[0] ?? 0) * unit.factor * (unit.base === 'months' ? 30.4 : 1 / 1_440);
      if (length >= 7 && days.some((one) => Math.abs(one - length) <= slack)) return passage;
    }
  return null;
}

/** Days, months, quarters and years. */
export const datesIn: Finder = (sentence, evidence, taken) => {
  const at = DateTime.fromMillis(evidence.at, { zone: 'utc' });
  const dates = datesWritten(sentence.folded)
    .filter(({ start, end }) => !overlaps({ start, end }, taken))
    .filter((one) => !isProposed(sentence, one, at))
    .filter(
      ({ readings }) =>
        !readings.every(
          ({ year, month, quarter }) => year === at.year && month === undefined && quarter === undefined,
        ),
    )
    .map(({ start, end, readings }): Found => ({
      start,
      end,
      kind: 'date',
      passage:
        passageOf(readings, evidence, at.year) ??
        nextTo(readings, sentence, evidence, at.year) ??
        otherEnd(readings, evidence, at) ??
        (ends.test(sentence.folded) ? null : countedFromToday(readings, evidence, at)),
      reason: 'This date stands in no source.',
    }));
  const more = [...untilIn(sentence, evidence), ...soonIn(sentence, evidence)];
  return [...dates, ...more.filter((one) => !overlaps(one, [...dates, ...taken]))];
};
