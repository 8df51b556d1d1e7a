import { useEffect, useMemo, useRef, useSyncExternalStore } from 'react';
import { LiveView } from './live-view.ts';
import type { LiveOptions } from './live-view.ts';

/** One LiveView for as long as `key` stays the same (the record shown, the account). */
export function useLiveView<View>(key: string, options: LiveOptions<View>) {
  const current = useRef(options);
  current.current = options;
  // the key is no input of the factory: a new key stands for another subject, whose old answers must not count
  const live = useMemo(
    () =>
      new LiveView<View>({
        load: (known) => current.current.load(known),
        pause: (view) => current.current.pause(view),
        news: (view) => (current.current.news ? current.current.news(view) : view),
      }),
    [key],
  );
  const snapshot = useSyncExternalStore(live.subscribe, live.snapshot);
  useEffect(() => {
    live.start();
    return () => live.stop();
  }, [live]);
  return { ...snapshot, refresh: live.refresh, hurry: live.hurry, stir: live.stir, act: live.act };
}
