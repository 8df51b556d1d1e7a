import { mailFaultsSchema } from '../api/control-types.ts';
import type { MailFault } from '../api/control-types.ts';
import { send } from '../api/client.ts';
import { usePolled } from '../api/use-polled.ts';
import { useToasts } from '../shell/toasts.tsx';
import { describeMailFault, mailFaultPresets } from './faults.ts';

const path = '/sandbox/api/mail-faults';

/** Failures of the mail servers on demand. */
export function MailFaultsPanel() {
  const faults = usePolled(path, mailFaultsSchema, 1000);
  const toasts = useToasts();
  const list = faults.data ?? [];
  const change = async (next: MailFault[]) => {
    try {
      await (next.length ? send(path, { method: 'PUT', body: next }) : send(path, { method: 'DELETE' }));
      await faults.refresh();
    } catch (error) {
      toasts.add({ tone: 'danger', title: 'The mail faults were not changed', message: String(error) });
    }
  };
  return (
    <section className="panel" aria-label="Mail faults">
      <h2>Mail faults</h2>
      {faults.error ? <p className="problem-text">{faults.error.message}</p> : null}
      {list.length ? (
        <ul className="fault-list">
          {list.map((fault, index) => (
            <li key={fault.id ?? index}>
              <span>{describeMailFault(fault)}</span>
              <button
                type="button"
                className="icon-button"
                aria-label={`Remove: ${describeMailFault(fault)}`}
                onClick={() => change(list.filter((other) => other !== fault))}
              >
                ×
              </button>
            </li>
          ))}
        </ul>
      ) : (
        <p className="muted">Mail is delivered at once.</p>
      )}
      <div className="suggestions" role="group" aria-label="Ready-made mail faults">
        {mailFaultPresets.map(({ label, fault }) => (
          <button key={label} type="button" className="chip" onClick={() => change([...list, fault])}>
            {label}
          </button>
        ))}
      </div>
    </section>
  );
}
