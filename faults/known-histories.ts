import { historiesOf, type Answer, type Fact, type History } from './history.ts';

/** Seeds of which some history once ended otherwise. What made it so is mended; their first ones are lived through always. */
const seeds = [369_920, 88_123, 499_012, 197_826] as const;
const OF_EACH = 40;

const day = (facts: Fact[], answer: Answer | null = null): History[number] => ({ facts, answer });

/** Histories that once ended otherwise when they were told in another order. */
const seen: readonly History[] = [
  [
    day(['to the assistant', 'to the assistant', 'to the assistant']),
    day(['context cleared', 'twin to the assistant', 'to the assistant', 'to the assistant'], 'something'),
    day(['to the assistant', 'to the assistant']),
    day(['opted out', 'merged into its twin', 'deleted and restored', 'deleted']),
  ],
  [
    day(['to the assistant', 'to the assistant', 'to the assistant'], 'asks'),
    day(['to the assistant', 'to nobody', 'to the assistant', 'twin to the assistant'], 'is away'),
    day(['twin merged into it', 'deleted']),
    day([]),
    day([], 'agrees'),
  ],
  [
    day(['twin to the assistant', 'to the assistant', 'new address'], 'is away'),
    day(['merged into its twin', 'deleted', 'restored'], 'retired'),
  ],
  [
    day(['twin to the assistant', 'context written', 'to the assistant', 'to the assistant']),
    day(['to the assistant', 'to the assistant', 'to the assistant', 'to the assistant'], 'something'),
    day(['new address', 'merged into its twin', 'do not contact']),
    day(['opted out']),
    day([], 'agrees'),
  ],
];

/** Always the same, beside those of a fresh seed. */
export const knownHistories = (): History[] => [
  ...seen,
  ...seeds.flatMap((seed) => historiesOf(seed, OF_EACH)),
];
