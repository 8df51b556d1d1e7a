import { checkDraft } from '../src/backend/facts/check-draft.ts';
import type { Claim } from '../src/backend/facts/types.ts';
import type { LabelledDraft } from './draft-lines.ts';

/** What the check found of a labelled draft. */
export interface Checked {
  id: string;
  lang: string;
  labelled: number;
  missed: readonly string[];
  marks: readonly Claim[];
  /** Marked although nobody labelled it. */
  alarms: readonly Claim[];
  found: readonly { words: string; kind: string }[];
  cpuMs: number;
}

/** Of marked claims: the share of labelled words that are marked, and of drafts without any that are marked all the same. */
export const AIM = { recall: 0.95, cleanMarked: 0.1 };

/** Every place at which the words stand, as offsets in subject and body. */
function placesOf(words: string, { draft }: LabelledDraft): { part: string; start: number; end: number }[] {
  return (['subject', 'body'] as const).flatMap((part) => {
    const text = draft[part].toLowerCase();
    const wanted = words.trim().toLowerCase();
    const places = [];
    for (
      let start = text.indexOf(wanted);
      start >= 0 && wanted !== '';
      start = text.indexOf(wanted, start + 1)
    )
      places.push({ part, start, end: start + wanted.length });
    return places;
  });
}

export function checkLabelled(one: LabelledDraft): Checked {
  const begun = process.cpuUsage();
  const claims = checkDraft(one.draft, one.sources);
  const { user, system } = process.cpuUsage(begun);
  const marks = claims.filter(({ source }) => source === null);
  const labels = one.unsupported.map((words) => ({ words, places: placesOf(words, one) }));
  const meets = (mark: Claim, place: { part: string; start: number; end: number }) =>
    mark.part === place.part && mark.start < place.end && place.start < mark.end;
  const marking = (places: readonly { part: string; start: number; end: number }[]) =>
    marks.find((mark) => places.some((place) => meets(mark, place)));
  return {
    id: one.id,
    lang: one.draft.lang.slice(0, 2).toLowerCase(),
    labelled: labels.length,
    missed: labels.filter(({ places }) => !marking(places)).map(({ words }) => words),
    found: labels.flatMap(({ words, places }) => {
      const mark = marking(places);
      return mark ? [{ words, kind: mark.kind }] : [];
    }),
    marks,
    alarms: marks.filter((mark) => !labels.some(({ places }) => places.some((place) => meets(mark, place)))),
    cpuMs: (user + system) / 1_000,
  };
}

interface Sum {
  labelled: number;
  found: number;
  marks: number;
  alarms: number;
  clean: number;
  cleanMarked: number;
}
export function sumOf(all: readonly Checked[]): Sum {
  const clean = all.filter(({ labelled }) => labelled === 0);
  const total = (of: (one: Checked) => number) => all.reduce((sum, one) => sum + of(one), 0);
  return {
    labelled: total(({ labelled }) => labelled),
    found: total(({ labelled, missed }) => labelled - missed.length),
    marks: total(({ marks }) => marks.length),
    alarms: total(({ alarms }) => alarms.length),
    clean: clean.length,
    cleanMarked: clean.filter(({ marks }) => marks.length > 0).length,
  };
}

const share = (part: number, whole: number): string =>
  whole === 0 ? '–' : `${((100 * part) / whole).toFixed(1)} %`;
const row = (name: string, sum: Sum): string =>
  [
    name.padEnd(14),
    `recall ${share(sum.found, sum.labelled)} (${sum.found}/${sum.labelled})`.padEnd(26),
    `precision ${share(sum.marks - sum.alarms, sum.marks)} (${sum.marks - sum.alarms}/${sum.marks})`.padEnd(
      29,
    ),
    `clean marked ${share(sum.cleanMarked, sum.clean)} (${sum.cleanMarked}/${sum.clean})`,
  ].join('  ');

function kindRows(all: readonly Checked[]): string[] {
  const kinds = [...new Set(all.flatMap(({ marks }) => marks.map(({ kind }) => kind)))].sort();
  return kinds.map((kind) => {
    const marks = all.flatMap((one) => one.marks).filter((mark) => mark.kind === kind).length;
    const alarms = all.flatMap((one) => one.alarms).filter((mark) => mark.kind === kind).length;
    const found = all.flatMap((one) => one.found).filter((one) => one.kind === kind).length;
    return (
      `${kind.padEnd(14)}  labelled and marked ${found}`.padEnd(42) +
      `  precision ${share(marks - alarms, marks)} (${marks - alarms}/${marks})`
    );
  });
}

export const meetsAim = (all: readonly Checked[]): boolean => {
  const { found, labelled, clean, cleanMarked } = sumOf(all);
  return found >= AIM.recall * labelled && cleanMarked <= AIM.cleanMarked * clean;
};

/** The tables, then each miss and each false alarm. */
export function draftEvaluation(all: readonly Checked[]): string {
  const languages = [...new Set(all.map(({ lang }) => lang))].sort();
  const costs = all.map(({ cpuMs }) => cpuMs).sort((a, b) => a - b);
  return [
    `${all.length} drafts; aim: recall ≥ 95 %, at most 10 % of clean drafts marked`,
    row('all', sumOf(all)),
    ...languages.map((language) => row(language, sumOf(all.filter(({ lang }) => lang === language)))),
    '',
    ...kindRows(all),
    '',
    `a draft: median ${(costs[Math.floor(costs.length / 2)] ?? 0).toFixed(1)} ms CPU`,
    '',
    ...all.flatMap(({ id, missed }) => missed.map((words) => `missed  ${id}: ${words}`)),
    ...all.flatMap(({ id, alarms, labelled }) =>
      alarms.map(
        ({ kind, words, reason }) =>
          `alarm${labelled === 0 ? ' (clean)' : ''}  ${id}: ${kind} “${words}” – ${reason}`,
      ),
    ),
  ].join('\n');
}
