import type {
  AutoGridProps,
  BoxProps,
  CardProps,
  DividerProps,
  FlexProps,
  InlineProps,
  SpacerProps,
  StackProps,
  TileProps,
} from '@hubspot/ui-extensions';
import { classes, mark, pixels } from './shared.ts';

const positions = {
  start: 'flex-start',
  end: 'flex-end',
  center: 'center',
  around: 'space-around',
  between: 'space-between',
  baseline: 'baseline',
  stretch: 'stretch',
  auto: 'auto',
} as const;
type Position = keyof typeof positions;
const css = (position: Position | undefined) => (position ? positions[position] : undefined);

export function Flex(props: FlexProps) {
  const wrap = props.wrap === true || props.wrap === 'wrap';
  return (
    <div
      {...mark('Flex', props)}
      className={classes('hs-flex', props.direction === 'column' && 'is-column')}
      style={{
        gap: pixels(props.gap),
        justifyContent: css(props.justify),
        alignItems: css(props.align),
        alignSelf: css(props.alignSelf),
        flexWrap: wrap ? 'wrap' : undefined,
      }}
    >
      {props.children}
    </div>
  );
}

export function Stack(props: StackProps) {
  return (
    <div
      {...mark('Stack', props)}
      className={classes('hs-flex', props.direction !== 'row' && 'is-column')}
      style={{
        gap: pixels(props.distance),
        justifyContent: css(props.justify),
        alignItems: css(props.align),
        width: props.width,
      }}
    >
      {props.children}
    </div>
  );
}

export function Inline(props: InlineProps) {
  return (
    <div
      {...mark('Inline', props)}
      className="hs-flex"
      style={{
        gap: pixels(props.gap),
        justifyContent: css(props.justify),
        alignItems: css(props.align),
        flexWrap: 'wrap',
      }}
    >
      {props.children}
    </div>
  );
}

const growth: Record<string, string> = { initial: '0 1 auto', auto: '1 1 auto', none: '0 0 auto' };

export function Box(props: BoxProps) {
  const flex = typeof props.flex === 'number' ? `${props.flex} 1 0%` : growth[props.flex ?? 'auto'];
  return (
    <div {...mark('Box', props)} className="hs-box" style={{ flex, alignSelf: css(props.alignSelf) }}>
      {props.children}
    </div>
  );
}

export function AutoGrid(props: AutoGridProps) {
  const fill = props.flexible ? '1fr' : `${props.columnWidth}px`;
  return (
    <div
      {...mark('AutoGrid', props)}
      className="hs-grid"
      style={{
        gap: pixels(props.gap),
        gridTemplateColumns: `repeat(auto-fit, minmax(min(${props.columnWidth}px, 100%), ${fill}))`,
      }}
    >
      {props.children}
    </div>
  );
}

export function Card(props: CardProps) {
  return (
    <section {...mark('Card', props)} className="hs-card">
      {props.children}
    </section>
  );
}

export function Tile(props: TileProps) {
  return (
    <div
      {...mark('Tile', props)}
      className={classes('hs-tile', props.compact && 'is-compact', props.flush && 'is-flush')}
    >
      {props.children}
    </div>
  );
}

export function Divider(props: DividerProps) {
  return (
    <hr
      {...mark('Divider', props)}
      className="hs-divider"
      style={{ marginBlock: pixels(props.distance, 8) }}
    />
  );
}

export function Spacer(props: SpacerProps) {
  return <div {...mark('Spacer', props)} aria-hidden="true" style={{ height: pixels(props.size, 8) }} />;
}
