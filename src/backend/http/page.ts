import { randomBytes } from 'node:crypto';
import type { Response } from 'express';

/** Allows the page its own style and its own form, and nothing else. */
const PAGE_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/** What a page has beside its words. */
export interface PageParts {
  /** CSS, beside that of all pages. */
  style?: string;
  /** JavaScript of Baton's own, which may only talk to Baton. */
  script?: string;
  /** Of its words, as in HTML's `lang`. Default: English. */
  language?: string;
}

/** Answers with a page for a person. `body`: HTML, escaped by the caller. What it shows is kept nowhere. */
export function sendPage(response: Response, title: string, body: string, parts: PageParts = {}): void {
  const nonce = randomBytes(16).toString('base64');
  const policy = `${PAGE_POLICY}; script-src 'nonce-${nonce}'; connect-src 'self'`;
  response.set({
    'Cache-Control': 'no-store',
    'Content-Security-Policy': parts.script === undefined ? PAGE_POLICY : policy,
  });
  const script = parts.script === undefined ? '' : `<script nonce="${nonce}">${parts.script}</script>`;
  response.type('html').send(page(title, body + script, parts));
}

const page = (
  title: string,
  body: string,
  { style = '', language = 'en' }: PageParts,
): string => `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title>
<style>body{font:16px/1.5 system-ui,sans-serif;max-width:30rem;margin:15vh auto;padding:0 1rem;color:#33475b}
button{font:inherit;padding:.6rem 1.2rem;border:0;border-radius:4px;background:#33475b;color:#fff;cursor:pointer}
${style}</style></head>
<body><h1>${title}</h1>${body}</body></html>`;
