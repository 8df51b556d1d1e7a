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

/** One way in which things go wrong, done to the real product. */
export interface Scenario {
  name: string;
  /** Waits most of its time: a short run has it beside the others. */
  waits?: boolean;
  run(size: Size, seed: number, tell: (progress: string) => void): Promise<Outcome>;
}
