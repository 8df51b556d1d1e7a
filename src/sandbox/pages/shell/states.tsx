import type { ReactNode } from 'react';

export function Loading({ label }: { label: string }) {
  return (
    <div className="state" role="status">
      <span className="hs-spinner is-md" aria-hidden="true" />
      <p>{label}</p>
    </div>
  );
}

export function Problem({
  title,
  message,
  onRetry,
}: {
  title: string;
  message: string;
  onRetry?: () => void;
}) {
  return (
    <div className="state" role="alert">
      <h2>{title}</h2>
      <p>{message}</p>
      {onRetry ? (
        <button type="button" className="button" onClick={onRetry}>
          Try again
        </button>
      ) : null}
    </div>
  );
}

export function Empty({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="state">
      <h2>{title}</h2>
      {children ? <p>{children}</p> : null}
    </div>
  );
}
