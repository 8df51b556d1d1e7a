import type { CheckboxProps, RadioButtonProps, ToggleGroupProps, ToggleProps } from '@hubspot/ui-extensions';
import { useId } from 'react';
import { useFieldValue, useFormValue } from './form.tsx';
import { classes, mark } from './shared.ts';
import { InfoTooltip } from './tooltip.tsx';

function CheckableFace(props: { kind: 'checkbox' | 'radio'; name: string; face: CheckboxProps }) {
  const { kind, face } = props;
  const [checked, setChecked] = useFieldValue(face.checked, Boolean(face.initialIsChecked));
  const descriptionId = useId();
  useFormValue(kind === 'checkbox' ? face.name : undefined, checked);
  return (
    <label className={classes('hs-check', face.inline && 'is-inline')}>
      <input
        {...mark(props.name, face)}
        type={kind}
        name={face.name}
        value={face.value}
        checked={checked}
        disabled={Boolean(face.readOnly ?? face.readonly)}
        aria-label={face['aria-label']}
        aria-describedby={face.description ? descriptionId : undefined}
        onChange={(event) => {
          setChecked(event.target.checked);
          face.onChange?.(event.target.checked, face.value ?? '');
        }}
      />
      <span>
        {face.children}
        {face.description ? (
          <small id={descriptionId} className="hs-description">
            {face.description}
          </small>
        ) : null}
      </span>
    </label>
  );
}

export function Checkbox(props: CheckboxProps) {
  return <CheckableFace kind="checkbox" name="Checkbox" face={props} />;
}

export function RadioButton(props: RadioButtonProps) {
  return <CheckableFace kind="radio" name="RadioButton" face={props} />;
}

export function Toggle(props: ToggleProps) {
  const [checked, setChecked] = useFieldValue(props.checked, Boolean(props.initialIsChecked));
  useFormValue(props.name, checked);
  const display = props.labelDisplay ?? 'inline';
  const state = checked ? props.textChecked : props.textUnchecked;
  return (
    <label className={`hs-toggle is-${display}`}>
      <span className={display === 'hidden' ? 'hs-visually-hidden' : 'hs-toggle-label'}>{props.label}</span>
      <input
        {...mark('Toggle', props)}
        type="checkbox"
        role="switch"
        name={props.name}
        checked={checked}
        disabled={Boolean(props.readOnly ?? props.readonly)}
        onChange={(event) => {
          setChecked(event.target.checked);
          props.onChange?.(event.target.checked);
        }}
      />
      <span className="hs-toggle-track" aria-hidden="true" />
      {state ? (
        <span className="hs-toggle-state" aria-hidden="true">
          {state}
        </span>
      ) : null}
    </label>
  );
}

const sameList = (a: string[], b: string[]) =>
  a.length === b.length && a.every((value, at) => value === b[at]);

export function ToggleGroup(props: ToggleGroupProps) {
  const radio = props.toggleType === 'radioButtonList';
  const given = props.value === undefined ? undefined : [props.value].flat();
  const initial = props.options.filter((option) => option.initialIsChecked).map((option) => option.value);
  const [chosen, setChosen] = useFieldValue<string[]>(given, initial, sameList);
  const messageId = useId();
  const groupName = useId();
  useFormValue(props.name, radio ? chosen[0] : chosen);
  const pick = (value: string, on: boolean) => {
    const next = radio ? [value] : on ? [...chosen, value] : chosen.filter((other) => other !== value);
    setChosen(next);
    if (props.toggleType === 'radioButtonList') props.onChange?.(value);
    else props.onChange?.(next);
  };
  return (
    <fieldset
      {...mark('ToggleGroup', props)}
      className={classes('hs-toggle-group', props.error && 'is-invalid', props.inline && 'is-inline')}
      aria-describedby={props.validationMessage ? messageId : undefined}
    >
      <legend>
        {props.label}
        {props.required ? <span aria-hidden="true"> *</span> : null}
        {props.tooltip ? <InfoTooltip>{props.tooltip}</InfoTooltip> : null}
      </legend>
      {props.options.map((option) => (
        <label key={option.value} className="hs-check">
          <input
            type={radio ? 'radio' : 'checkbox'}
            name={groupName}
            value={option.value}
            checked={chosen.includes(option.value)}
            disabled={Boolean(option.readOnly ?? option.readonly)}
            onChange={(event) => pick(option.value, event.target.checked)}
          />
          <span>
            {option.label}
            {option.description ? <small className="hs-description">{option.description}</small> : null}
          </span>
        </label>
      ))}
      {props.validationMessage ? (
        <small id={messageId} role={props.error ? 'alert' : undefined} className="hs-validation">
          {props.validationMessage}
        </small>
      ) : null}
    </fieldset>
  );
}
