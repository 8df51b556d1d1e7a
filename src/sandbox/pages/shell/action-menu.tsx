import { useRef, useState } from 'react';
import { useFloating } from '../cardhost/components/dropdown.tsx';
import { Icon } from '../cardhost/components/icons.tsx';

interface Props<Action extends string> {
  actions: readonly Action[];
  labels: Readonly<Record<Action, string>>;
  onChoose: (action: Action) => void;
  /** Beside a heading, where a whole button would be too much. */
  isQuiet?: boolean;
}

/** The Actions menu of a record or a list. */
export function ActionMenu<Action extends string>({
  actions,
  labels,
  onChoose,
  isQuiet = false,
}: Props<Action>) {
  const [open, setOpen] = useState(false);
  const anchor = useRef<HTMLButtonElement>(null);
  const menu = useRef<HTMLDivElement>(null);
  const close = useRef(() => setOpen(false)).current;
  useFloating(anchor, menu, open, close);
  return (
    <>
      <button
        ref={anchor}
        type="button"
        className={isQuiet ? 'button is-small is-quiet' : 'button'}
        aria-haspopup="menu"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        Actions
        <Icon name="downCarat" size="sm" />
      </button>
      <div ref={menu} role="menu" className="hs-menu" hidden={!open}>
        {actions.map((action) => (
          <button
            key={action}
            type="button"
            role="menuitem"
            className="hs-menu-item"
            onClick={() => {
              close();
              onChoose(action);
            }}
          >
            {labels[action]}
          </button>
        ))}
      </div>
    </>
  );
}
