import { createContext, useContext, useEffect, useState } from 'react';
import type { RefObject } from 'react';
import type { ExtensionEvent, Reactions } from '@hubspot/ui-extensions';

/*
 * Modals and panels open in two ways: as the `overlay` of a button, link, image or tag (the trigger opens and
 * closes what it carries), or by id through the `reactions` a click handler receives. `actions.closeOverlay(id)`
 * closes either.
 */
type OverlayCommand = { do: 'open' | 'close'; id: string };

/** Open and close commands of one card. */
export class OverlayBus {
  private readonly listeners = new Set<(command: OverlayCommand) => void>();

  send(command: OverlayCommand): void {
    for (const listener of [...this.listeners]) listener(command);
  }

  listen(listener: (command: OverlayCommand) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }
}

export const OverlayBusContext = createContext(new OverlayBus());
/** What a trigger tells the overlay it carries: a Modal or Panel opens by click, a Tooltip shows on hover and focus. */
export interface TriggerState {
  open: boolean;
  hovered: boolean;
  close: () => void;
  anchor: RefObject<HTMLElement | null>;
  tooltipId: string;
  /** Called by a Tooltip: the trigger is described by it and keeps its own click. */
  claimTooltip: () => void;
}
export const TriggerContext = createContext<TriggerState | null>(null);

/** The open state of a Modal or Panel, wherever it hangs. */
export function useOverlay(id: string): { open: boolean; close: () => void } {
  const bus = useContext(OverlayBusContext);
  const trigger = useContext(TriggerContext);
  const closeTrigger = trigger?.close;
  const [openById, setOpenById] = useState(false);
  useEffect(
    () =>
      bus.listen((command) => {
        if (command.id !== id) return;
        if (command.do === 'close') closeTrigger?.();
        setOpenById(command.do === 'open');
      }),
    [bus, id, closeTrigger],
  );
  return {
    open: trigger?.open || openById,
    close: () => {
      closeTrigger?.();
      setOpenById(false);
    },
  };
}

/** The second argument of a click handler. */
export function useReactions(): Reactions {
  const bus = useContext(OverlayBusContext);
  return {
    openPanel: (id) => bus.send({ do: 'open', id }),
    closePanel: (id) => bus.send({ do: 'close', id }),
    openModal: (id) => bus.send({ do: 'open', id }),
    closeModal: (id) => bus.send({ do: 'close', id }),
  };
}

/** The part of a DOM event that crosses to the worker. */
export function extensionEvent(event: { type: string; bubbles: boolean; timeStamp: number }): ExtensionEvent {
  return { type: event.type, bubbles: event.bubbles, timeStamp: event.timeStamp, id: '' };
}
