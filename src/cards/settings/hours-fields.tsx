import { AutoGrid, ToggleGroup } from '@hubspot/ui-extensions';
import type { ReactNode } from 'react';
import type { BusinessHours } from './contract.ts';
import { weekdayOptions } from './schedule-words.ts';
import { TimeSelect } from './time-select.tsx';

interface Props {
  hours: BusinessHours;
  change: (part: Partial<BusinessHours>) => void;
  /** What is wrong with the days, as the field says it. */
  wrong?: { error?: boolean; validationMessage?: string };
  /** What stands beside the times. */
  children?: ReactNode;
}

/** Days of the week, and from when to when. */
export function HoursFields({ hours, change, wrong, children }: Props) {
  return (
    <>
      <ToggleGroup
        label="Days"
        name="weekdays"
        testId="weekdays"
        toggleType="checkboxList"
        inline
        value={hours.weekdays.map(String)}
        options={[...weekdayOptions]}
        {...wrong}
        onChange={(chosen) => change({ weekdays: chosen.map(Number).sort((a, b) => a - b) })}
      />
      <AutoGrid columnWidth={160} flexible gap="sm">
        <TimeSelect
          label="From"
          name="start"
          value={hours.startMinute}
          onChange={(startMinute) => change({ startMinute })}
        />
        <TimeSelect
          label="To"
          name="end"
          value={hours.endMinute}
          onChange={(endMinute) => change({ endMinute })}
        />
        {children}
      </AutoGrid>
    </>
  );
}
