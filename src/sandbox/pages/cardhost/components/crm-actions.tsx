import type { ActionType, ArgsFor, CrmActionButtonProps, CrmActionLinkProps } from '@hubspot/ui-extensions';
import { createContext, useContext } from 'react';
import { classes, mark, sizeName } from './shared.ts';

/** Where a CRM action leads inside the stand-in; null when it has no such screen. */
export type ResolveCrmAction = (type: ActionType, context: ArgsFor<ActionType>) => string | null;
export const CrmActionContext = createContext<ResolveCrmAction>(() => null);

type Action = Pick<CrmActionButtonProps, 'actionType' | 'actionContext' | 'onClick' | 'onError'>;

function useAction(action: Action): () => void {
  const resolve = useContext(CrmActionContext);
  return () => {
    action.onClick?.();
    const target = resolve(action.actionType, action.actionContext);
    if (target === null) action.onError?.([`The stand-in has no screen for ${action.actionType}`]);
    else if (/^https?:/.test(target)) window.open(target, '_blank', 'noreferrer');
    else window.location.assign(target);
  };
}

export function CrmActionButton(props: CrmActionButtonProps) {
  const act = useAction(props);
  return (
    <button
      {...mark('CrmActionButton', props)}
      type={props.type ?? 'button'}
      className={`hs-button is-${props.variant ?? 'secondary'} is-${sizeName(props.size, 'md')}`}
      disabled={Boolean(props.disabled)}
      onClick={act}
    >
      <span className="hs-button-label">{props.children}</span>
    </button>
  );
}

export function CrmActionLink(props: CrmActionLinkProps) {
  const act = useAction(props);
  return (
    <button
      {...mark('CrmActionLink', props)}
      type="button"
      className={classes('hs-bare-button', 'hs-link', props.variant && `is-${props.variant}`)}
      onClick={act}
    >
      {props.children}
    </button>
  );
}
