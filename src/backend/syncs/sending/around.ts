import { isBatonError } from '../../ground/errors.ts';
import type { BatonError } from '../../ground/errors.ts';
import type { BatchResult, CrmInput } from '../../hubspot/crm/crm-answers.ts';

type Write = (inputs: readonly CrmInput[]) => Promise<BatchResult>;
type Refusal = { name: string; message: string };

/**
 * Writes a batch so that what HubSpot refuses hurts only itself. Mostly it names each record that it refuses, in one
 * answer. Where it refuses all for some, those whose value its message names stay behind and the others go again; only
 * where it says nothing of the kind, the batch goes in halves.
 */
export async function writeAround(inputs: readonly CrmInput[], write: Write): Promise<BatchResult> {
  if (inputs.length === 0) return { written: new Map(), failed: new Map() };
  try {
    return await write(inputs);
  } catch (error) {
    if (!isAboutRecords(error)) throw error;
    if (inputs.length === 1) return refusedAlone(inputs, error);
    const guilty = new Set(inputs.filter((input) => isNamed(input, error)));
    if (guilty.size > 0 && guilty.size < inputs.length) {
      const rest = await writeAround(
        inputs.filter((input) => !guilty.has(input)),
        write,
      );
      for (const { trace } of guilty) rest.failed.set(trace, error);
      return rest;
    }
    const [one, other] = halves(inputs);
    const first = await writeAround(one, write);
    const second = await writeAround(other, write);
    return {
      written: new Map([...first.written, ...second.written]),
      failed: new Map([...first.failed, ...second.failed]),
    };
  }
}

/**
 * Sends what HubSpot takes or refuses as a whole: where it refuses all for one and does not say which, they go in halves.
 * Resolves to those that were refused, and why. @param isRefusal whether an error is about some of the items
 */
export async function sendAround<Item>(
  items: readonly Item[],
  send: (items: readonly Item[]) => Promise<ReadonlyMap<Item, BatonError>>,
  isRefusal: (error: unknown) => error is BatonError,
): Promise<Map<Item, BatonError>> {
  if (items.length === 0) return new Map();
  try {
    return new Map(await send(items));
  } catch (error) {
    if (!isRefusal(error)) throw error;
    const [first] = items;
    if (first !== undefined && items.length === 1) return new Map([[first, error]]);
    const [one, other] = halves(items);
    return new Map([
      ...(await sendAround(one, send, isRefusal)),
      ...(await sendAround(other, send, isRefusal)),
    ]);
  }
}

export function halves<Item>(all: readonly Item[]): [Item[], Item[]] {
  const middle = Math.ceil(all.length / 2);
  return [all.slice(0, middle), all.slice(middle)];
}

const isAboutRecords = (error: unknown): error is BatonError =>
  isBatonError(error, 'HUBSPOT_VALIDATION') ||
  isBatonError(error, 'HUBSPOT_CONFLICT') ||
  isBatonError(error, 'HUBSPOT_NOT_FOUND');

const refusedAlone = (inputs: readonly CrmInput[], error: BatonError): BatchResult => ({
  written: new Map(),
  failed: new Map(inputs.map(({ trace }) => [trace, error])),
});

/** Whether the error quotes the value that this record would get. */
function isNamed({ id, properties }: CrmInput, error: BatonError): boolean {
  const refusals = (error.context['properties'] ?? []) as readonly Refusal[];
  return refusals.some(({ name, message }) => {
    const value = properties[name] ?? (name === 'email' ? id : undefined);
    return value !== undefined && value !== '' && message.includes(value);
  });
}
