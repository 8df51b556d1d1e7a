/**
 * Whether the database refuses a statement for the values in it, and would refuse it again: not for its own state.
 * SQLSTATE classes 22 (data) and 23 (constraints) of PostgreSQL, and what SQLite calls the same.
 */
export function refusesValues(error: unknown): boolean {
  const { code } = (error ?? {}) as { code?: unknown };
  return typeof code === 'string' && /^(2[23]\w{3}|SQLITE_(CONSTRAINT|TOOBIG|MISMATCH|RANGE))$/.test(code);
}
