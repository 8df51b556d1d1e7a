export type Size = 'short' | 'full';

export interface Outcome {
  /** What was done, in words with figures: "500 kill -9 of web and worker over 40 contacts". */
  done: string;
  lost: number;
  doubled: number;
  stuck: number;
  /** Anything else that must not be: accepted forgeries, mails after an opt-out, a person's change overwritten. */
  wrong: number;
  /** Longest time from the end of a fault until all was right again, ms of real time; null: nothing had to recover. */
  recoveryMs: number | null;
  /** What exactly was lost, doubled, stuck or wrong. */
  findings: string[];
}

/** What a part of a scenario came to. */
export type Counts = Omit<Outcome, 'done'>;

/** What two parts came to together. */
export const add = (one: Counts, other: Counts): Counts => ({
  lost: one.lost + other.lost,
  doubled: one.doubled + other.doubled,
  stuck: one.stuck + other.stuck,
  wrong: one.wrong + other.wrong,
  recoveryMs:
    one.recoveryMs === null && other.recoveryMs === null
      ? null
      : Math.max(one.recoveryMs ?? 0, other.recoveryMs ?? 0),
  findings: [...one.findings, ...other.findings],
});

/** One way in which things go wrong, done to the real product. */
export interface Scenario {
  name: string;
  /** Waits most of its time: a short run has it beside those that work. */
  waits?: boolean;
  run(size: Size, seed: number, tell: (progress: string) => void): Promise<Outcome>;
}
