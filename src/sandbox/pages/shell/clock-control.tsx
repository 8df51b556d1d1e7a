import { useRef, useState } from 'react';
import { useFloating } from '../cardhost/components/dropdown.tsx';
import { Icon } from '../cardhost/components/icons.tsx';
import { day, fullTime, hour, minute, nextWorkingMorning, week } from './time.ts';
import { useToasts } from './toasts.tsx';
import { useClock, useNow, useWorld } from './world.tsx';

const steps = [
  { label: '+5 min', ms: 5 * minute },
  { label: '+1 hour', ms: hour },
  { label: '+1 day', ms: day },
  { label: '+1 week', ms: week },
];

/** The stand-in's clock and the buttons that move it forward for HubSpot, mail and Baton alike. */
export function ClockControl() {
  const { portal } = useWorld();
  const { offsetMs } = useClock();
  const now = useNow(1000);
  const [open, setOpen] = useState(false);
  const anchor = useRef<HTMLButtonElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  const close = useRef(() => setOpen(false)).current;
  useFloating(anchor, panel, open, close);
  return (
    <div className="clock">
      <button
        ref={anchor}
        type="button"
        className="clock-face"
        aria-expanded={open}
        aria-label={`Clock: ${fullTime(now, portal.timeZone)}. Move it forward`}
        data-testid="clock"
        onClick={() => setOpen(!open)}
      >
        <time dateTime={new Date(now).toISOString()}>{fullTime(now, portal.timeZone)}</time>
        {offsetMs >= minute ? <span className="clock-ahead">moved</span> : null}
        <Icon name="downCarat" size="sm" />
      </button>
      <div ref={panel} className="clock-panel" hidden={!open}>
        <p>Moves time forward for the stand-in and for Baton. It cannot go back.</p>
        <ClockButtons now={now} onMoved={close} />
        <small>Times are shown in {portal.timeZone.replaceAll('_', ' ')}.</small>
      </div>
    </div>
  );
}

export function ClockButtons({ now, onMoved }: { now: number; onMoved?: () => void }) {
  const { portal } = useWorld();
  const { advance } = useClock();
  const toasts = useToasts();
  const [busy, setBusy] = useState(false);
  const move = async (byMs: number) => {
    setBusy(true);
    try {
      await advance(byMs);
      onMoved?.();
    } catch (error) {
      toasts.add({ tone: 'danger', title: 'The clock did not move', message: String(error) });
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className="clock-buttons" role="group" aria-label="Move the clock">
      {steps.map((step) => (
        <button
          key={step.label}
          type="button"
          className="button is-small"
          disabled={busy}
          onClick={() => move(step.ms)}
        >
          {step.label}
        </button>
      ))}
      <button
        type="button"
        className="button is-small"
        disabled={busy}
        onClick={() => move(nextWorkingMorning(now, portal.timeZone) - now)}
      >
        Next working morning
      </button>
    </div>
  );
}
