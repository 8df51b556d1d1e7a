let requests = 0;

/** New for each question, so that HubSpot's second try of the same request is no second job. */
export function newRequestId(userId: number): string {
  requests += 1;
  return `${userId}-${Date.now().toString(36)}-${requests}-${Math.random().toString(36).slice(2)}`;
}
