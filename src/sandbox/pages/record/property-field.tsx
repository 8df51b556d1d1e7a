import { useEffect, useId, useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import type { PropertyDefinition } from '../api/types.ts';
import { fullTime } from '../shell/time.ts';
import { useWorld } from '../shell/world.tsx';

interface FieldProps {
  definition: PropertyDefinition;
  /** As stored; '' when empty. */
  value: string;
  /** Instead of the definition's own, for owners. */
  options?: { value: string; label: string }[] | undefined;
  /** Resolves to whether it was saved. */
  save: (value: string) => Promise<boolean>;
}

/** One property: a label and the input its field type asks for. Saved when left, or when chosen. */
export function PropertyField(props: FieldProps) {
  const { definition } = props;
  const id = useId();
  const readOnly = definition.modificationMetadata?.readOnlyValue ?? false;
  const hasOptions = props.options !== undefined || definition.options.length > 0;
  return (
    <div className="property" data-property={definition.name} title={definition.description || undefined}>
      <label htmlFor={id}>{definition.label}</label>
      {readOnly ? (
        <output id={id}>
          <ShownValue definition={definition} value={props.value} />
        </output>
      ) : definition.fieldType === 'textarea' || definition.fieldType === 'html' ? (
        <LongText id={id} {...props} />
      ) : hasOptions && definition.fieldType !== 'checkbox' ? (
        <Choice id={id} {...props} />
      ) : definition.type === 'datetime' ? (
        <output id={id}>
          <ShownValue definition={definition} value={props.value} />
        </output>
      ) : (
        <ShortText id={id} {...props} />
      )}
    </div>
  );
}

function ShownValue({ definition, value }: Pick<FieldProps, 'definition' | 'value'>) {
  const { portal } = useWorld();
  if (!value) return <span className="muted">--</span>;
  if (definition.type === 'datetime') {
    const at = /^\d+$/.test(value) ? Number(value) : Date.parse(value);
    return <>{Number.isFinite(at) ? fullTime(at, portal.timeZone) : value}</>;
  }
  return <>{definition.options.find((option) => option.value === value)?.label ?? value}</>;
}

function Choice({ id, definition, value, options, save }: FieldProps & { id: string }) {
  const [pending, setPending] = useState<string | null>(null);
  const offered = options ?? [
    { value: '', label: '--' },
    ...definition.options.filter((option) => !option.hidden || option.value === value),
  ];
  const known = offered.some((option) => option.value === value);
  const choose = async (next: string) => {
    setPending(next);
    await save(next);
    setPending(null);
  };
  return (
    <select
      id={id}
      className="property-input"
      value={pending ?? value}
      aria-busy={pending !== null}
      onChange={(event) => choose(event.target.value)}
    >
      {known ? null : <option value={value}>{value}</option>}
      {offered.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </select>
  );
}

/** What is typed stands until it is saved or given up; otherwise the record's value shows. */
function useDraft(value: string, save: FieldProps['save']) {
  const [draft, setDraft] = useState<string | null>(null);
  const commit = async () => {
    if (draft === null) return;
    if (draft === value || (await save(draft))) setDraft(null);
  };
  return { shown: draft ?? value, changed: draft !== null && draft !== value, setDraft, commit };
}

function ShortText({ id, definition, value, save }: FieldProps & { id: string }) {
  const draft = useDraft(value, save);
  const keys = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Enter') event.currentTarget.blur();
    if (event.key === 'Escape') draft.setDraft(null);
  };
  return (
    <input
      id={id}
      className="property-input"
      type={definition.type === 'number' ? 'number' : definition.type === 'date' ? 'date' : 'text'}
      step="any"
      placeholder="--"
      value={draft.shown}
      onChange={(event) => draft.setDraft(event.target.value)}
      onKeyDown={keys}
      onBlur={draft.commit}
    />
  );
}

function LongText({ id, value, save }: FieldProps & { id: string }) {
  const draft = useDraft(value, save);
  const area = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    if (!area.current) return;
    area.current.style.height = 'auto';
    area.current.style.height = `${Math.min(area.current.scrollHeight + 2, 260)}px`;
  }, [draft.shown]);
  return (
    <>
      <textarea
        id={id}
        ref={area}
        className="property-input"
        rows={1}
        placeholder="--"
        value={draft.shown}
        onChange={(event) => draft.setDraft(event.target.value)}
      />
      {draft.changed ? (
        <div className="property-actions">
          <button type="button" className="button is-primary is-small" onClick={draft.commit}>
            Save
          </button>
          <button type="button" className="button is-small" onClick={() => draft.setDraft(null)}>
            Cancel
          </button>
        </div>
      ) : null}
    </>
  );
}
