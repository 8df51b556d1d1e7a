import type { CurrencyInputProps, NumberInputProps, StepperInputProps } from '@hubspot/ui-extensions';
import type { ReactNode } from 'react';
import { Field } from './field.tsx';
import { useFieldValue, useFormValue } from './form.tsx';

type NumberProps = NumberInputProps | CurrencyInputProps | StepperInputProps;

/** What is typed is kept as text (so that "1." stays typeable); the card hears numbers. */
function useNumberField(props: NumberProps) {
  const text = (value: number | null | undefined) =>
    value === undefined || value === null ? undefined : String(value);
  const sameNumber = (a: string, b: string) => a === b || (a !== '' && b !== '' && Number(a) === Number(b));
  const [value, setValue] = useFieldValue<string>(
    text(props.value),
    text(props.defaultValue) ?? '',
    sameNumber,
  );
  const number = value === '' ? undefined : Number(value);
  useFormValue(props.name, number);
  const tell = (handler: ((value: number) => void) | undefined, typed: string) => {
    if (typed !== '' && Number.isFinite(Number(typed))) handler?.(Number(typed));
  };
  return {
    value,
    type: (next: string) => {
      setValue(next);
      tell('onInput' in props ? props.onInput : undefined, next);
    },
    /** HubSpot hands over a number when it is committed, not while it is typed. */
    commit: (committed: string) => tell(props.onChange, committed),
    focus: () => tell(props.onFocus, value),
    blur: () => {
      tell(props.onChange, value);
      tell(props.onBlur, value);
    },
  };
}

interface FaceProps {
  name: string;
  props: NumberProps;
  prefix?: ReactNode;
  suffix?: ReactNode;
  stepSize?: number;
  align?: 'left' | 'right' | undefined;
  around?: (input: ReactNode, value: string, set: (value: string) => void) => ReactNode;
}

function NumberField({ name, props, prefix, suffix, stepSize, align, around }: FaceProps) {
  const field = useNumberField(props);
  return (
    <Field name={name} field={props}>
      {(marks) => {
        const input = (
          <span className="hs-affixed">
            {prefix ? <span aria-hidden="true">{prefix}</span> : null}
            <input
              {...marks}
              className="hs-input"
              type="number"
              name={props.name}
              value={field.value}
              min={props.min}
              max={props.max}
              step={stepSize ?? (props.precision ? 10 ** -props.precision : 'any')}
              readOnly={Boolean(props.readOnly)}
              placeholder={props.placeholder}
              style={{ textAlign: align }}
              onChange={(event) => field.type(event.target.value)}
              onKeyDown={(event) => (event.key === 'Enter' ? field.commit(field.value) : undefined)}
              onFocus={field.focus}
              onBlur={field.blur}
            />
            {suffix ? <span aria-hidden="true">{suffix}</span> : null}
          </span>
        );
        const step = (next: string) => {
          field.type(next);
          field.commit(next);
        };
        return around ? around(input, field.value, step) : input;
      }}
    </Field>
  );
}

export function NumberInput(props: NumberInputProps) {
  const suffix = props.formatStyle === 'percentage' ? '%' : undefined;
  return <NumberField name="NumberInput" props={props} suffix={suffix} align={props.textAlign} />;
}

export function CurrencyInput(props: CurrencyInputProps) {
  const currency = props.currency ?? 'USD';
  const symbol = new Intl.NumberFormat('en', { style: 'currency', currency })
    .formatToParts(0)
    .find((part) => part.type === 'currency')?.value;
  return <NumberField name="CurrencyInput" props={props} prefix={symbol ?? currency} />;
}

export function StepperInput(props: StepperInputProps) {
  const step = props.stepSize ?? 1;
  const clamp = (value: number) =>
    Math.min(props.max ?? Number.POSITIVE_INFINITY, Math.max(props.min ?? Number.NEGATIVE_INFINITY, value));
  const stepper = (input: ReactNode, value: string, set: (value: string) => void) => {
    const number = Number(value) || 0;
    const move = (by: number) => set(String(clamp(number + by)));
    const atMin = props.min !== undefined && number <= props.min;
    const atMax = props.max !== undefined && number >= props.max;
    return (
      <span className="hs-stepper">
        <button
          type="button"
          aria-label="Decrease"
          disabled={atMin || Boolean(props.readOnly)}
          title={atMin ? props.minValueReachedTooltip : undefined}
          onClick={() => move(-step)}
        >
          −
        </button>
        {input}
        <button
          type="button"
          aria-label="Increase"
          disabled={atMax || Boolean(props.readOnly)}
          title={atMax ? props.maxValueReachedTooltip : undefined}
          onClick={() => move(step)}
        >
          +
        </button>
      </span>
    );
  };
  return <NumberField name="StepperInput" props={props} stepSize={step} around={stepper} />;
}
