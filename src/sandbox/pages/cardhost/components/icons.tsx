import type { IconProps } from '@hubspot/ui-extensions';
import { iconPaths } from './icon-paths.ts';
import { mark, sizeName } from './shared.ts';

const sides: Record<string, number> = { sm: 14, md: 18, lg: 24 };

/** An icon without a drawing here shows as a ring that carries its name. */
const ring = 'M12 6a6 6 0 1 0 0 12 6 6 0 0 0 0-12z';

export function Icon(props: IconProps) {
  const side = sides[sizeName(props.size, 'md')] ?? 18;
  const label = props.screenReaderText;
  return (
    <svg
      {...mark('Icon', props)}
      className={`hs-icon is-${props.color ?? 'inherit'}`}
      data-icon={props.name}
      width={side}
      height={side}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth={2}
      strokeLinecap="round"
      strokeLinejoin="round"
      role={label ? 'img' : undefined}
      aria-label={label}
      aria-hidden={label ? undefined : true}
    >
      <path d={iconPaths[props.name] ?? ring} />
    </svg>
  );
}
