import { useCallback, useId, useMemo, useRef, useState } from 'react';
import type { ReactNode, RefObject } from 'react';
import { TriggerContext } from '../overlays.ts';

interface TriggerProps {
  onMouseEnter: () => void;
  onMouseLeave: () => void;
  onFocus: () => void;
  onBlur: () => void;
  'aria-describedby'?: string | undefined;
}

interface Trigger<E extends HTMLElement> {
  ref: RefObject<E>;
  /** Spread over the element that carries the overlay. */
  props: TriggerProps | undefined;
  open: () => void;
  /** The click opens something, so a link must not be followed. */
  takesClick: boolean;
  overlay: ReactNode;
}

/** Connects an element with the overlay (Modal, Panel or Tooltip) it carries. */
export function useTrigger<E extends HTMLElement>(overlay: ReactNode): Trigger<E> {
  const [isOpen, setOpen] = useState(false);
  const [hovered, setHovered] = useState(false);
  const [isTooltip, setTooltip] = useState(false);
  const ref = useRef<E>(null);
  const tooltipId = useId();
  const close = useCallback(() => setOpen(false), []);
  const claimTooltip = useCallback(() => setTooltip(true), []);
  const state = useMemo(
    () => ({ open: isOpen, hovered, close, anchor: ref, tooltipId, claimTooltip }),
    [isOpen, hovered, close, tooltipId, claimTooltip],
  );
  if (!overlay) return { ref, props: undefined, open: () => undefined, takesClick: false, overlay: null };
  const hover = (on: boolean) => () => setHovered(on);
  return {
    ref,
    props: {
      onMouseEnter: hover(true),
      onMouseLeave: hover(false),
      onFocus: hover(true),
      onBlur: hover(false),
      'aria-describedby': isTooltip ? tooltipId : undefined,
    },
    open: () => {
      if (!isTooltip) setOpen(true);
    },
    takesClick: !isTooltip,
    overlay: <TriggerContext.Provider value={state}>{overlay}</TriggerContext.Provider>,
  };
}
