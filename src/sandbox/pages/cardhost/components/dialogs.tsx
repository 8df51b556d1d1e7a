import type {
  ModalBodyProps,
  ModalFooterProps,
  ModalProps,
  PanelBodyProps,
  PanelFooterProps,
  PanelProps,
  PanelSectionProps,
} from '@hubspot/ui-extensions';
import { useEffect, useId, useRef } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { createPortal } from 'react-dom';
import { TriggerContext, useOverlay } from '../overlays.ts';
import { classes, mark, sizeName } from './shared.ts';

const focusable =
  'a[href], button:not(:disabled), input:not(:disabled), select:not(:disabled), textarea, [tabindex="0"]';

function keepFocusInside(event: KeyboardEvent<HTMLElement>): void {
  const stops = [...event.currentTarget.querySelectorAll<HTMLElement>(focusable)];
  const edge = event.shiftKey ? stops[0] : stops.at(-1);
  const other = event.shiftKey ? stops.at(-1) : stops[0];
  if (event.target !== edge && event.target !== event.currentTarget) return;
  event.preventDefault();
  other?.focus();
}

interface DialogProps {
  kind: 'modal' | 'panel';
  modal: boolean;
  id: string;
  title: string | undefined;
  label: string | undefined;
  className: string;
  marks: object;
  onOpen: (() => void) | undefined;
  onClose: () => void;
  children: ReactNode;
}

/** A dialog above the page: takes the focus, keeps it when modal, gives it back when closed. */
export function Dialog(props: DialogProps) {
  const titleId = useId();
  const ref = useRef<HTMLDivElement>(null);
  const onOpen = useRef(props.onOpen);
  useEffect(() => {
    const before = document.activeElement;
    ref.current?.focus();
    onOpen.current?.();
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  const keys = (event: KeyboardEvent<HTMLElement>) => {
    // React events bubble through portals: what happens in a dialog is not for the card around its trigger
    event.stopPropagation();
    if (event.key === 'Escape') props.onClose();
    if (event.key === 'Tab' && props.modal) keepFocusInside(event);
  };
  return createPortal(
    // the context ends here: a dialog inside a dialog has its own trigger
    <TriggerContext.Provider value={null}>
      {props.modal ? <div className="hs-backdrop" onClick={props.onClose} /> : null}
      <div
        {...props.marks}
        ref={ref}
        id={props.id}
        role="dialog"
        aria-modal={props.modal || undefined}
        aria-label={props.label}
        aria-labelledby={props.title ? titleId : undefined}
        tabIndex={-1}
        className={`hs-dialog is-${props.kind} ${props.className}`}
        onKeyDown={keys}
        onClick={(event) => event.stopPropagation()}
      >
        <header className="hs-dialog-header">
          <h2 id={titleId}>{props.title}</h2>
          <button type="button" className="hs-close" aria-label="Close" onClick={props.onClose}>
            ×
          </button>
        </header>
        {props.children}
      </div>
    </TriggerContext.Provider>,
    document.body,
  );
}

export function Modal(props: ModalProps) {
  const { open, close } = useOverlay(props.id);
  if (!open) return null;
  return (
    <Dialog
      kind="modal"
      modal
      id={props.id}
      title={props.title}
      label={props['aria-label']}
      className={classes(`is-${sizeName(props.width, 'md')}`, props.variant === 'danger' && 'is-danger')}
      marks={mark('Modal', props)}
      onOpen={props.onOpen}
      onClose={() => {
        close();
        props.onClose?.();
      }}
    >
      {props.children}
    </Dialog>
  );
}

export function Panel(props: PanelProps) {
  const { open, close } = useOverlay(props.id);
  if (!open) return null;
  return (
    <Dialog
      kind="panel"
      modal={props.variant === 'modal'}
      id={props.id}
      title={props.title}
      label={props['aria-label']}
      className={`is-${sizeName(props.width, 'sm')}`}
      marks={mark('Panel', props)}
      onOpen={props.onOpen}
      onClose={() => {
        close();
        props.onClose?.();
      }}
    >
      {props.children}
    </Dialog>
  );
}

export function ModalBody(props: ModalBodyProps) {
  return (
    <div {...mark('ModalBody', props)} className="hs-dialog-body">
      {props.children}
    </div>
  );
}

export function ModalFooter(props: ModalFooterProps) {
  return (
    <footer {...mark('ModalFooter', props)} className="hs-dialog-footer">
      {props.children}
    </footer>
  );
}

export function PanelBody(props: PanelBodyProps) {
  return (
    <div {...mark('PanelBody', props)} className="hs-dialog-body">
      {props.children}
    </div>
  );
}

export function PanelSection(props: PanelSectionProps) {
  return (
    <section
      {...mark('PanelSection', props)}
      className={classes('hs-panel-section', props.flush && 'is-flush')}
    >
      {props.children}
    </section>
  );
}

export function PanelFooter(props: PanelFooterProps) {
  return (
    <footer {...mark('PanelFooter', props)} className="hs-dialog-footer">
      {props.children}
    </footer>
  );
}
