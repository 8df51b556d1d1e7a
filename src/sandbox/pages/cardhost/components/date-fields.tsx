import type { BaseDate, BaseTime, DateInputProps, TimeInputProps } from '@hubspot/ui-extensions';
import { dateFromText, dateText, timeFromText, timeText } from './date-values.ts';
import { Field } from './field.tsx';
import { useFieldValue, useFormValue } from './form.tsx';

const text = (date: BaseDate | null | undefined) => (date === undefined ? undefined : dateText(date));
const timeOf = (time: BaseTime | null | undefined) => (time === undefined ? undefined : timeText(time));

export function DateInput(props: DateInputProps) {
  const [value, setValue] = useFieldValue(text(props.value), text(props.defaultValue) ?? '');
  useFormValue(props.name, dateFromText(value));
  const tell = (handler: DateInputProps['onChange'], typed: string) => {
    const date = dateFromText(typed);
    if (date) handler?.({ ...date, formattedDate: typed });
  };
  return (
    <Field name="DateInput" field={props}>
      {(marks) => (
        <input
          {...marks}
          className="hs-input"
          type="date"
          name={props.name}
          value={value}
          min={text(props.min)}
          max={text(props.max)}
          readOnly={Boolean(props.readOnly)}
          onChange={(event) => {
            setValue(event.target.value);
            tell(props.onChange, event.target.value);
          }}
          onFocus={() => tell(props.onFocus, value)}
          onBlur={() => tell(props.onBlur, value)}
        />
      )}
    </Field>
  );
}

export function TimeInput(props: TimeInputProps) {
  const [value, setValue] = useFieldValue(timeOf(props.value), timeOf(props.defaultValue) ?? '');
  useFormValue(props.name, timeFromText(value));
  const tell = (handler: TimeInputProps['onChange'], typed: string) => {
    const time = timeFromText(typed);
    if (time) handler?.(time);
  };
  return (
    <Field name="TimeInput" field={props}>
      {(marks) => (
        <input
          {...marks}
          className="hs-input"
          type="time"
          name={props.name}
          value={value}
          min={timeOf(props.min)}
          max={timeOf(props.max)}
          step={(props.interval ?? 1) * 60}
          readOnly={Boolean(props.readOnly)}
          onChange={(event) => {
            setValue(event.target.value);
            tell(props.onChange, event.target.value);
          }}
          onFocus={() => tell(props.onFocus, value)}
          onBlur={() => tell(props.onBlur, value)}
        />
      )}
    </Field>
  );
}
