/** A refusal of the OAuth endpoints: RFC 6749's fields with HubSpot's `status` and `message`, or HubSpot's general shape. */
export class OAuthError extends Error {
  readonly httpStatus = 400;
  readonly error: string;
  readonly code: string;

  constructor(error: string, code: string, message: string) {
    super(message);
    this.error = error;
    this.code = code;
  }

  /** @param general in the shape of HubSpot's other errors, the only one that is documented */
  body(correlationId: string, general: boolean): Record<string, string> {
    if (general) return { category: this.code, correlationId, message: this.message };
    return {
      error: this.error,
      error_description: this.message,
      status: this.code,
      message: this.message,
      correlationId,
    };
  }
}
