/** @throws Error that names what stands there twice */
export function refuseTwins(what: string, names: readonly string[]): void {
  const seen = new Set<string>();
  for (const name of names) {
    if (seen.has(name)) throw new Error(`Two rooms bring the ${what} ${name}.`);
    seen.add(name);
  }
}
