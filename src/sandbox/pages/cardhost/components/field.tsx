import { useId } from 'react';
import type { ReactNode } from 'react';
import { InfoTooltip } from './tooltip.tsx';
import { classes, mark } from './shared.ts';

export interface FieldProps {
  label?: string;
  required?: boolean;
  description?: string;
  tooltip?: string;
  error?: boolean;
  validationMessage?: string;
  testId?: string;
}

/** Attributes that tie an input to its label and messages. */
export interface InputMarks {
  id: string;
  'aria-invalid': true | undefined;
  'aria-describedby': string | undefined;
  required: boolean;
  'data-testid': string | undefined;
}

interface FrameProps {
  name: string;
  field: FieldProps;
  children: (input: InputMarks) => ReactNode;
}

/** Label above, input, description and validation message below. The testId is the input's, so that tests can type. */
export function Field({ name, field, children }: FrameProps) {
  const id = useId();
  const messageId = `${id}-message`;
  const descriptionId = `${id}-description`;
  const described = [
    field.description ? descriptionId : null,
    field.validationMessage ? messageId : null,
  ].filter(Boolean);
  return (
    <div {...mark(name, {})} className={classes('hs-field', field.error && 'is-invalid')}>
      {field.label ? (
        <div className="hs-field-head">
          <label htmlFor={id}>
            {field.label}
            {field.required ? <span aria-hidden="true"> *</span> : null}
          </label>
          {field.tooltip ? <InfoTooltip>{field.tooltip}</InfoTooltip> : null}
        </div>
      ) : null}
      {field.description ? (
        <small id={descriptionId} className="hs-description">
          {field.description}
        </small>
      ) : null}
      {children({
        id,
        'aria-invalid': field.error ? true : undefined,
        'aria-describedby': described.length ? described.join(' ') : undefined,
        required: Boolean(field.required),
        'data-testid': field.testId,
      })}
      {field.validationMessage ? (
        <small id={messageId} role={field.error ? 'alert' : undefined} className="hs-validation">
          {field.validationMessage}
        </small>
      ) : null}
    </div>
  );
}
