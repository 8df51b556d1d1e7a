import { BatonError } from '../../ground/errors.ts';

/**
 * Renders Liquid, which is loaded for the first text: only who writes has it, 2 MB. A value that is null is one that is not known.
 * @param place what the template is, for the message: "The body of step “First email”"
 * @throws BatonError TEMPLATE_INVALID with the place and line; MERGE_FIELD_EMPTY when it prints what is not known
 */
export async function render(
  template: string,
  values: Readonly<Record<string, unknown>>,
  place: string,
): Promise<string> {
  const { engine, HoleError, LiquidError, Missing } = await import('./liquid.ts');
  const known = withMissing(values, '', (field) => new Missing(field));
  try {
    return String(await engine.parseAndRender(template, known));
  } catch (error) {
    const cause = error instanceof LiquidError ? error.originalError : undefined;
    if (cause instanceof HoleError)
      throw new BatonError(
        'MERGE_FIELD_EMPTY',
        `${place} needs “${cause.field}”, which is not known here, and has no fallback for it.`,
        { cause: error, context: { field: cause.field } },
      );
    const line = error instanceof LiquidError ? ` ${error.message}` : '';
    throw new BatonError('TEMPLATE_INVALID', `${place} does not render:${line || ` ${String(error)}`}`, {
      cause: error,
    });
  }
}

function withMissing(
  values: Readonly<Record<string, unknown>>,
  path: string,
  missing: (field: string) => object,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      if (value === null || value === undefined) return [name, missing(path + name)];
      if (typeof value !== 'object') return [name, value];
      return [name, withMissing(value as Record<string, unknown>, `${path}${name}.`, missing)];
    }),
  );
}
