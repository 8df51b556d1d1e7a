import type { DropdownButtonItemProps, DropdownProps } from '@hubspot/ui-extensions';
import { createContext, useContext, useEffect, useId, useLayoutEffect, useRef, useState } from 'react';
import type { KeyboardEvent, RefObject } from 'react';
import { createPortal } from 'react-dom';
import { extensionEvent, useReactions } from '../overlays.ts';
import { Icon } from './icons.tsx';
import { mark, sizeName } from './shared.ts';
import { useTrigger } from './trigger.tsx';

const MenuContext = createContext<() => void>(() => undefined);

/** Places `floating` below `anchor`, inside the window, and closes it on a click or scroll elsewhere. */
export function useFloating(
  anchor: RefObject<HTMLElement | null>,
  floating: RefObject<HTMLElement | null>,
  open: boolean,
  close: () => void,
): void {
  useLayoutEffect(() => {
    if (!open || !anchor.current || !floating.current) return;
    const from = anchor.current.getBoundingClientRect();
    const size = floating.current.getBoundingClientRect();
    const below = from.bottom + 4;
    const fitsBelow = below + size.height < window.innerHeight || from.top < size.height;
    floating.current.style.top = `${fitsBelow ? below : from.top - size.height - 4}px`;
    floating.current.style.left = `${Math.max(8, Math.min(from.left, window.innerWidth - size.width - 8))}px`;
  }, [open, anchor, floating]);
  useEffect(() => {
    if (!open) return undefined;
    const outside = (event: Event) => {
      const target = event.target as Node;
      if (!floating.current?.contains(target) && !anchor.current?.contains(target)) close();
    };
    document.addEventListener('pointerdown', outside);
    document.addEventListener('scroll', outside, true);
    return () => {
      document.removeEventListener('pointerdown', outside);
      document.removeEventListener('scroll', outside, true);
    };
  }, [open, close, anchor, floating]);
}

function moveFocus(menu: HTMLElement | null, step: 1 | -1): void {
  const items = [...(menu?.querySelectorAll<HTMLElement>('[role=menuitem]') ?? [])];
  const at = items.indexOf(document.activeElement as HTMLElement);
  items.at((at + step) % items.length)?.focus();
}

export function Dropdown(props: DropdownProps) {
  const [open, setOpen] = useState(false);
  const anchor = useRef<HTMLButtonElement>(null);
  const menu = useRef<HTMLDivElement>(null);
  const menuId = useId();
  const close = useRef(() => setOpen(false)).current;
  useFloating(anchor, menu, open, close);
  const keys = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && open) {
      event.stopPropagation();
      close();
      anchor.current?.focus();
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      setOpen(true);
      const step = event.key === 'ArrowDown' ? 1 : -1;
      requestAnimationFrame(() => moveFocus(menu.current, step));
    }
  };
  return (
    <span className="hs-dropdown" onKeyDown={keys}>
      <button
        {...mark('Dropdown', props)}
        ref={anchor}
        type="button"
        className={`hs-button is-${props.variant ?? 'secondary'} is-${sizeName(props.buttonSize, 'md')}`}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-controls={menuId}
        disabled={Boolean(props.disabled)}
        onClick={() => setOpen(!open)}
      >
        <span className="hs-button-label">{props.buttonText}</span>
        <Icon name="downCarat" size="sm" />
      </button>
      {createPortal(
        // kept while closed: an item's overlay must outlive the menu
        <div ref={menu} id={menuId} role="menu" className="hs-menu" hidden={!open}>
          <MenuContext.Provider value={close}>
            {props.options?.map((option) => (
              <MenuItem key={option.label} label={option.label} onPick={option.onClick} />
            ))}
            {props.children}
          </MenuContext.Provider>
        </div>,
        document.body,
      )}
    </span>
  );
}

function MenuItem(props: { label: string; onPick: (() => void) | undefined }) {
  const close = useContext(MenuContext);
  const pick = () => {
    close();
    props.onPick?.();
  };
  return (
    <button type="button" role="menuitem" tabIndex={-1} className="hs-menu-item" onClick={pick}>
      {props.label}
    </button>
  );
}

export function DropdownButtonItem(props: DropdownButtonItemProps) {
  const close = useContext(MenuContext);
  const reactions = useReactions();
  const trigger = useTrigger<HTMLButtonElement>(props.overlay);
  return (
    <>
      <button
        {...mark('DropdownButtonItem', props)}
        {...trigger.props}
        ref={trigger.ref}
        type="button"
        role="menuitem"
        tabIndex={-1}
        className="hs-menu-item"
        onClick={(event) => {
          close();
          trigger.open();
          void props.onClick?.(extensionEvent(event), reactions);
        }}
      >
        {props.children}
      </button>
      {trigger.overlay}
    </>
  );
}
