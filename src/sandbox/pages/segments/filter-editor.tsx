import type { PropertyDefinition } from '../api/types.ts';
import { choiceOf, operatorsFor, type FilterRow } from './filter-rows.ts';
import { FilterValues } from './filter-values.tsx';

export interface FilterEditorProps {
  groups: FilterRow[][];
  definitions: ReadonlyMap<string, PropertyDefinition>;
  onChange: (groups: FilterRow[][]) => void;
}

const startsWith = ['country', 'industry', 'city', 'name'];

/** The row that a new group begins with: of a property that most filters are about. */
export function newRow(definitions: ReadonlyMap<string, PropertyDefinition>): FilterRow {
  const property = startsWith.find((name) => definitions.has(name)) ?? [...definitions.keys()][0] ?? '';
  return { property, operator: '', values: [] };
}

/** Groups of rows: all rows of one group must hold, and one group is enough. */
export function FilterEditor({ groups, definitions, onChange }: FilterEditorProps) {
  const replace = (at: number, rows: FilterRow[]) =>
    onChange(groups.flatMap((group, index) => (index !== at ? [group] : rows.length > 0 ? [rows] : [])));
  return (
    <div className="filter-groups">
      {groups.map((rows, index) => (
        // groups have no identity but their place
        <fieldset key={index} className="filter-group">
          <legend>{index === 0 ? 'Records in which' : 'or in which'}</legend>
          {rows.map((row, at) => (
            <Row
              key={at}
              row={row}
              joint={at > 0 ? 'and' : null}
              name={`Filter ${at + 1} of group ${index + 1}`}
              definitions={definitions}
              onChange={(changed) => replace(index, rows.with(at, changed))}
              onRemove={
                groups.length === 1 && rows.length === 1
                  ? null
                  : () =>
                      replace(
                        index,
                        rows.filter((other) => other !== row),
                      )
              }
            />
          ))}
          <button
            type="button"
            className="button is-small is-quiet"
            onClick={() => replace(index, [...rows, newRow(definitions)])}
          >
            + And
          </button>
        </fieldset>
      ))}
      <button
        type="button"
        className="button is-small"
        onClick={() => onChange([...groups, [newRow(definitions)]])}
      >
        + Or
      </button>
    </div>
  );
}

interface RowProps {
  row: FilterRow;
  joint: string | null;
  name: string;
  definitions: ReadonlyMap<string, PropertyDefinition>;
  onChange: (row: FilterRow) => void;
  /** null: the last row stays. */
  onRemove: (() => void) | null;
}

function Row({ row, joint, name, definitions, onChange, onRemove }: RowProps) {
  const definition = definitions.get(row.property);
  if (!definition) return null;
  const chosen = choiceOf(definition, row);
  const set = (change: Partial<FilterRow>) => onChange({ ...row, operator: chosen.operator, ...change });
  return (
    <div className="filter-row" role="group" aria-label={name}>
      {joint ? <span className="filter-joint">{joint}</span> : null}
      <select
        className="input"
        aria-label="Property"
        value={row.property}
        onChange={(event) => onChange({ property: event.target.value, operator: '', values: [] })}
      >
        {[...definitions.values()].map((one) => (
          <option key={one.name} value={one.name}>
            {one.label}
          </option>
        ))}
      </select>
      <select
        className="input"
        aria-label="Operator"
        value={chosen.operator}
        onChange={(event) => {
          const next = operatorsFor(definition).find(({ operator }) => operator === event.target.value);
          set({ operator: event.target.value, ...(next?.takes === chosen.takes ? {} : { values: [] }) });
        }}
      >
        {operatorsFor(definition).map(({ operator, label }) => (
          <option key={operator} value={operator}>
            {label}
          </option>
        ))}
      </select>
      <FilterValues
        takes={chosen.takes}
        definition={definition}
        values={row.values}
        onChange={(values) => set({ values })}
      />
      {onRemove ? (
        <button type="button" className="icon-button" aria-label={`Remove ${name}`} onClick={onRemove}>
          ×
        </button>
      ) : null}
    </div>
  );
}
