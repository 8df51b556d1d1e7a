import { z } from 'zod';

/** The query of the install link. */
export const authorizeSchema = z.object({
  client_id: z.string(),
  redirect_uri: z.string(),
  scope: z.string().default(''),
  optional_scope: z.string().default(''),
  state: z.string().optional(),
  code_challenge: z.string().optional(),
  code_challenge_method: z.string().optional(),
});
export type AuthorizeRequest = z.infer<typeof authorizeSchema>;

/** Scopes are separated by spaces; commas are seen too. */
export function splitScopes(scopes: string): string[] {
  return scopes.split(/[\s,]+/).filter((scope) => scope !== '');
}
