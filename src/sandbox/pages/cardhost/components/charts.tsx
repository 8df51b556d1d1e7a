import type { BarChartProps, ChartProps, LineChartProps, ScoreProps } from '@hubspot/ui-extensions';
import { useLayoutEffect, useRef, useState } from 'react';
import type { ReactNode, RefObject } from 'react';
import { axisTicks, chartModel, highestValue } from './chart-data.ts';
import type { ChartModel } from './chart-data.ts';
import { mark } from './shared.ts';

const size = { height: 260, left: 44, right: 12, top: 20 };
/** About the width of a letter of the axis. */
const letter = 6;

/** What a chart is drawn into: as wide as its place, so that its letters keep their size. */
function useWidth(): { ref: RefObject<HTMLElement>; width: number } {
  const ref = useRef<HTMLElement>(null);
  const [width, setWidth] = useState(560);
  useLayoutEffect(() => {
    const element = ref.current;
    if (!element) return undefined;
    const measure = () => setWidth(Math.max(240, element.clientWidth));
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return { ref, width };
}

interface Scale {
  width: number;
  /** Where the axis of the categories is. */
  floor: number;
  /** Labels that do not fit side by side are written aslant. */
  aslant: boolean;
  /** Left edge of a category's band. */
  band: (index: number) => number;
  bandWidth: number;
  y: (value: number) => number;
  ticks: number[];
}

function scaleOf(model: ChartModel, stacked: boolean, width: number): Scale {
  const ticks = axisTicks(highestValue(model, stacked));
  const top = ticks.at(-1) ?? 1;
  const bandWidth = (width - size.left - size.right) / Math.max(1, model.categories.length);
  const longest = Math.max(0, ...model.categories.map((category) => category.length)) * letter;
  const aslant = longest > bandWidth * labelEvery(bandWidth);
  const floor = size.height - (aslant ? Math.min(90, 24 + longest * 0.6) : 32);
  return {
    width,
    floor,
    aslant,
    band: (index) => size.left + index * bandWidth,
    bandWidth,
    y: (value) => size.top + (floor - size.top) * (1 - value / top),
    ticks,
  };
}

/** Of so many categories one is named. */
const labelEvery = (bandWidth: number) => Math.ceil(52 / Math.max(1, bandWidth));

interface FrameProps {
  frame: RefObject<HTMLElement>;
  name: string;
  props: ChartProps;
  model: ChartModel;
  scale: Scale;
  children: ReactNode;
}

function ChartFrame({ name, props, model, scale, frame, children }: FrameProps) {
  const every = scale.aslant ? Math.ceil(18 / scale.bandWidth) : labelEvery(scale.bandWidth);
  const title = props.options?.title;
  const legend = props.options?.showLegend ?? model.series.length > 1;
  return (
    <figure {...mark(name, props)} className="hs-chart" ref={frame}>
      {title ? <figcaption>{title}</figcaption> : null}
      <svg
        viewBox={`0 0 ${scale.width} ${size.height}`}
        role="img"
        aria-label={
          title ??
          `${props.axes.y.label ?? props.axes.y.field} by ${props.axes.x.label ?? props.axes.x.field}`
        }
      >
        {scale.ticks.map((tick) => (
          <g key={tick} className="hs-chart-tick">
            <line x1={size.left} x2={scale.width - size.right} y1={scale.y(tick)} y2={scale.y(tick)} />
            <text x={size.left - 8} y={scale.y(tick) + 4} textAnchor="end">
              {Number(tick.toFixed(2))}
            </text>
          </g>
        ))}
        {children}
        {model.categories.map((category, index) =>
          index % every === 0 ? (
            <text key={category} className="hs-chart-category" {...labelPlace(scale, index)}>
              {category}
            </text>
          ) : null,
        )}
      </svg>
      {legend ? (
        <ul className="hs-chart-legend">
          {model.series.map((one) => (
            <li key={one.name}>
              <span style={{ background: one.color }} />
              {one.name}
            </li>
          ))}
        </ul>
      ) : null}
    </figure>
  );
}

function labelPlace(scale: Scale, index: number) {
  const x = scale.band(index) + scale.bandWidth / 2;
  const y = scale.floor + 16;
  return scale.aslant
    ? ({ x, y, textAnchor: 'end', transform: `rotate(-35 ${x} ${y})` } as const)
    : ({ x, y, textAnchor: 'middle' } as const);
}

export function BarChart(props: BarChartProps) {
  const { ref, width: place } = useWidth();
  const model = chartModel(props);
  const stacked = Boolean(props.axes.options?.stacking);
  const scale = scaleOf(model, stacked, place);
  const inner = scale.bandWidth * 0.64;
  const width = stacked ? inner : inner / Math.max(1, model.series.length);
  return (
    <ChartFrame name="BarChart" props={props} model={model} scale={scale} frame={ref}>
      {model.categories.map((category, index) => {
        let pile = 0;
        return model.series.map((one, place) => {
          const value = one.values[index];
          if (value === null || value === undefined) return null;
          const from = stacked ? pile : 0;
          pile += value;
          const x = scale.band(index) + scale.bandWidth * 0.18 + (stacked ? 0 : place * width);
          const y = scale.y(from + value);
          return (
            <g key={one.name}>
              <rect x={x} y={y} width={width} height={scale.y(from) - y} fill={one.color} rx={2}>
                <title>{`${category}, ${one.name}: ${value}`}</title>
              </rect>
              {props.options?.showDataLabels ? (
                <text className="hs-chart-value" x={x + width / 2} y={y - 4} textAnchor="middle">
                  {value}
                </text>
              ) : null}
            </g>
          );
        });
      })}
    </ChartFrame>
  );
}

export function LineChart(props: LineChartProps) {
  const { ref, width } = useWidth();
  const model = chartModel(props);
  const scale = scaleOf(model, false, width);
  const x = (index: number) => scale.band(index) + scale.bandWidth / 2;
  return (
    <ChartFrame name="LineChart" props={props} model={model} scale={scale} frame={ref}>
      {model.series.map((one) => {
        const points = one.values.flatMap((value, index) => (value === null ? [] : [{ value, index }]));
        return (
          <g key={one.name}>
            <polyline
              points={points.map((point) => `${x(point.index)},${scale.y(point.value)}`).join(' ')}
              fill="none"
              stroke={one.color}
              strokeWidth={2}
              strokeLinejoin="round"
            />
            {points.map((point) => (
              <circle
                key={point.index}
                cx={x(point.index)}
                cy={scale.y(point.value)}
                r={2.5}
                fill={one.color}
              >
                <title>{`${model.categories[point.index]}, ${one.name}: ${point.value}`}</title>
              </circle>
            ))}
          </g>
        );
      })}
    </ChartFrame>
  );
}

export function ScoreCircle(props: ScoreProps) {
  const score = Math.max(0, Math.min(100, props.score));
  const around = 2 * Math.PI * 26;
  const tone = score < 33 ? '#d94c53' : score < 67 ? '#f5a623' : '#00a38d';
  return (
    <svg
      {...mark('ScoreCircle', props)}
      width="72"
      height="72"
      viewBox="0 0 72 72"
      role="img"
      aria-label={`Score ${score}`}
    >
      <circle cx="36" cy="36" r="26" fill="none" stroke="#eaf0f6" strokeWidth="7" />
      <circle
        cx="36"
        cy="36"
        r="26"
        fill="none"
        stroke={tone}
        strokeWidth="7"
        strokeLinecap="round"
        strokeDasharray={`${(around * score) / 100} ${around}`}
        transform="rotate(-90 36 36)"
      />
      <text x="36" y="41" textAnchor="middle" fontSize="16" fontWeight="600" fill="currentColor">
        {score}
      </text>
    </svg>
  );
}
