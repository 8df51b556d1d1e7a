import { MultiSelect, Select } from '@hubspot/ui-extensions';
import type { Choice } from './contract.ts';
import { listOf } from './place.ts';
import type { Params } from './place.ts';

export interface FieldProps {
  /** Of the param that the field sets. */
  name: string;
  label: string;
  offered: readonly Choice[];
  params: Params;
  change: (some: Record<string, string | undefined>) => void;
}

/** Filters that an address sets stay to be seen, also while the choices are on their way or do not know the value. */
const known = (offered: readonly Choice[], chosen: readonly string[]): Choice[] => [
  ...offered,
  ...chosen
    .filter((value) => !offered.some((choice) => choice.value === value))
    .map((value) => ({ value, label: value })),
];

/** A filter of several values. */
export function Several({ name, label, offered, params, change }: FieldProps) {
  const chosen = listOf(params, name);
  return (
    <MultiSelect
      name={name}
      label={label}
      testId={`filter-${name}`}
      placeholder="Any"
      options={known(offered, chosen)}
      value={chosen}
      onChange={(values) => change({ [name]: values.join(',') })}
    />
  );
}

/** A filter of one value, or none. */
export function One({ name, label, offered, params, change }: FieldProps) {
  const chosen = params[name];
  return (
    <Select
      name={name}
      label={label}
      testId={`filter-${name}`}
      options={[{ value: '', label: 'Any' }, ...known(offered, chosen ? [chosen] : [])]}
      value={chosen ?? ''}
      onChange={(value) => change({ [name]: String(value) })}
    />
  );
}
