import type * as z from 'zod';

/** The control API refused, failed, or could not be reached (`status` 0). */
export class ApiError extends Error {
  readonly status: number;
  constructor(message: string, status: number) {
    super(message);
    this.name = 'ApiError';
    this.status = status;
  }
}

export interface RequestOptions {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  body?: unknown;
  /** Hand back answers with an error status instead of throwing. */
  acceptErrors?: boolean;
}

/** Sends a request and gives the status and the raw text of the answer. */
export async function requestText(path: string, options: RequestOptions = {}) {
  let response: Response;
  try {
    response = await fetch(path, {
      method: options.method ?? 'GET',
      ...(options.body === undefined
        ? {}
        : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(options.body) }),
    });
  } catch {
    throw new ApiError('The stand-in does not answer. Is it still running?', 0);
  }
  const text = await response.text();
  if (!response.ok && !options.acceptErrors) throw new ApiError(problemIn(text, response), response.status);
  return { status: response.status, text };
}

function problemIn(text: string, response: Response): string {
  try {
    const body: unknown = JSON.parse(text);
    if (typeof body === 'object' && body !== null && 'message' in body) return String(body.message);
  } catch {
    // not JSON: the status says what is known
  }
  return `${response.status} ${response.statusText} from ${new URL(response.url).pathname}`;
}

/** Reads an answer of the control API. */
export function parseAnswer<S extends z.ZodType>(path: string, text: string, schema: S): z.output<S> {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    throw new ApiError(`${path} did not answer with JSON`, 200);
  }
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new ApiError(`${path}: unexpected answer at ${issue?.path.join('.')}: ${issue?.message}`, 200);
}

/** Sends a request and reads the JSON answer. Throws ApiError. */
export async function request<S extends z.ZodType>(
  path: string,
  schema: S,
  options: RequestOptions = {},
): Promise<{ status: number; data: z.output<S> }> {
  const { status, text } = await requestText(path, options);
  return { status, data: parseAnswer(path, text, schema) };
}

/** Sends a change whose answer does not matter. Throws ApiError. */
export async function send(path: string, options: RequestOptions): Promise<void> {
  await requestText(path, options);
}
