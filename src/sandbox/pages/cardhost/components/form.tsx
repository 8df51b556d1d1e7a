import type { FormInputValues, FormProps } from '@hubspot/ui-extensions';
import { createContext, useContext, useEffect, useRef, useState } from 'react';
import type { FormEvent } from 'react';
import { EchoFilter } from '../echoed-value.ts';
import { extensionEvent, useReactions } from '../overlays.ts';
import { mark } from './shared.ts';

/** The named values of the form around a field; what HubSpot hands to onSubmit as `targetValue`. */
type FormValues = Map<string, unknown>;
const FormContext = createContext<FormValues | null>(null);

export function Form(props: FormProps) {
  const values = useRef<FormValues>(new Map()).current;
  const reactions = useReactions();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    event.stopPropagation();
    // the SDK types values as string | number; lists and dates cross as they are, as in HubSpot
    const targetValue = Object.fromEntries(values) as FormInputValues;
    void props.onSubmit?.(Object.assign(extensionEvent(event), { targetValue }), reactions);
  };
  return (
    <form {...mark('Form', props)} className="hs-form" autoComplete={props.autoComplete} onSubmit={submit}>
      <FormContext.Provider value={values}>{props.children}</FormContext.Provider>
    </form>
  );
}

/** Tells the form around it the value of a field. */
export function useFormValue(name: string | undefined, value: unknown): void {
  const form = useContext(FormContext);
  useEffect(() => {
    if (!form || !name) return undefined;
    form.set(name, value);
    return () => {
      form.delete(name);
    };
  }, [form, name, value]);
}

/**
 * The value of a field: the person's own until the card decides otherwise.
 * `given` is the card's value (undefined: the field is uncontrolled and starts with `initial`).
 */
export function useFieldValue<T>(
  given: T | undefined,
  initial: T,
  same: (a: T, b: T) => boolean = Object.is,
): [T, (typed: T) => void] {
  const [value, setValue] = useState<T>(given ?? initial);
  const filter = useRef<EchoFilter<T>>();
  filter.current ??= new EchoFilter<T>(same);
  const last = useRef(given);
  useEffect(() => {
    if (given === undefined || (last.current !== undefined && same(last.current, given))) return;
    last.current = given;
    if (filter.current?.isNew(given)) setValue(given);
  }, [given, same]);
  const typed = (next: T) => {
    filter.current?.typed(next);
    setValue(next);
  };
  return [value, typed];
}
