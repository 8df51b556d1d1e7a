/** The path of a request for a log line. Queries carry authorization codes and addresses; whoever has a link can use it. */
export const logPath = (url: string): string =>
  (url.split('?')[0] ?? '').replace(/^(\/t\/[\w-]+\/).*/, '$1…');
