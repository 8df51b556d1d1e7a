import type {
  AlertProps,
  EmptyStateProps,
  ErrorStateProps,
  LoadingSpinnerProps,
  ProgressBarProps,
  StatusTagProps,
  TagProps,
} from '@hubspot/ui-extensions';
import { useId } from 'react';
import { extensionEvent, useReactions } from '../overlays.ts';
import { Icon } from './icons.tsx';
import { Illustration } from './illustrations.tsx';
import { classes, mark, sizeName } from './shared.ts';
import { useTrigger } from './trigger.tsx';

const urgent = ['error', 'danger', 'warning'];
const alertIcons = { success: 'success', warning: 'warning', tip: 'bulb' } as const;

export function Alert(props: AlertProps) {
  const variant = props.variant === 'error' ? 'danger' : (props.variant ?? 'info');
  const icon = variant in alertIcons ? alertIcons[variant as keyof typeof alertIcons] : 'info';
  return (
    <div
      {...mark('Alert', props)}
      role={urgent.includes(variant) ? 'alert' : 'status'}
      className={`hs-alert is-${variant}`}
    >
      <Icon name={variant === 'danger' ? 'exclamationCircle' : icon} size="md" />
      <div className="hs-alert-text">
        <strong>{props.title}</strong>
        {props.children ? <div>{props.children}</div> : null}
      </div>
    </div>
  );
}

export function LoadingSpinner(props: LoadingSpinnerProps) {
  return (
    <div
      {...mark('LoadingSpinner', props)}
      role="status"
      aria-busy="true"
      aria-label={props.label}
      className={classes('hs-loading', props.layout === 'centered' && 'is-centered')}
    >
      <span className={`hs-spinner is-${sizeName(props.size, 'sm')}`} aria-hidden="true" />
      {props.showLabel ? <span>{props.label}</span> : null}
    </div>
  );
}

export function EmptyState(props: EmptyStateProps) {
  return (
    <section
      {...mark('EmptyState', props)}
      aria-label={props.title}
      className={classes(
        'hs-state',
        props.layout === 'horizontal' && 'is-horizontal',
        props.reverseOrder && 'is-reversed',
        props.flush && 'is-flush',
      )}
    >
      <Illustration name={props.imageName ?? 'object'} alt="" width={props.imageWidth ?? 110} />
      <div>
        {props.title ? <h4>{props.title}</h4> : null}
        {props.children}
      </div>
    </section>
  );
}

export function ErrorState(props: ErrorStateProps) {
  const picture =
    props.type === 'lock' ? 'lock' : props.type === 'support' ? 'customerSupport' : 'errorGeneral';
  return (
    <section {...mark('ErrorState', props)} role="alert" className="hs-state">
      <Illustration name={picture} alt="" width={110} />
      <div>
        <h4>{props.title ?? 'Something went wrong'}</h4>
        {props.children}
      </div>
    </section>
  );
}

export function ProgressBar(props: ProgressBarProps) {
  const labelId = useId();
  const max = props.maxValue ?? props.valueMax ?? 100;
  const value = Math.min(props.value ?? 0, max);
  const percent = max > 0 ? Math.round((value / max) * 100) : 0;
  return (
    <div {...mark('ProgressBar', props)} className={`hs-progress is-${props.variant ?? 'success'}`}>
      <div className="hs-progress-head">
        <span id={labelId}>{props.title}</span>
        {props.showPercentage ? <span>{percent}%</span> : null}
      </div>
      <div
        role="progressbar"
        aria-valuenow={value}
        aria-valuemin={0}
        aria-valuemax={max}
        aria-valuetext={props.valueDescription}
        aria-label={props['aria-label']}
        aria-labelledby={props['aria-label'] ? undefined : labelId}
        className="hs-progress-track"
      >
        <div className="hs-progress-fill" style={{ width: `${percent}%` }} />
      </div>
      {props.valueDescription ? <small>{props.valueDescription}</small> : null}
    </div>
  );
}

export function StatusTag(props: StatusTagProps) {
  const className = classes('hs-status-tag', `is-${props.variant ?? 'default'}`, props.hollow && 'is-hollow');
  const label = props.onClick ? (
    <button type="button" className="hs-bare-button" onClick={() => props.onClick?.()}>
      {props.children}
    </button>
  ) : (
    props.children
  );
  return (
    <span {...mark('StatusTag', props)} className={className}>
      <span className="hs-dot" aria-hidden="true" />
      {label}
      {props.showRemoveIcon ? (
        <button
          type="button"
          className="hs-remove"
          aria-label="Remove"
          onClick={() => props.onRemoveClick?.()}
        >
          ×
        </button>
      ) : null}
    </span>
  );
}

export function Tag(props: TagProps) {
  const reactions = useReactions();
  const trigger = useTrigger<HTMLButtonElement>(props.overlay);
  const className = classes('hs-tag', `is-${props.variant ?? 'default'}`, props.inline && 'is-inline');
  if (!props.onClick && !props.overlay)
    return (
      <span {...mark('Tag', props)} className={className}>
        {props.children}
      </span>
    );
  return (
    <>
      <button
        {...mark('Tag', props)}
        {...trigger.props}
        ref={trigger.ref}
        type="button"
        className={className}
        onClick={(event) => {
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
