import { Liquid, LiquidError } from 'liquidjs';
import { BatonError } from '../ground/errors.ts';

/** Limits so that no template can hold up the process; a mail needs a thousandth of them. */
const engine = new Liquid({
  strictFilters: true,
  strictVariables: true,
  ownPropertyOnly: true,
  // Templates come from people; they may not read files.
  templates: {},
  parseLimit: 20_000,
  renderLimit: 500,
  memoryLimit: 1_000_000,
});

/**
 * Renders Liquid.
 * @param place what the template is, for the message: "the body of step “First email”"
 * @throws BatonError TEMPLATE_INVALID with the place and line
 */
export async function render(
  template: string,
  values: Readonly<Record<string, unknown>>,
  place: string,
): Promise<string> {
  try {
    return String(await engine.parseAndRender(template, values));
  } catch (error) {
    const line = error instanceof LiquidError ? ` ${error.message}` : '';
    throw new BatonError('TEMPLATE_INVALID', `${place} does not render:${line || ` ${String(error)}`}`, {
      cause: error,
    });
  }
}
