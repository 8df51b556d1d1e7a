import type { AppPageLocation } from '@hubspot/ui-extensions';
import { createRemoteReceiver } from '@remote-ui/core';
import type { RemoteReceiver } from '@remote-ui/core';
import { RemoteRenderer } from '@remote-ui/react/host';
import { Component, useEffect, useMemo, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { CrmActionContext } from './components/crm-actions.tsx';
import type { ResolveCrmAction } from './components/crm-actions.tsx';
import { controller } from './components/registry.tsx';
import { createHostFunctions } from './host-functions.ts';
import type { HostEnvironment } from './host-functions.ts';
import { OverlayBus, OverlayBusContext } from './overlays.ts';
import type { CardFeed, PropertiesFeed } from './properties-feed.ts';
import type { ExtensionActions, ExtensionContext } from './protocol.ts';
import { startCard } from './start-card.ts';
import type { RunningExtension } from './start-card.ts';

export interface CardHostProps {
  /** URL path of the built bundle. */
  bundle: string;
  context: ExtensionContext;
  environment: Omit<HostEnvironment, 'onCrash' | 'feed'>;
  feed: PropertiesFeed;
  /** Built once for each start of the card. */
  makeActions: (overlays: OverlayBus, feed: CardFeed) => ExtensionActions;
  resolveAction: ResolveCrmAction;
  /** Which of the app's pages is shown; may change while they run. */
  place: AppPageLocation;
}

type CardState = { kind: 'starting' } | { kind: 'running' } | { kind: 'failed'; message: string };

/** A card, the settings page or the app's pages: the unmodified bundle in a Web Worker, drawn here. Remount (`key`) for another record or user. */
export function CardHost(props: CardHostProps) {
  const [attempt, setAttempt] = useState(0);
  return <RunningCard key={attempt} {...props} onRetry={() => setAttempt(attempt + 1)} />;
}

function RunningCard({ onRetry, ...props }: CardHostProps & { onRetry: () => void }) {
  const [state, setState] = useState<CardState>({ kind: 'starting' });
  const receiver = useMemo<RemoteReceiver>(() => createRemoteReceiver(), []);
  const overlays = useMemo(() => new OverlayBus(), []);
  // a card keeps the world it started with
  const started = useRef(props).current;
  const running = useRef<RunningExtension | null>(null);
  const latestPlace = useRef(props.place);
  useEffect(() => {
    const fail = (message: string) => setState({ kind: 'failed', message });
    const feed = started.feed.forCard();
    const extension = startCard({
      bundle: started.bundle,
      receive: receiver.receive,
      context: started.context,
      actions: started.makeActions(overlays, feed),
      host: createHostFunctions({ ...started.environment, feed, onCrash: fail }),
      place: latestPlace.current,
      onRunning: () => setState({ kind: 'running' }),
      onFailure: fail,
    });
    running.current = extension;
    return () => {
      feed.end();
      extension.end();
      running.current = null;
    };
  }, [started, receiver, overlays]);
  useEffect(() => {
    latestPlace.current = props.place;
    running.current?.moveTo(props.place);
  }, [props.place]);

  if (state.kind === 'failed')
    return <CardFailure bundle={props.bundle} message={state.message} onRetry={onRetry} />;
  return (
    <div className="hs-surface" data-card-state={state.kind}>
      {state.kind === 'starting' ? (
        <div className="hs-loading is-centered" role="status" aria-label="Loading the card">
          <span className="hs-spinner is-sm" aria-hidden="true" />
        </div>
      ) : null}
      <DrawingErrors onError={(message) => setState({ kind: 'failed', message })}>
        <OverlayBusContext.Provider value={overlays}>
          <CrmActionContext.Provider value={props.resolveAction}>
            <RemoteRenderer receiver={receiver} controller={controller} />
          </CrmActionContext.Provider>
        </OverlayBusContext.Provider>
      </DrawingErrors>
    </div>
  );
}

function CardFailure(props: { bundle: string; message: string; onRetry: () => void }) {
  return (
    <section className="card-failure" role="alert">
      <h4>This card could not run</h4>
      <p>
        The bundle <code>{props.bundle}</code> failed. If it has not been built yet, run{' '}
        <code>node scripts/build-cards.mjs</code>.
      </p>
      <details>
        <summary>What happened</summary>
        <pre>{props.message}</pre>
      </details>
      <button type="button" className="button" onClick={props.onRetry}>
        Try again
      </button>
    </section>
  );
}

class DrawingErrors extends Component<
  { onError: (message: string) => void; children: ReactNode },
  { failed: boolean }
> {
  override state = { failed: false };
  static getDerivedStateFromError() {
    return { failed: true };
  }
  override componentDidCatch(error: unknown) {
    this.props.onError(`The stand-in could not draw the card: ${String(error)}`);
  }
  override render() {
    return this.state.failed ? null : this.props.children;
  }
}
