/** A refusal of the OAuth endpoints: RFC 6749's fields with HubSpot's `status` and `message`. */
export class OAuthError extends Error {
  readonly httpStatus = 400;
  readonly error: string;
  readonly code: string;

  constructor(error: string, code: string, message: string) {
    super(message);
    this.error = error;
    this.code = code;
  }

  body(correlationId: string): Record<string, string> {
    return {
      error: this.error,
      error_description: this.message,
      status: this.code,
      message: this.message,
      correlationId,
    };
  }
}
