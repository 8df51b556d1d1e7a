import { useState } from 'react';
import type { KeyboardEvent } from 'react';
import type { PropertyDefinition } from '../api/types.ts';
import type { OperatorChoice } from './filter-rows.ts';

interface ValuesProps {
  takes: OperatorChoice['takes'];
  definition: PropertyDefinition;
  values: string[];
  onChange: (values: string[]) => void;
}

/** What a filter compares with: texts, options, a number, a day, or two of them. */
export function FilterValues({ takes, definition, values, onChange }: ValuesProps) {
  switch (takes) {
    case 'nothing':
      return null;
    case 'texts':
      return <Texts values={values} onChange={onChange} />;
    case 'options':
      return <Options definition={definition} values={values} onChange={onChange} />;
    default: {
      const type = takes.startsWith('number') ? 'number' : 'date';
      const isRange = takes.endsWith('s');
      const input = (at: number, label: string) => (
        <input
          className="input"
          type={type}
          step="any"
          aria-label={label}
          value={values[at] ?? ''}
          onChange={(event) =>
            onChange(
              at === 0 ? [event.target.value, ...values.slice(1)] : [values[0] ?? '', event.target.value],
            )
          }
        />
      );
      if (!isRange) return input(0, 'Value');
      return (
        <span className="filter-range">
          {input(0, 'From')} and {input(1, 'To')}
        </span>
      );
    }
  }
}

type ListProps = Pick<ValuesProps, 'values' | 'onChange'>;

function Chips({ values, labelOf, onChange }: ListProps & { labelOf: (value: string) => string }) {
  return (
    <>
      {values.map((value) => (
        <span key={value} className="filter-chip">
          {labelOf(value)}
          <button
            type="button"
            aria-label={`Remove ${labelOf(value)}`}
            onClick={() => onChange(values.filter((other) => other !== value))}
          >
            ×
          </button>
        </span>
      ))}
    </>
  );
}

/** Enter, a comma, or leaving the field takes over what was typed. */
function Texts({ values, onChange }: ListProps) {
  const [typed, setTyped] = useState('');
  const take = () => {
    const added = typed
      .split(',')
      .map((one) => one.trim())
      .filter((one) => one !== '' && !values.includes(one));
    setTyped('');
    if (added.length > 0) onChange([...values, ...new Set(added)]);
  };
  const keys = (event: KeyboardEvent) => {
    if (event.key === 'Backspace' && typed === '') onChange(values.slice(0, -1));
    if (event.key !== 'Enter' && event.key !== ',') return;
    event.preventDefault();
    take();
  };
  return (
    <span className="filter-values">
      <Chips values={values} labelOf={(value) => value} onChange={onChange} />
      <input
        className="input"
        aria-label="Value"
        placeholder={values.length === 0 ? 'Value, then Enter' : 'Another'}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={keys}
        onBlur={take}
      />
    </span>
  );
}

function Options({ definition, values, onChange }: ListProps & { definition: PropertyDefinition }) {
  const labelOf = (value: string) =>
    definition.options.find((option) => option.value === value)?.label ?? value;
  const isOne = definition.type === 'bool';
  return (
    <span className="filter-values">
      <Chips values={values} labelOf={labelOf} onChange={onChange} />
      {isOne && values.length > 0 ? null : (
        <select
          className="input"
          aria-label="Value"
          value=""
          onChange={(event) => onChange([...values, event.target.value])}
        >
          <option value="" disabled>
            {values.length === 0 ? 'Choose' : 'Another'}
          </option>
          {definition.options
            .filter((option) => !option.hidden && !values.includes(option.value))
            .map((option) => (
              <option key={option.value} value={option.value}>
                {option.label}
              </option>
            ))}
        </select>
      )}
    </span>
  );
}
