import type { AllDistances, HrefProp } from '@hubspot/ui-extensions';

/** The attributes that let tests and styles find a rendered component. */
export function mark(
  name: string,
  props: { testId?: string },
): { 'data-hs': string; 'data-testid'?: string } {
  return { 'data-hs': name, ...(props.testId ? { 'data-testid': props.testId } : {}) };
}

/** Joins class names, leaving out what does not apply. */
export function classes(...names: (string | false | undefined | null)[]): string {
  return names.filter(Boolean).join(' ');
}

const distances: Record<AllDistances, number> = {
  flush: 0,
  'extra-small': 4,
  xs: 4,
  small: 8,
  sm: 8,
  medium: 16,
  md: 16,
  large: 24,
  lg: 24,
  'extra-large': 32,
  xl: 32,
};

/** HubSpot's named distances in pixels. */
export function pixels(distance: AllDistances | undefined, fallback = 0): number {
  return distance === undefined ? fallback : distances[distance];
}

/** `sm` for `small`, `extra-small` and so on. */
export function sizeName(size: string | undefined, fallback: 'xs' | 'sm' | 'md' | 'lg'): string {
  const short: Record<string, string> = { 'extra-small': 'xs', small: 'sm', medium: 'md', large: 'lg' };
  return size === undefined || size === 'default' ? fallback : (short[size] ?? size);
}

/** The address of an href prop and whether it leaves for a new tab. */
export function linkTarget(href: HrefProp): { href: string; target?: string; rel?: string } {
  const { url, external } = typeof href === 'string' ? { url: href, external: undefined } : href;
  const leaves = external ?? /^https?:\/\//.test(url);
  return { href: url, ...(leaves ? { target: '_blank', rel: 'noreferrer' } : {}) };
}
