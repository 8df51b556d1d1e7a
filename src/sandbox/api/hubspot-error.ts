/** One error inside HubSpot's error body. */
interface ErrorDetail {
  message: string;
  code?: string;
  in?: string;
  subCategory?: string;
  context?: Record<string, string[]>;
}

interface ErrorExtras {
  subCategory?: string;
  errors?: ErrorDetail[];
  context?: Record<string, string[]>;
  links?: Record<string, string>;
  /** Only on 429. */
  errorType?: string;
  policyName?: string;
}

/** An answer that is not a success, in HubSpot's shape. Every rule of the stand-in that refuses throws one. */
export class HubSpotError extends Error {
  readonly status: number;
  readonly category: string;
  readonly extras: ErrorExtras;
  readonly headers: Record<string, string>;

  constructor(
    status: number,
    category: string,
    message: string,
    extras: ErrorExtras = {},
    headers: Record<string, string> = {},
  ) {
    super(message);
    this.status = status;
    this.category = category;
    this.extras = extras;
    this.headers = headers;
  }

  /** The JSON body that HubSpot would send. */
  body(correlationId: string): Record<string, unknown> {
    return { status: 'error', message: this.message, correlationId, category: this.category, ...this.extras };
  }
}

/** 400 for a request that breaks a rule of the API, not of a property. */
export function invalidRequest(message: string, extras: ErrorExtras = {}): HubSpotError {
  return new HubSpotError(400, 'VALIDATION_ERROR', message, extras);
}

export function notFound(message: string, extras: ErrorExtras = {}): HubSpotError {
  return new HubSpotError(404, 'OBJECT_NOT_FOUND', message, extras);
}

/** What HubSpot reports about one property value. */
export interface PropertyProblem {
  isValid: false;
  message: string;
  error: string;
  name: string;
}

/** 400 whose details are a JSON text inside `message`, and once more in `errors`. */
export function invalidProperties(problems: readonly PropertyProblem[]): HubSpotError {
  return invalidRequest(`Property values were not valid: ${JSON.stringify(problems)}`, {
    errors: problems.map(({ message, error, name }) => ({
      message,
      code: error,
      context: { propertyName: [name] },
    })),
  });
}
