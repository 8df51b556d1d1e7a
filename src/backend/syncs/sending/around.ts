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
    const middle = Math.ceil(inputs.length / 2);
    const first = await writeAround(inputs.slice(0, middle), write);
    const second = await writeAround(inputs.slice(middle), write);
    return {
      written: new Map([...first.written, ...second.written]),
      failed: new Map([...first.failed, ...second.failed]),
    };
  }
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
