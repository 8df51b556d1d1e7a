import { webhooksSchema } from '../api/control-types.ts';
import type { Delivery, Webhooks } from '../api/control-types.ts';
import { send } from '../api/client.ts';
import { usePolled } from '../api/use-polled.ts';
import { fullTime } from '../shell/time.ts';
import { useToasts } from '../shell/toasts.tsx';
import { useWorld } from '../shell/world.tsx';

const path = '/sandbox/api/webhooks';

/** How events reach the app, and the latest that did. */
export function WebhooksPanel() {
  const webhooks = usePolled(path, webhooksSchema, 1000);
  const toasts = useToasts();
  const data = webhooks.data;
  const change = async (part: Partial<Webhooks['settings']>) => {
    if (!data) return;
    try {
      await send(path, { method: 'PUT', body: { ...data.settings, ...part } });
      await webhooks.refresh();
    } catch (error) {
      toasts.add({ tone: 'danger', title: 'The webhooks were not changed', message: String(error) });
    }
  };
  return (
    <section className="panel" aria-label="Webhooks">
      <h2>Webhooks</h2>
      {webhooks.error ? <p className="problem-text">{webhooks.error.message}</p> : null}
      {data ? (
        <>
          <div className="switches">
            <Switch label="Paused" on={data.settings.paused} set={(paused) => change({ paused })} />
            <Switch
              label="Deliver everything twice"
              on={Boolean(data.settings.duplicate)}
              set={(duplicate) => change({ duplicate })}
            />
            <Switch label="Random order" on={data.settings.shuffle} set={(shuffle) => change({ shuffle })} />
            <label className="inline-field">
              <span>Hold back</span>
              <select
                className="input"
                value={data.settings.delayMs}
                onChange={(event) => change({ delayMs: Number(event.target.value) })}
              >
                {[...new Set([0, 1000, 10_000, 60_000, data.settings.delayMs])].map((ms) => (
                  <option key={ms} value={ms}>
                    {ms === 0 ? 'not at all' : `${ms / 1000} s`}
                  </option>
                ))}
              </select>
            </label>
          </div>
          <h3>
            Recent deliveries{' '}
            <span className="muted">
              ({data.total} sent, {data.waiting} waiting)
            </span>
          </h3>
          {data.deliveries.length === 0 ? (
            <p className="muted">None yet. Change an owner in the list view to cause one.</p>
          ) : (
            <ul className="delivery-list">
              {data.deliveries.slice(0, 30).map((delivery, index) => (
                <DeliveryLine key={`${delivery.at}-${index}`} delivery={delivery} />
              ))}
            </ul>
          )}
        </>
      ) : null}
    </section>
  );
}

function Switch({ label, on, set }: { label: string; on: boolean; set: (on: boolean) => void }) {
  return (
    <label className="switch">
      <input type="checkbox" role="switch" checked={on} onChange={(event) => set(event.target.checked)} />
      <span className="switch-track" aria-hidden="true" />
      {label}
    </label>
  );
}

function DeliveryLine({ delivery }: { delivery: Delivery }) {
  const { portal } = useWorld();
  const ok = delivery.status !== null && delivery.status < 300;
  const kinds = [
    ...new Set(
      delivery.events.map((event) =>
        typeof event['subscriptionType'] === 'string' ? event['subscriptionType'] : 'event',
      ),
    ),
  ];
  const count = `${delivery.events.length} ${delivery.events.length === 1 ? 'event' : 'events'}`;
  return (
    <li>
      <details>
        <summary>
          <span className={`pill is-${ok ? 'success' : 'danger'}`}>{delivery.status ?? 'no answer'}</span>
          <span>
            {count}, {kinds.join(', ')}
            {delivery.attempt > 0 ? `, retry ${delivery.attempt}` : ''}
          </span>
          <time dateTime={new Date(delivery.at).toISOString()}>{fullTime(delivery.at, portal.timeZone)}</time>
        </summary>
        {delivery.error ? <p className="problem-text">{delivery.error}</p> : null}
        <pre>{JSON.stringify(delivery.events, null, 2)}</pre>
      </details>
    </li>
  );
}
