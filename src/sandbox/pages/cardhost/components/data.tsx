import type {
  AccordionProps,
  DescriptionListItemProps,
  DescriptionListProps,
  StatisticsItemProps,
  StatisticsProps,
  StatisticsTrendProps,
  StepIndicatorProps,
} from '@hubspot/ui-extensions';
import { useEffect, useId, useState } from 'react';
import { Icon } from './icons.tsx';
import { classes, mark, sizeName } from './shared.ts';

export function DescriptionList(props: DescriptionListProps) {
  return (
    <dl {...mark('DescriptionList', props)} className={`hs-dl is-${props.direction ?? 'column'}`}>
      {props.children}
    </dl>
  );
}

export function DescriptionListItem(props: DescriptionListItemProps) {
  return (
    <div {...mark('DescriptionListItem', props)}>
      <dt>{props.label}</dt>
      <dd>{props.children}</dd>
    </div>
  );
}

export function Statistics(props: StatisticsProps) {
  return (
    <dl {...mark('Statistics', props)} className="hs-statistics">
      {props.children}
    </dl>
  );
}

export function StatisticsItem(props: StatisticsItemProps) {
  return (
    <div {...mark('StatisticsItem', props)} id={props.id}>
      <dt>{props.label}</dt>
      <dd className="hs-statistics-number">{props.number}</dd>
      {props.children ? <dd>{props.children}</dd> : null}
    </div>
  );
}

export function StatisticsTrend(props: StatisticsTrendProps) {
  const up = props.direction === 'increase';
  const color = props.color ?? (up ? 'green' : 'red');
  return (
    <span {...mark('StatisticsTrend', props)} className={`hs-trend is-${color}`}>
      <Icon name={up ? 'upCarat' : 'downCarat'} size="sm" />
      <span className="hs-visually-hidden">{up ? 'Increase of ' : 'Decrease of '}</span>
      {props.value}
    </span>
  );
}

export function StepIndicator(props: StepIndicatorProps) {
  const current = props.currentStep ?? 0;
  const compact = props.variant === 'compact';
  return (
    <ol
      {...mark('StepIndicator', props)}
      className={classes(
        'hs-steps',
        `is-${props.direction ?? 'horizontal'}`,
        `is-${props.variant ?? 'default'}`,
        `is-${sizeName(props.circleSize, 'sm')}`,
      )}
    >
      {props.stepNames.map((name, index) => {
        const state = index < current ? 'done' : index === current ? 'current' : 'ahead';
        const content = (
          <>
            <span className="hs-step-circle" aria-hidden="true">
              {index + 1}
            </span>
            <span className={classes('hs-step-name', compact && index !== current && 'hs-visually-hidden')}>
              {name}
            </span>
          </>
        );
        return (
          <li key={index} className={`is-${state}`} aria-current={state === 'current' ? 'step' : undefined}>
            {props.onClick ? (
              <button type="button" className="hs-bare-button" onClick={() => props.onClick?.(index)}>
                {content}
              </button>
            ) : (
              content
            )}
          </li>
        );
      })}
    </ol>
  );
}

export function Accordion(props: AccordionProps) {
  const [open, setOpen] = useState(props.open ?? Boolean(props.defaultOpen));
  const bodyId = useId();
  useEffect(() => {
    if (props.open !== undefined) setOpen(props.open);
  }, [props.open]);
  const press = () => {
    if (props.open === undefined) setOpen(!open);
    props.onClick?.();
  };
  return (
    <section {...mark('Accordion', props)} className={`hs-accordion is-${sizeName(props.size, 'sm')}`}>
      <h4>
        <button
          type="button"
          aria-expanded={open}
          aria-controls={bodyId}
          disabled={Boolean(props.disabled)}
          onClick={press}
        >
          <Icon name={open ? 'downCarat' : 'right'} size="sm" />
          {props.title}
        </button>
      </h4>
      <div id={bodyId} hidden={!open} className="hs-accordion-body">
        {props.children}
      </div>
    </section>
  );
}
