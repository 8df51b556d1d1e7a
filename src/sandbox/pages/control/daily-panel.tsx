import { useState } from 'react';
import type { FormEvent } from 'react';
import { dailySchema } from '../api/control-types.ts';
import { send } from '../api/client.ts';
import { usePolled } from '../api/use-polled.ts';
import { fullTime } from '../shell/time.ts';
import { useToasts } from '../shell/toasts.tsx';
import { useWorld } from '../shell/world.tsx';

const usual = [250_000, 1_000_000];

/** How many requests of today an account has left. */
export function DailyPanel() {
  const { portal } = useWorld();
  const path = `/sandbox/api/portals/${portal.portalId}`;
  const { data, error, refresh } = usePolled(`${path}/daily`, dailySchema, 1000);
  const toasts = useToasts();
  const [typed, setTyped] = useState('');
  const set = async (dailyLimit: number | null) => {
    try {
      await send(path, { method: 'PATCH', body: { dailyLimit } });
      setTyped('');
      await refresh();
    } catch (problem) {
      toasts.add({ tone: 'danger', title: 'The limit was not changed', message: String(problem) });
    }
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void set(Number(typed));
  };
  return (
    <section className="panel" aria-label="Requests of a day">
      <h2>Requests of a day</h2>
      {error ? <p className="problem-text">{error.message}</p> : null}
      {data ? (
        <>
          <p className="big-number">
            {data.used.toLocaleString('en')}
            <small className="muted">
              {' '}
              {data.limit === null ? 'today, no limit' : `of ${data.limit.toLocaleString('en')}`}
            </small>
          </p>
          {data.limit !== null && data.used >= data.limit ? (
            <p className="banner is-danger">
              Used up: the app gets 429 DAILY until {fullTime(data.resetsAt, portal.timeZone)}.
            </p>
          ) : null}
          <Choices limit={data.limit} used={data.used} onChoose={set} />
          <form className="inline-form" onSubmit={submit}>
            <input
              className="input"
              type="number"
              min={0}
              aria-label="Requests of a day"
              placeholder="Another limit"
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
            />
            <button type="submit" className="button is-small" disabled={typed === ''}>
              Set
            </button>
          </form>
          <p className="muted">
            HubSpot has none for an app that is installed by OAuth. It begins anew at midnight of the account,{' '}
            {fullTime(data.resetsAt, portal.timeZone)}.
          </p>
        </>
      ) : null}
    </section>
  );
}

interface ChoicesProps {
  limit: number | null;
  used: number;
  onChoose: (limit: number | null) => Promise<void>;
}

function Choices({ limit, used, onChoose }: ChoicesProps) {
  const chip = (value: number | null, label: string) => (
    <button
      key={label}
      type="button"
      className="chip"
      aria-pressed={limit === value}
      onClick={() => onChoose(value)}
    >
      {label}
    </button>
  );
  return (
    <div className="suggestions" role="group" aria-label="Usual limits">
      {chip(null, 'No limit')}
      {usual.map((value) => chip(value, value.toLocaleString('en')))}
      {chip(used, 'Use it up')}
    </div>
  );
}
