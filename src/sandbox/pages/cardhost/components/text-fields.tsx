import type { InputProps, SearchInputProps, TextAreaProps } from '@hubspot/ui-extensions';
import type { KeyboardEvent } from 'react';
import { Field } from './field.tsx';
import { useFieldValue, useFormValue } from './form.tsx';
import { Icon } from './icons.tsx';

type TextProps = InputProps | TextAreaProps | SearchInputProps;

/** HubSpot calls onInput at each keystroke and onChange when the field is left with another value. */
function useTextField(props: TextProps) {
  const [value, setValue] = useFieldValue(props.value, props.defaultValue ?? '');
  useFormValue(props.name, value);
  return {
    value,
    type: (next: string) => {
      setValue(next);
      props.onInput?.(next);
    },
    focus: () => props.onFocus?.(value),
    /** Enter commits the value without leaving the field. */
    enter: (event: KeyboardEvent) => {
      if (event.key === 'Enter') props.onChange?.(value);
    },
    blur: () => {
      props.onChange?.(value);
      props.onBlur?.(value);
    },
  };
}

export function Input(props: InputProps) {
  const field = useTextField(props);
  return (
    <Field name="Input" field={props}>
      {(marks) => (
        <input
          {...marks}
          className="hs-input"
          type={props.type ?? 'text'}
          name={props.name}
          value={field.value}
          readOnly={Boolean(props.readOnly)}
          placeholder={props.placeholder}
          onChange={(event) => field.type(event.target.value)}
          onKeyDown={field.enter}
          onFocus={field.focus}
          onBlur={field.blur}
        />
      )}
    </Field>
  );
}

export function TextArea(props: TextAreaProps) {
  const field = useTextField(props);
  return (
    <Field name="TextArea" field={props}>
      {(marks) => (
        <textarea
          {...marks}
          className="hs-input"
          name={props.name}
          value={field.value}
          rows={props.rows ?? 4}
          cols={props.cols}
          maxLength={props.maxLength}
          readOnly={Boolean(props.readOnly)}
          placeholder={props.placeholder}
          style={{ resize: props.resize ?? 'vertical' }}
          onChange={(event) => field.type(event.target.value)}
          onFocus={field.focus}
          onBlur={field.blur}
        />
      )}
    </Field>
  );
}

export function SearchInput(props: SearchInputProps) {
  const field = useTextField(props);
  return (
    <Field name="SearchInput" field={props}>
      {(marks) => (
        <div className="hs-search">
          <input
            {...marks}
            className="hs-input"
            type="search"
            name={props.name}
            value={field.value}
            readOnly={Boolean(props.readOnly)}
            placeholder={props.placeholder ?? 'Search'}
            onChange={(event) => field.type(event.target.value)}
            onKeyDown={field.enter}
            onFocus={field.focus}
            onBlur={field.blur}
          />
          {props.clearable !== false && field.value ? (
            <button type="button" className="hs-remove" aria-label="Clear" onClick={() => field.type('')}>
              ×
            </button>
          ) : (
            <Icon name="search" size="sm" />
          )}
        </div>
      )}
    </Field>
  );
}
