import type { MultiSelectProps, SelectProps } from '@hubspot/ui-extensions';
import { useRef, useState } from 'react';
import { useFloating } from './dropdown.tsx';
import { Field } from './field.tsx';
import { useFieldValue, useFormValue } from './form.tsx';
import { Icon } from './icons.tsx';
import { classes } from './shared.ts';

type Value = string | number | boolean;

export function Select(props: SelectProps) {
  const [value, setValue] = useFieldValue<Value>(props.value, '');
  useFormValue(props.name, value);
  // option values may be numbers or booleans: the DOM holds their place in the list
  const index = props.options.findIndex((option) => option.value === value);
  const pick = (at: string) => {
    const option = props.options[Number(at)];
    if (at === '' || !option) return;
    setValue(option.value);
    props.onChange?.(option.value);
  };
  return (
    <Field name="Select" field={props}>
      {(marks) => (
        <span className={classes('hs-select', props.variant === 'transparent' && 'is-transparent')}>
          <select
            {...marks}
            className="hs-input"
            name={props.name}
            value={index < 0 ? '' : String(index)}
            disabled={Boolean(props.readOnly)}
            onChange={(event) => pick(event.target.value)}
          >
            {index < 0 || props.placeholder ? (
              <option value="">{props.placeholder ?? 'Select'}</option>
            ) : null}
            {props.options.map((option, at) => (
              <option key={at} value={String(at)}>
                {option.label}
              </option>
            ))}
          </select>
          <Icon name="downCarat" size="sm" />
        </span>
      )}
    </Field>
  );
}

const none: Value[] = [];
const sameList = (a: Value[], b: Value[]) => a.length === b.length && a.every((value, at) => value === b[at]);

export function MultiSelect(props: MultiSelectProps) {
  const [chosen, setChosen] = useFieldValue<Value[]>(props.value, none, sameList);
  const [open, setOpen] = useState(false);
  const anchor = useRef<HTMLButtonElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const close = useRef(() => setOpen(false)).current;
  useFloating(anchor, list, open, close);
  useFormValue(props.name, chosen);
  const toggle = (value: Value) => {
    const next = props.options
      .map((option) => option.value)
      .filter((candidate) => (candidate === value) !== chosen.includes(candidate));
    setChosen(next);
    props.onChange?.(next);
  };
  const labels = props.options
    .filter((option) => chosen.includes(option.value))
    .map((option) => option.label);
  return (
    <Field name="MultiSelect" field={props}>
      {({ required: _required, ...marks }) => (
        <span className="hs-multiselect">
          <button
            {...marks}
            ref={anchor}
            type="button"
            className="hs-input hs-multiselect-face"
            aria-haspopup="listbox"
            aria-expanded={open}
            disabled={Boolean(props.readOnly)}
            onClick={() => setOpen(!open)}
          >
            {labels.length ? labels.join(', ') : (props.placeholder ?? 'Select')}
            <Icon name="downCarat" size="sm" />
          </button>
          <div
            ref={list}
            role="group"
            aria-label={props.label ?? props.name}
            className="hs-menu"
            hidden={!open}
            onKeyDown={(event) => (event.key === 'Escape' ? close() : undefined)}
          >
            {props.options.map((option, at) => (
              <label key={at} className="hs-menu-item">
                <input
                  type="checkbox"
                  checked={chosen.includes(option.value)}
                  onChange={() => toggle(option.value)}
                />
                {option.label}
              </label>
            ))}
          </div>
        </span>
      )}
    </Field>
  );
}
