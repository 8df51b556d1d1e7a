import type {
  BaseButtonProps,
  ButtonProps,
  ButtonRowProps,
  LoadingButtonProps,
} from '@hubspot/ui-extensions';
import { useEffect, useRef } from 'react';
import type { MouseEvent, ReactNode } from 'react';
import { extensionEvent, useReactions } from '../overlays.ts';
import { Icon } from './icons.tsx';
import { classes, linkTarget, mark, sizeName } from './shared.ts';
import { useTrigger } from './trigger.tsx';

interface ButtonFaceProps extends BaseButtonProps {
  name: string;
  busy?: boolean;
  onPress: (event: MouseEvent) => void;
  icon?: ReactNode;
  describedBy?: string | undefined;
}

function ButtonFace(props: ButtonFaceProps) {
  const className = classes(
    'hs-button',
    `is-${props.variant ?? 'secondary'}`,
    `is-${sizeName(props.size, 'md')}`,
    props.truncate && 'is-truncated',
    props.busy && 'is-busy',
  );
  const content = (
    <>
      {props.icon}
      <span className="hs-button-label">{props.children}</span>
    </>
  );
  if (props.href && !props.disabled)
    return (
      <a
        {...mark(props.name, props)}
        {...linkTarget(props.href)}
        className={className}
        aria-describedby={props.describedBy}
        onClick={props.onPress}
      >
        {content}
      </a>
    );
  return (
    <button
      {...mark(props.name, props)}
      type={props.type ?? 'button'}
      className={className}
      disabled={Boolean(props.disabled) || Boolean(props.busy)}
      aria-busy={props.busy || undefined}
      aria-describedby={props.describedBy}
      onClick={props.onPress}
    >
      {content}
    </button>
  );
}

export function Button(props: ButtonProps) {
  const reactions = useReactions();
  const trigger = useTrigger<HTMLSpanElement>(props.overlay);
  const { 'aria-describedby': describedBy, ...hover } = trigger.props ?? {};
  const press = (event: MouseEvent) => {
    trigger.open();
    void props.onClick?.(extensionEvent(event), reactions);
  };
  return (
    <span className="hs-trigger" ref={trigger.ref} {...hover}>
      <ButtonFace {...props} name="Button" onPress={press} describedBy={describedBy} />
      {trigger.overlay}
    </span>
  );
}

export function LoadingButton(props: LoadingButtonProps) {
  const reactions = useReactions();
  const trigger = useTrigger<HTMLSpanElement>(props.overlay);
  const onFinish = props.overlayOptions?.openBehavior === 'onLoadingFinish';
  const wasLoading = useRef(false);
  const loading = Boolean(props.loading);
  const open = useRef(trigger.open);
  open.current = trigger.open;
  useEffect(() => {
    if (wasLoading.current && !loading && onFinish) open.current();
    wasLoading.current = loading;
  }, [loading, onFinish]);
  const { 'aria-describedby': describedBy, ...hover } = trigger.props ?? {};
  const press = (event: MouseEvent) => {
    if (!onFinish) trigger.open();
    void props.onClick?.(extensionEvent(event), reactions);
  };
  const icon = loading ? (
    <span className="hs-spinner is-xs" aria-hidden="true" />
  ) : props.resultIconName ? (
    <Icon name={props.resultIconName} size="sm" />
  ) : null;
  return (
    <span className="hs-trigger" ref={trigger.ref} {...hover}>
      <ButtonFace
        {...props}
        name="LoadingButton"
        busy={loading}
        onPress={press}
        icon={icon}
        describedBy={describedBy}
      />
      {trigger.overlay}
    </span>
  );
}

export function ButtonRow(props: ButtonRowProps) {
  return (
    <div {...mark('ButtonRow', props)} className="hs-button-row">
      {props.children}
    </div>
  );
}
