import { z } from 'zod';
import { HubSpotError } from './hubspot-error.ts';
import type { ApiAnswer } from './api-answer.ts';

const MAX_INPUTS = 100;

interface BatchError {
  status: 'error';
  category: string;
  subCategory?: string;
  message: string;
  errors?: unknown;
  context: Record<string, string[]>;
}

export interface BatchInput {
  id?: string | undefined;
  objectWriteTraceId?: string | undefined;
}

export const tooMany = (what: string, max: number): string =>
  `The maximum number of inputs supported in ${what} is ${max}`;

/** A body of `inputs`. @param max most inputs of one call */
export const batchOf = <Input>(input: z.ZodType<Input>, max = MAX_INPUTS) =>
  z.object({
    inputs: z.array(input).refine((inputs) => inputs.length <= max, tooMany('a batch request', max)),
  });

/** The `inputs` of a batch about records: not too many, and no id or trace id twice. */
export const recordInputs = <Input extends BatchInput>(input: z.ZodType<Input>) =>
  z.array(input).superRefine((inputs, context) => {
    const refuse = (message: string): void => context.addIssue({ code: 'custom', message });
    const ids = duplicatesOf(inputs.map(({ id }) => id?.toLowerCase()));
    const traces = duplicatesOf(inputs.map(({ objectWriteTraceId }) => objectWriteTraceId));
    if (inputs.length > MAX_INPUTS) refuse(tooMany('a batch request', MAX_INPUTS));
    else if (ids.length > 0)
      refuse(`Duplicate IDs found in batch input: [${ids.join(', ')}]. IDs must be unique`);
    else if (traces.length > 0)
      refuse(`Duplicate objectWriteTraceIds found in batch input: [${traces.join(', ')}]`);
  });

export const recordBatchOf = <Input extends BatchInput>(input: z.ZodType<Input>) =>
  z.object({ inputs: recordInputs(input) });

function duplicatesOf(values: readonly (string | undefined)[]): string[] {
  const known = values.filter((value) => value !== undefined);
  return [...new Set(known.filter((value, index) => known.indexOf(value) !== index))];
}

/** The outcome of a batch, collected record by record. */
export class BatchOutcome {
  readonly results: Record<string, unknown>[] = [];
  readonly #errors: BatchError[] = [];

  fail(input: BatchInput, error: HubSpotError): void {
    const { id, objectWriteTraceId } = input;
    this.#errors.push({
      status: 'error',
      category: error.category,
      message: error.message,
      ...(error.extras.subCategory === undefined ? {} : { subCategory: error.extras.subCategory }),
      ...(error.extras.errors ? { errors: error.extras.errors } : {}),
      context: {
        ...error.extras.context,
        ...(id === undefined ? {} : { ids: [id] }),
        ...(objectWriteTraceId === undefined ? {} : { objectWriteTraceId: [objectWriteTraceId] }),
      },
    });
  }

  /** 207 if any record failed. */
  answer(successStatus: number, now: number): ApiAnswer {
    const at = new Date(now).toISOString();
    const body = { status: 'COMPLETE', results: this.results, startedAt: at, completedAt: at };
    if (this.#errors.length === 0) return { status: successStatus, body };
    return { status: 207, body: { ...body, numErrors: this.#errors.length, errors: this.#errors } };
  }
}

/**
 * Writes a batch. With an objectWriteTraceId on every input, records fail one by one; otherwise one invalid record
 * refuses the whole batch. Records that do not exist fail alone either way.
 * @param prepare checks one input and returns what writes it; that returns undefined when HubSpot ignores the input
 * @throws HubSpotError the first refusal, when the batch is not traced
 */
export function writeBatch<Input extends BatchInput>(
  inputs: readonly Input[],
  prepare: (input: Input) => () => Record<string, unknown> | undefined,
): BatchOutcome {
  const outcome = new BatchOutcome();
  const traced = inputs.every(({ objectWriteTraceId }) => objectWriteTraceId !== undefined);
  const attempt = <T>(input: Input, work: () => T): T | undefined => {
    try {
      return work();
    } catch (error) {
      if (!(error instanceof HubSpotError) || !(traced || error.status === 404)) throw error;
      outcome.fail(input, error);
      return undefined;
    }
  };
  const write = (input: Input, apply: (() => Record<string, unknown> | undefined) | undefined): void => {
    const result = apply && attempt(input, apply);
    const { objectWriteTraceId } = input;
    if (result)
      outcome.results.push({
        ...result,
        ...(objectWriteTraceId === undefined ? {} : { objectWriteTraceId }),
      });
  };
  // Traced records see what the ones before them wrote; an untraced batch is checked before anything is written.
  if (traced)
    for (const input of inputs)
      write(
        input,
        attempt(input, () => prepare(input)),
      );
  else
    inputs
      .map((input) => [input, attempt(input, () => prepare(input))] as const)
      .forEach(([input, apply]) => write(input, apply));
  return outcome;
}
