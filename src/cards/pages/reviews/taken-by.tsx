import { Text } from '@hubspot/ui-extensions';
import type { Reader } from '../../wording/dates.ts';
import { timeOfDay } from '../../wording/dates.ts';
import type { Taken } from '../contract.ts';

/** "Rae Rep is on it since 10:02" */
export function TakenBy({ taken, reader }: { taken: Taken | null; reader: Reader }) {
  if (taken === null) return null;
  return (
    <Text variant="microcopy" testId="taken">
      {taken.mine
        ? `You are on it since ${timeOfDay(taken.since, reader)}.`
        : `${taken.by} is on it since ${timeOfDay(taken.since, reader)}.`}
    </Text>
  );
}
