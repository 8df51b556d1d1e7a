import { createContext, useContext, useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { Dialog } from './components/dialogs.tsx';

interface IframeOptions {
  uri: string;
  height: number;
  width: number;
  title?: string;
  flush?: boolean;
}

export interface IframeModals {
  open: (options: IframeOptions, onClose: () => void) => void;
}

const IframeContext = createContext<IframeModals>({ open: () => undefined });
export const useIframeModals = () => useContext(IframeContext);

/** The page's one iframe modal; a second one replaces the first, as in HubSpot. */
export function IframeModalProvider({ children }: { children: ReactNode }) {
  const [shown, setShown] = useState<{ options: IframeOptions; onClose: () => void } | null>(null);
  const modals = useMemo<IframeModals>(
    () => ({ open: (options, onClose) => setShown({ options, onClose }) }),
    [],
  );
  const close = () => {
    shown?.onClose();
    setShown(null);
  };
  return (
    <IframeContext.Provider value={modals}>
      {children}
      {shown ? (
        <Dialog
          kind="modal"
          modal
          id="iframe-modal"
          title={shown.options.title ?? ''}
          label={shown.options.title ? undefined : 'Page of the app'}
          className="is-auto"
          marks={{}}
          onOpen={undefined}
          onClose={close}
        >
          <iframe
            src={shown.options.uri}
            title={shown.options.title ?? 'Page of the app'}
            style={{
              width: `min(${shown.options.width}px, 92vw)`,
              height: `min(${shown.options.height}px, 75vh)`,
            }}
          />
        </Dialog>
      ) : null}
    </IframeContext.Provider>
  );
}
