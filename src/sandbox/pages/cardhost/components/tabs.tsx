import type { TabProps, TabsProps } from '@hubspot/ui-extensions';
import {
  Children,
  createContext,
  isValidElement,
  useContext,
  useEffect,
  useId,
  useReducer,
  useState,
} from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { classes, mark } from './shared.ts';

interface TabsState {
  selected: string | number | undefined;
  baseId: string;
  /** A tab's title or state changed: the row of tabs must be drawn again. */
  redraw: () => void;
}
const TabsContext = createContext<TabsState | null>(null);

interface TabMeta {
  id: string | number;
  props: TabProps;
}

/** The tabs in order. A remote child is an element around an attached component that holds the real props. */
function readTabs(children: ReactNode): TabMeta[] {
  const tabs: TabMeta[] = [];
  Children.forEach(children, (child) => {
    if (!isValidElement(child)) return;
    // what RemoteRenderer puts here is documented by @remote-ui/react only as an element
    const outer = child.props as TabProps & { component?: { props?: TabProps } };
    const props = outer.component?.props ?? outer;
    tabs.push({ id: props.tabId ?? tabs.length, props });
  });
  return tabs;
}

export function Tabs(props: TabsProps) {
  const baseId = useId();
  const [own, setOwn] = useState(props.defaultSelected);
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  const tabs = readTabs(props.children);
  const selected = props.selected ?? own ?? tabs.find((tab) => !tab.props.disabled)?.id;
  const select = (id: string | number) => {
    setOwn(id);
    // typed as one of three handlers; each takes the id it was given
    (props.onSelectedChange as ((selected: string | number) => void) | undefined)?.(id);
  };
  const keys = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    const usable = tabs.filter((tab) => !tab.props.disabled);
    const next = usable.at((usable.findIndex((tab) => tab.id === selected) + step) % usable.length);
    if (!step || !next) return;
    event.preventDefault();
    select(next.id);
    document.getElementById(`${baseId}-${next.id}-tab`)?.focus();
  };
  return (
    <div
      {...mark('Tabs', props)}
      className={classes('hs-tabs', `is-${props.variant ?? 'default'}`, props.fill && 'is-fill')}
    >
      <div role="tablist" onKeyDown={keys}>
        {tabs.map((tab) => (
          <button
            key={tab.id}
            id={`${baseId}-${tab.id}-tab`}
            type="button"
            role="tab"
            aria-selected={tab.id === selected}
            aria-controls={`${baseId}-${tab.id}`}
            tabIndex={tab.id === selected ? 0 : -1}
            disabled={Boolean(tab.props.disabled)}
            title={tab.props.tooltip}
            data-testid={tab.props.testId ? `${tab.props.testId}-tab` : undefined}
            onClick={() => select(tab.id)}
          >
            {tab.props.title ?? tab.id}
          </button>
        ))}
      </div>
      {Children.map(props.children, (child, index) => (
        <TabsContext.Provider value={{ selected, baseId, redraw }}>
          <TabIndexContext.Provider value={index}>{child}</TabIndexContext.Provider>
        </TabsContext.Provider>
      ))}
    </div>
  );
}

const TabIndexContext = createContext(0);

export function Tab(props: TabProps) {
  const tabs = useContext(TabsContext);
  const index = useContext(TabIndexContext);
  const redraw = tabs?.redraw;
  useEffect(() => redraw?.(), [redraw, props.title, props.disabled, props.tooltip, props.tabId]);
  if (!tabs) return null;
  const id = props.tabId ?? index;
  return (
    <div
      {...mark('Tab', props)}
      id={`${tabs.baseId}-${id}`}
      role="tabpanel"
      aria-labelledby={`${tabs.baseId}-${id}-tab`}
      hidden={id !== tabs.selected}
    >
      {props.children}
    </div>
  );
}
