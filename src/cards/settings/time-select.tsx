import { Select } from '@hubspot/ui-extensions';
import { clock } from './schedule-words.ts';

const stepMinutes = 30;
const dayMinutes = 24 * 60;

interface Props {
  label: string;
  name: string;
  /** Minutes after midnight; 1440 is the end of the day, which HubSpot's TimeInput cannot say. */
  value: number;
  onChange: (minute: number) => void;
}

/** A time of the day, by half hours. */
export function TimeSelect({ label, name, value, onChange }: Props) {
  const minutes = new Set([value]);
  for (let minute = 0; minute <= dayMinutes; minute += stepMinutes) minutes.add(minute);
  return (
    <Select
      label={label}
      name={name}
      testId={`schedule-${name}`}
      value={value}
      options={[...minutes].sort((a, b) => a - b).map((minute) => ({ label: clock(minute), value: minute }))}
      onChange={(chosen) => onChange(Number(chosen))}
    />
  );
}
