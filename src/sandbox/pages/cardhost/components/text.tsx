import type { HeadingProps, ImageProps, LinkProps, ListProps, TextProps } from '@hubspot/ui-extensions';
import { Children } from 'react';
import type { CSSProperties, MouseEvent } from 'react';
import { extensionEvent, useReactions } from '../overlays.ts';
import { classes, linkTarget, mark } from './shared.ts';
import { useTrigger } from './trigger.tsx';

const weights = { regular: 400, demibold: 600, bold: 700 } as const;

function textStyle({ format, truncate }: TextProps): CSSProperties {
  const transform = format?.textTransform;
  return {
    fontWeight: format?.fontWeight ? weights[format.fontWeight] : undefined,
    fontStyle: format?.italic ? 'italic' : undefined,
    textDecoration: format?.lineDecoration === 'strikethrough' ? 'line-through' : format?.lineDecoration,
    textTransform: transform === 'sentenceCase' ? undefined : transform,
    maxWidth: typeof truncate === 'object' ? truncate.maxWidth : undefined,
  };
}

export function Text(props: TextProps) {
  const Tag = props.inline ? 'span' : 'p';
  const tooltip = typeof props.truncate === 'object' ? props.truncate.tooltipText : undefined;
  return (
    <Tag
      {...mark('Text', props)}
      className={classes(
        'hs-text',
        props.variant === 'microcopy' && 'is-microcopy',
        props.truncate && 'is-truncated',
        props.format?.textTransform === 'sentenceCase' && 'is-sentence-case',
      )}
      style={textStyle(props)}
      title={tooltip}
    >
      {props.children}
    </Tag>
  );
}

export function Heading(props: HeadingProps) {
  return (
    <h3 {...mark('Heading', props)} className={classes('hs-heading', props.inline && 'is-inline')}>
      {props.children}
    </h3>
  );
}

export function Link(props: LinkProps) {
  const reactions = useReactions();
  const trigger = useTrigger<HTMLAnchorElement>(props.overlay);
  const click = (event: MouseEvent) => {
    if (props.preventDefault || trigger.takesClick) event.preventDefault();
    trigger.open();
    void props.onClick?.(extensionEvent(event), reactions);
  };
  return (
    <>
      <a
        {...mark('Link', props)}
        {...linkTarget(props.href)}
        {...trigger.props}
        ref={trigger.ref}
        className={classes('hs-link', props.variant && `is-${props.variant}`)}
        onClick={click}
      >
        {props.children}
      </a>
      {trigger.overlay}
    </>
  );
}

export function Image(props: ImageProps) {
  const reactions = useReactions();
  const trigger = useTrigger<HTMLElement>(props.overlay);
  const picture = (
    <img
      {...mark('Image', props)}
      className="hs-image"
      src={props.src}
      alt={props.alt ?? ''}
      width={props.width}
      height={props.height}
    />
  );
  if (!props.href && !props.onClick && !props.overlay) return picture;
  const click = (event: MouseEvent) => {
    trigger.open();
    void props.onClick?.(extensionEvent(event), reactions);
  };
  return (
    <span ref={trigger.ref} {...trigger.props}>
      {props.href ? (
        <a {...linkTarget(props.href)} onClick={click}>
          {picture}
        </a>
      ) : (
        <button type="button" className="hs-bare-button" onClick={click}>
          {picture}
        </button>
      )}
      {trigger.overlay}
    </span>
  );
}

export function List(props: ListProps) {
  const variant = props.variant ?? 'unordered';
  const Tag = variant.startsWith('ordered') ? 'ol' : 'ul';
  return (
    <Tag {...mark('List', props)} className={`hs-list is-${variant}`}>
      {Children.map(props.children, (child) => (
        <li>{child}</li>
      ))}
    </Tag>
  );
}
