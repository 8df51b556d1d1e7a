import type { TooltipProps } from '@hubspot/ui-extensions';
import { useContext, useEffect, useId, useLayoutEffect, useRef, useState } from 'react';
import type { ReactNode, RefObject } from 'react';
import { createPortal } from 'react-dom';
import { TriggerContext } from '../overlays.ts';
import { Icon } from './icons.tsx';
import { mark } from './shared.ts';

type Placement = NonNullable<TooltipProps['placement']>;

function place(bubble: HTMLElement, anchor: HTMLElement, placement: Placement): void {
  const from = anchor.getBoundingClientRect();
  const { width, height } = bubble.getBoundingClientRect();
  const middle = from.left + from.width / 2 - width / 2;
  const positions: Record<Placement, [number, number]> = {
    top: [middle, from.top - height - 6],
    bottom: [middle, from.bottom + 6],
    left: [from.left - width - 6, from.top + from.height / 2 - height / 2],
    right: [from.right + 6, from.top + from.height / 2 - height / 2],
  };
  const [left, top] = positions[placement];
  bubble.style.left = `${Math.max(8, Math.min(left, window.innerWidth - width - 8))}px`;
  bubble.style.top = `${Math.max(8, top)}px`;
}

interface BubbleProps {
  id: string;
  shown: boolean;
  placement: Placement;
  anchor: RefObject<HTMLElement | null>;
  marks: object;
  children: ReactNode;
}

function Bubble({ id, shown, placement, anchor, marks, children }: BubbleProps) {
  const ref = useRef<HTMLSpanElement>(null);
  useLayoutEffect(() => {
    if (shown && ref.current && anchor.current) place(ref.current, anchor.current, placement);
  }, [shown, placement, anchor]);
  return createPortal(
    <span {...marks} ref={ref} id={id} role="tooltip" className="hs-tooltip" hidden={!shown}>
      {children}
    </span>,
    document.body,
  );
}

/** The explanation of an element: shows while that element is hovered or focused. */
export function Tooltip(props: TooltipProps) {
  const trigger = useContext(TriggerContext);
  const claim = trigger?.claimTooltip;
  useEffect(() => claim?.(), [claim]);
  if (!trigger) return <InfoTooltip {...props} />;
  return (
    <Bubble
      id={trigger.tooltipId}
      shown={trigger.hovered}
      placement={props.placement ?? 'top'}
      anchor={trigger.anchor}
      marks={mark('Tooltip', props)}
    >
      {props.children}
    </Bubble>
  );
}

/** A small "i" with an explanation, as beside the labels of inputs. */
export function InfoTooltip(props: TooltipProps) {
  const [shown, setShown] = useState(false);
  const anchor = useRef<HTMLSpanElement>(null);
  const id = useId();
  return (
    <span
      ref={anchor}
      tabIndex={0}
      role="img"
      aria-label="More information"
      aria-describedby={id}
      className="hs-info"
      onMouseEnter={() => setShown(true)}
      onMouseLeave={() => setShown(false)}
      onFocus={() => setShown(true)}
      onBlur={() => setShown(false)}
    >
      <Icon name="info" size="sm" />
      <Bubble
        id={id}
        shown={shown}
        placement={props.placement ?? 'top'}
        anchor={anchor}
        marks={mark('Tooltip', props)}
      >
        {props.children}
      </Bubble>
    </span>
  );
}
