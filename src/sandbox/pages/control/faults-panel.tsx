import { useState } from 'react';
import type { FormEvent } from 'react';
import { faultsSchema } from '../api/control-types.ts';
import type { Fault } from '../api/control-types.ts';
import { send } from '../api/client.ts';
import { usePolled } from '../api/use-polled.ts';
import { useToasts } from '../shell/toasts.tsx';
import { describeFault, faultPresets } from './faults.ts';

const path = '/sandbox/api/faults';
const kinds = ['status', 'latency', 'drop-before', 'drop-after', 'hang', 'garbage', 'cut'];

/** Failures of HubSpot's API on demand. */
export function FaultsPanel() {
  const faults = usePolled(path, faultsSchema, 1000);
  const toasts = useToasts();
  const list = faults.data ?? [];
  const change = async (next: Fault[]) => {
    try {
      await (next.length ? send(path, { method: 'PUT', body: next }) : send(path, { method: 'DELETE' }));
      await faults.refresh();
    } catch (error) {
      toasts.add({ tone: 'danger', title: 'The faults were not changed', message: String(error) });
    }
  };
  return (
    <section className="panel" aria-label="Faults">
      <div className="panel-head">
        <h2>Faults</h2>
        {list.length ? (
          <button type="button" className="button is-small" onClick={() => change([])}>
            Clear all
          </button>
        ) : null}
      </div>
      {faults.error ? <p className="problem-text">{faults.error.message}</p> : null}
      {list.length ? (
        <ul className="fault-list">
          {list.map((fault, index) => (
            <li key={fault.id ?? index}>
              <span>{describeFault(fault)}</span>
              <button
                type="button"
                className="icon-button"
                aria-label={`Remove: ${describeFault(fault)}`}
                onClick={() => change(list.filter((other) => other !== fault))}
              >
                ×
              </button>
            </li>
          ))}
        </ul>
      ) : (
        <p className="muted">HubSpot behaves. Choose a failure, or describe one.</p>
      )}
      <div className="suggestions" role="group" aria-label="Ready-made faults">
        {faultPresets.map((preset) => (
          <button
            key={preset.label}
            type="button"
            className="chip"
            onClick={() => change([...list, preset.fault])}
          >
            {preset.label}
          </button>
        ))}
      </div>
      <FaultForm onAdd={(fault) => change([...list, fault])} />
    </section>
  );
}

function FaultForm({ onAdd }: { onAdd: (fault: Fault) => void }) {
  const [kind, setKind] = useState('status');
  const add = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (name: string) => {
      const value = form.get(name);
      return typeof value === 'string' ? value.trim() : '';
    };
    const number = (name: string) => (text(name) === '' ? undefined : Number(text(name)));
    onAdd({
      kind,
      match: {
        ...(text('method') ? { method: text('method') } : {}),
        ...(text('path') ? { path: text('path') } : {}),
      },
      ...(kind === 'status' ? { status: number('status') ?? 500 } : {}),
      ...(kind === 'latency' ? { delayMs: number('delayMs') ?? 1000 } : {}),
      ...(number('times') === undefined ? {} : { times: number('times') }),
    });
  };
  return (
    <details className="fault-form">
      <summary>Describe a fault</summary>
      <form onSubmit={add}>
        <label className="stacked-field">
          What happens
          <select className="input" value={kind} onChange={(event) => setKind(event.target.value)}>
            {kinds.map((one) => (
              <option key={one}>{one}</option>
            ))}
          </select>
        </label>
        {kind === 'status' ? (
          <label className="stacked-field">
            Status
            <input className="input" name="status" type="number" min={400} max={599} defaultValue={503} />
          </label>
        ) : null}
        {kind === 'latency' ? (
          <label className="stacked-field">
            Delay in ms
            <input className="input" name="delayMs" type="number" min={0} defaultValue={2000} />
          </label>
        ) : null}
        <label className="stacked-field">
          Method
          <select className="input" name="method">
            <option value="">any</option>
            {['GET', 'POST', 'PATCH', 'PUT', 'DELETE'].map((one) => (
              <option key={one}>{one}</option>
            ))}
          </select>
        </label>
        <label className="stacked-field is-wide">
          Path (prefix, or a regular expression that begins with ^)
          <input className="input" name="path" placeholder="/crm/objects" />
        </label>
        <label className="stacked-field">
          How often
          <input className="input" name="times" type="number" min={1} placeholder="always" />
        </label>
        <button type="submit" className="button is-primary is-small">
          Add fault
        </button>
      </form>
    </details>
  );
}
