import { useEffect } from 'react';
import { fullTime } from '../shell/time.ts';
import { ClockButtons } from '../shell/clock-control.tsx';
import { useNow, useWorld } from '../shell/world.tsx';
import { AccountsPanel } from './accounts-panel.tsx';
import { CallsPanel } from './calls-panel.tsx';
import { DailyPanel } from './daily-panel.tsx';
import { FaultsPanel } from './faults-panel.tsx';
import { MailFaultsPanel } from './mail-faults-panel.tsx';
import { ModelsPanel } from './models-panel.tsx';
import { PeoplePanel } from './people-panel.tsx';
import { WebhooksPanel } from './webhooks-panel.tsx';

/** The levers of the stand-in: time, accounts, faults, webhooks, and what was called. */
export function ControlPanel() {
  useEffect(() => {
    document.title = 'Control panel · Local HubSpot stand-in';
  }, []);
  return (
    <main className="page">
      <div className="page-head">
        <div>
          <h1>Control panel</h1>
          <p className="muted">Levers of the stand-in. Baton knows of none of them.</p>
        </div>
      </div>
      <div className="control-grid">
        <AccountsPanel />
        <ClockPanel />
        <DailyPanel />
        <FaultsPanel />
        <WebhooksPanel />
        <MailFaultsPanel />
        <ModelsPanel />
        <PeoplePanel />
        <CallsPanel />
      </div>
    </main>
  );
}

function ClockPanel() {
  const { portal } = useWorld();
  const now = useNow(1000);
  return (
    <section className="panel" aria-label="Clock">
      <h2>Clock</h2>
      <p className="big-number">{fullTime(now, portal.timeZone)}</p>
      <ClockButtons now={now} />
      <p className="muted">
        Moving it makes due mails go out and waiting webhooks arrive. It cannot go back.
      </p>
    </section>
  );
}
