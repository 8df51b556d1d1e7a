const ADDRESS = /^[^\s@<>()",;:\\[\]]+@([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]$/i;

/** HubSpot's idea of an address: one @, a domain with a dot, no spaces, at most 254 characters. */
export function isEmailAddress(value: string): boolean {
  const address = value.trim();
  return address.length <= 254 && ADDRESS.test(address) && !address.includes('..');
}
