import { useEffect, useState } from 'react';
import { weekSchema } from '../api/week-types.ts';
import type { Week } from '../api/week-types.ts';
import { send } from '../api/client.ts';
import { usePolled } from '../api/use-polled.ts';
import { Loading, Problem } from '../shell/states.tsx';
import { fullTime } from '../shell/time.ts';
import { useToasts } from '../shell/toasts.tsx';
import { useWorld } from '../shell/world.tsx';
import { Conversation } from './conversation.tsx';
import { countsOf, progressOf } from './days.ts';
import { NewWeek } from './new-week.tsx';
import type { Choice } from './new-week.tsx';
import { WeekTable } from './week-table.tsx';

/** A week with the assistant, seen in about a minute. */
export function PlayPage() {
  const { portal, user } = useWorld();
  const path = `/sandbox/api/portals/${portal.portalId}/week`;
  const polled = usePolled(path, weekSchema, 700);
  const toasts = useToasts();
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    document.title = 'Play a week · Local HubSpot stand-in';
  }, []);
  const change = async (request: () => Promise<void>, failed: string) => {
    setBusy(true);
    try {
      await request();
      await polled.refresh();
    } catch (error) {
      toasts.add({ tone: 'danger', title: failed, message: (error as Error).message });
    } finally {
      setBusy(false);
    }
  };
  const play = (choice: Choice) =>
    change(
      () => send(path, { method: 'POST', body: { userId: user.id, ...choice } }),
      'The week could not begin',
    );
  const cancel = () => change(() => send(path, { method: 'DELETE' }), 'The week could not be cancelled');
  const week = polled.data?.week ?? null;
  return (
    <main className="page week-page">
      <div className="page-head">
        <div>
          <h1>Play a week</h1>
          <p className="muted">
            Whole conversations in about a minute. What contacts do is invented here; what is sent, decided
            and handed back is Baton’s own work, on real records of this stand-in.
          </p>
        </div>
      </div>
      {polled.error && !polled.data ? (
        <Problem title="The week could not be read" message={polled.error.message} onRetry={polled.refresh} />
      ) : !polled.data ? (
        <Loading label="Reading the week" />
      ) : (
        <>
          {week?.status === 'playing' ? (
            <Progress week={week} busy={busy} onCancel={cancel} />
          ) : (
            <>
              <NewWeek seed={(week?.seed ?? 0) + 1} busy={busy} onPlay={play} />
              {week ? <Ended week={week} /> : null}
            </>
          )}
          {week ? <Played week={week} /> : <Nothing />}
        </>
      )}
    </main>
  );
}

function Progress({ week, busy, onCancel }: { week: Week; busy: boolean; onCancel: () => void }) {
  const { portal } = useWorld();
  const done = progressOf(week);
  const isPlaying = week.doing === 'Playing';
  return (
    <section className="panel week-progress" aria-label="Progress">
      <div className="week-progress-head">
        <div role="status">
          <strong>{isPlaying ? fullTime(week.now, portal.timeZone) : `${week.doing} …`}</strong>
          <span className="muted">
            {' '}
            Day {Math.min(7, Math.floor(done * 7) + 1)} of 7, seed {week.seed}
          </span>
        </div>
        <Counts week={week} />
        <button type="button" className="button is-small" disabled={busy} onClick={onCancel}>
          Cancel
        </button>
      </div>
      <progress max={1} value={done} aria-label="Of the week" />
    </section>
  );
}

function Counts({ week }: { week: Week }) {
  const { emails, answers, tasks, back } = countsOf(week);
  const shown = [
    [emails, 'emails'],
    [answers, 'answers'],
    [tasks, 'tasks'],
    [back, 'back with a person'],
  ] as const;
  return (
    <ul className="week-counts" aria-label="So far">
      {shown.map(([count, what]) => (
        <li key={what}>
          <b>{count}</b> {what}
        </li>
      ))}
    </ul>
  );
}

function Ended({ week }: { week: Week }) {
  if (week.status === 'failed')
    return (
      <p className="banner is-danger" role="alert">
        {week.problem}
      </p>
    );
  return (
    <div className="week-ended">
      <strong>
        {week.status === 'cancelled'
          ? `The week with seed ${week.seed} was cancelled`
          : `The week with seed ${week.seed}`}
      </strong>
      <Counts week={week} />
      <span className="muted">Open a cell to read everything in full.</span>
    </div>
  );
}

function Played({ week }: { week: Week }) {
  const [opened, setOpened] = useState<{ contactId: string; dayKey: string | null } | null>(null);
  const contact = week.contacts.find(({ id }) => id === opened?.contactId);
  return (
    <>
      <WeekTable week={week} onOpen={(contactId, dayKey) => setOpened({ contactId, dayKey })} />
      {opened && contact ? (
        <Conversation week={week} contact={contact} dayKey={opened.dayKey} onClose={() => setOpened(null)} />
      ) : null}
    </>
  );
}

const steps = [
  ['Hand over', 'The contacts go to the assistant, as if you had changed their owner on the list.'],
  ['Watch', 'The clock moves through seven days. Contacts agree, refuse, are away, opt out or get angry.'],
  [
    'Read',
    'A row for each contact, a column for each day. Every cell opens to the whole text and the reason.',
  ],
] as const;

const Nothing = () => (
  <ol className="week-steps" aria-label="How it goes">
    {steps.map(([title, text]) => (
      <li key={title}>
        <strong>{title}</strong>
        <span className="muted">{text}</span>
      </li>
    ))}
  </ol>
);
