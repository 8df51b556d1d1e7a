import { pick, shuffled, type Random } from '../ground/random.ts';

/** What a contact can do with the mails that it gets. */
export const behaviours = [
  'agrees',
  'asks for a brochure',
  'is away',
  'asks for later',
  'opts out',
  'clicks on unsubscribe',
  'refers to somebody',
  'is hard to read',
  'is angry',
  'cannot be reached',
  'does not answer',
] as const;
export type Behaviour = (typeof behaviours)[number];

/** One thing that a contact will do. */
export interface Move {
  behaviour: Behaviour;
  /** On which mail after the move before. */
  afterMail: number;
  /** How long after that mail. */
  delayMs: number;
  /** Which of several ways to say it, in [0, 1). */
  wording: number;
  /** For those who are away, or ask for later: in how many days. */
  days: number;
}

const MINUTE = 60_000;
/** What servers do at once; people take their time. */
const automatic: readonly Behaviour[] = ['is away', 'cannot be reached'];
const afterwards: readonly Behaviour[] = [
  'agrees',
  'asks for a brochure',
  'refers to somebody',
  'does not answer',
];

/**
 * What each of so many contacts will do. Everything is drawn here and in one order, so that a seed gives the same week
 * again. Nobody does what another one does while there is something that nobody does yet.
 */
export function planWeek(contacts: number, random: Random): Move[][] {
  const plan: Move[][] = [];
  for (let deck: Behaviour[] = []; plan.length < contacts; deck = deck.slice(1)) {
    if (deck.length === 0) deck = shuffled(behaviours, random);
    const [first] = deck;
    if (first === undefined) break;
    const moves = [moveOf(first, random)];
    // Drawn for everybody, so that what one contact does leaves the others as they are.
    const second = moveOf(pick(afterwards, random), random);
    plan.push((first === 'is away' ? [...moves, { ...second, afterMail: 1 }] : moves).filter(isDone));
  }
  return plan;
}

const isDone = ({ behaviour }: Move): boolean => behaviour !== 'does not answer';

function moveOf(behaviour: Behaviour, random: Random): Move {
  const [patience, pace, wording, days] = [random(), random(), random(), random()];
  const isAutomatic = automatic.includes(behaviour);
  return {
    behaviour,
    afterMail: isAutomatic || patience < 0.7 ? 1 : 2,
    delayMs: isAutomatic ? MINUTE : Math.round((25 + pace * 200) * MINUTE),
    wording,
    days: behaviour === 'is away' ? 2 + Math.floor(days * 2) : 20 + Math.floor(days * 30),
  };
}
