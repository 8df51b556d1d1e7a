import { useState } from 'react';
import type { FormEvent, ReactNode } from 'react';
import { Dialog } from '../cardhost/components/dialogs.tsx';

interface FormDialogProps {
  id: string;
  title: string;
  size?: 'sm' | 'lg';
  button: string;
  isDanger?: boolean;
  isReady?: boolean;
  /** What it does; when it throws, the dialog stays and says why. */
  onDo: () => Promise<void>;
  onClose: () => void;
  children: ReactNode;
}

/** A dialog with one thing to do, which may be refused. */
export function FormDialog(props: FormDialogProps) {
  const { id, title, size = 'sm', button, isDanger = false, isReady = true, onDo, onClose, children } = props;
  const [problem, setProblem] = useState<string | null>(null);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!isReady) return;
    try {
      await onDo();
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
    }
  };
  return (
    <Dialog
      kind="modal"
      modal
      id={id}
      title={title}
      label={undefined}
      className={`is-${size}${isDanger ? ' is-danger' : ''}`}
      marks={{}}
      onOpen={undefined}
      onClose={onClose}
    >
      <form onSubmit={submit}>
        <div className="hs-dialog-body stacked">
          {children}
          {problem ? (
            <p role="alert" className="problem-text">
              {problem}
            </p>
          ) : null}
        </div>
        <footer className="hs-dialog-footer">
          <button
            type="submit"
            className={`button is-${isDanger ? 'danger' : 'primary'}`}
            disabled={!isReady}
          >
            {button}
          </button>
          <button type="button" className="button" onClick={onClose}>
            Cancel
          </button>
        </footer>
      </form>
    </Dialog>
  );
}
