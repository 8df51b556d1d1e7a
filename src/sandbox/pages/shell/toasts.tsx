import { createContext, useContext, useMemo, useRef, useState } from 'react';
import type { ReactNode } from 'react';

export interface Toast {
  tone: 'info' | 'warning' | 'success' | 'danger' | 'tip';
  title: string | undefined;
  message: string;
}

export interface Toasts {
  add: (toast: Toast) => void;
}

const ToastContext = createContext<Toasts>({ add: () => undefined });
export const useToasts = () => useContext(ToastContext);

const shownMs = 8000;

/** Alerts at the top right of the page; each goes by itself unless it reports a danger. */
export function ToastProvider({ children }: { children: ReactNode }) {
  const [list, setList] = useState<(Toast & { id: number })[]>([]);
  const next = useRef(0);
  const dismiss = useRef((id: number) => setList((all) => all.filter((one) => one.id !== id))).current;
  const toasts = useMemo<Toasts>(
    () => ({
      add: (toast) => {
        const id = next.current++;
        setList((all) => [...all.slice(-4), { ...toast, id }]);
        if (toast.tone !== 'danger') setTimeout(() => dismiss(id), shownMs);
      },
    }),
    [dismiss],
  );
  return (
    <ToastContext.Provider value={toasts}>
      {children}
      <div className="toasts">
        {list.map((toast) => (
          <div
            key={toast.id}
            role={toast.tone === 'danger' || toast.tone === 'warning' ? 'alert' : 'status'}
            className={`toast is-${toast.tone}`}
          >
            <div>
              {toast.title ? <strong>{toast.title}</strong> : null}
              <p>{toast.message}</p>
            </div>
            <button
              type="button"
              className="icon-button"
              aria-label="Dismiss"
              onClick={() => dismiss(toast.id)}
            >
              ×
            </button>
          </div>
        ))}
      </div>
    </ToastContext.Provider>
  );
}
