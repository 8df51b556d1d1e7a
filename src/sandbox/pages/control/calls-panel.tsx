import { callsSchema } from '../api/control-types.ts';
import { send } from '../api/client.ts';
import { usePolled } from '../api/use-polled.ts';
import { clockTime } from '../shell/time.ts';
import { useToasts } from '../shell/toasts.tsx';
import { useWorld } from '../shell/world.tsx';

/** What the app called, counted by kind and one by one. */
export function CallsPanel() {
  const { portal } = useWorld();
  const toasts = useToasts();
  const calls = usePolled(`/sandbox/api/calls?portalId=${portal.portalId}`, callsSchema, 1000);
  const data = calls.data;
  const reset = async () => {
    try {
      await send('/sandbox/api/calls', { method: 'DELETE' });
      await calls.refresh();
    } catch (error) {
      toasts.add({ tone: 'danger', title: 'The counter was not reset', message: String(error) });
    }
  };
  const kinds = Object.entries(data?.byPath ?? {}).sort(([, a], [, b]) => b - a);
  const refused = data?.byStatus['429'] ?? 0;
  const most = kinds[0]?.[1] ?? 1;
  return (
    <section className="panel is-wide" aria-label="API calls">
      <div className="panel-head">
        <h2>API calls</h2>
        <button type="button" className="button is-small" onClick={reset}>
          Reset counter
        </button>
      </div>
      {calls.error ? <p className="problem-text">{calls.error.message}</p> : null}
      <p className="big-number" data-testid="calls-total">
        {(data?.total ?? 0).toLocaleString('en')}
      </p>
      {refused > 0 ? (
        <p className="problem-text">{refused.toLocaleString('en')} refused for coming too often (429)</p>
      ) : null}
      <div className="calls">
        <div>
          <h3>By kind</h3>
          {kinds.length === 0 ? <p className="muted">No call since the last reset.</p> : null}
          <ul className="call-kinds">
            {kinds.map(([kind, count]) => (
              <li key={kind}>
                <span className="call-bar" style={{ width: `${(count / most) * 100}%` }} />
                <code>{kind}</code>
                <strong>{count}</strong>
              </li>
            ))}
          </ul>
        </div>
        <div className="call-scroll">
          <h3>Latest</h3>
          <table className="call-table">
            <thead>
              <tr>
                <th scope="col">Time</th>
                <th scope="col">Call</th>
                <th scope="col">Status</th>
                <th scope="col">ms</th>
              </tr>
            </thead>
            <tbody>
              {(data?.recent ?? []).slice(0, 100).map((call, index) => (
                <tr key={`${call.at}-${index}`}>
                  <td>{clockTime(call.at, portal.timeZone)}</td>
                  <td>
                    <code>
                      {call.method} {call.path}
                    </code>
                    {call.fault ? <span className="pill is-warning">{call.fault}</span> : null}
                  </td>
                  <td className={call.status !== null && call.status < 400 ? undefined : 'problem-text'}>
                    {call.status ?? 'none'}
                  </td>
                  <td>{call.durationMs ?? ''}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </div>
    </section>
  );
}
