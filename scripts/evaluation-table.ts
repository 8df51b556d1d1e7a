import type { Classification, ReplyClass } from '../src/backend/replies/types.ts';

/** A labelled mail, and what Baton made of it. */
export interface Answered {
  id: string;
  lang: string;
  class: ReplyClass;
  alsoAccept?: readonly ReplyClass[] | undefined;
  resumeOn?: string | null | undefined;
  /** The new text that was read. */
  text: string;
  said: Classification;
  cpuMs: number;
}

const isRight = ({ said, class: meant, alsoAccept = [] }: Answered): boolean =>
  said.class === meant || alsoAccept.includes(said.class);
const isDecided = ({ said }: Answered): boolean => !said.doubtful;
const isWrongAction = (one: Answered): boolean => isDecided(one) && !isRight(one);
const isDated = (one: Answered): boolean =>
  one.resumeOn !== undefined && isRight(one) && (one.class === 'OutOfOffice' || one.class === 'ConnectLater');
const hasRightDate = ({ said, resumeOn }: Answered): boolean => said.date === resumeOn;
/** Nothing else is decided about who wants no more mail or cannot be reached: a doubtful answer stops, and asks. */
const isMissed = (one: Answered): boolean =>
  isWrongAction(one) && (one.class === 'Unsubscribed' || one.class === 'Bounce');

interface Aim {
  what: string;
  /** 0..1; NaN: there was nothing to measure. */
  value: (answers: readonly Answered[]) => number;
  least?: number;
  most?: number;
}

const share = (answers: readonly Answered[], holds: (one: Answered) => boolean): number =>
  answers.filter(holds).length / answers.length;
const ofClass = (answers: readonly Answered[], ...classes: ReplyClass[]): Answered[] =>
  answers.filter((one) => classes.includes(one.class));

const aims: readonly Aim[] = [
  { what: 'right', value: (all) => share(all, isRight), least: 0.9 },
  { what: 'decided without a person', value: (all) => share(all, isDecided), least: 0.8 },
  { what: 'acted upon wrongly', value: (all) => share(all, isWrongAction), most: 0.02 },
  { what: 'dates right', value: (all) => share(all.filter(isDated), hasRightDate), least: 0.95 },
  {
    what: 'Unsubscribed and Bounce stopped',
    value: (all) => share(ofClass(all, 'Unsubscribed', 'Bounce'), (one) => !isMissed(one)),
    least: 1,
  },
];

const isMet = ({ value, least = 0, most = 1 }: Aim, answers: readonly Answered[]): boolean => {
  const found = value(answers);
  return Number.isNaN(found) || (found >= least && found <= most);
};

export const meetsAims = (answers: readonly Answered[]): boolean => aims.every((aim) => isMet(aim, answers));

/** What was aimed at and reached, by language and class, and every miss with its reason. */
export function evaluationText(answers: readonly Answered[]): string {
  const cpu = answers.map(({ cpuMs }) => cpuMs).sort((a, b) => a - b);
  return [
    `${answers.length} answers`,
    ...aims.map((aim) => aimLine(aim, answers)),
    `processor time of understanding one, median: ${(cpu[Math.floor(cpu.length / 2)] ?? 0).toFixed(1)} ms`,
    '',
    ...groupLines('language', answers, ({ lang }) => lang),
    '',
    ...groupLines('class', answers, (one) => one.class),
    '',
    ...answers.filter((one) => !isRight(one) || (isDated(one) && !hasRightDate(one))).map(missLine),
  ].join('\n');
}

const percent = (value: number): string => (Number.isNaN(value) ? '–' : `${(100 * value).toFixed(1)} %`);

function aimLine(aim: Aim, answers: readonly Answered[]): string {
  const target = aim.least === undefined ? `≤ ${percent(aim.most ?? 1)}` : `≥ ${percent(aim.least)}`;
  const verdict = isMet(aim, answers) ? 'met' : 'MISSED';
  return `${aim.what.padEnd(34)}${percent(aim.value(answers)).padStart(9)}  ${target.padEnd(10)}${verdict}`;
}

function groupLines(title: string, answers: readonly Answered[], of: (one: Answered) => string): string[] {
  const names = [...new Set(answers.map(of))];
  const header = `${title.padEnd(22)}${'mails'.padStart(7)}${'right'.padStart(10)}${'decided'.padStart(10)}${'wrongly'.padStart(10)}`;
  return [
    header,
    ...names.map((name) => {
      const group = answers.filter((one) => of(one) === name);
      const cells = [isRight, isDecided, isWrongAction].map((holds) =>
        percent(share(group, holds)).padStart(10),
      );
      return `${name.padEnd(22)}${String(group.length).padStart(7)}${cells.join('')}`;
    }),
  ];
}

function missLine(one: Answered): string {
  const { id, lang, class: meant, said, resumeOn, text } = one;
  const words = text.replace(/\s+/g, ' ').slice(0, 100);
  if (isRight(one))
    return `${id} (${lang}) ${meant}: dated ${said.date ?? 'not'}, right is ${resumeOn ?? 'not'}: ${words}`;
  const how = said.doubtful ? 'in doubt' : 'DECIDED';
  const why = `${Math.round(100 * said.confidence)} % by “${said.evidence.slice(0, 60)}”`;
  return `${id} (${lang}) ${meant}, taken for ${said.class} (${how}, ${why}): ${words}`;
}
