import type { Response } from 'express';

/** Allows the page its own style and its own form, and nothing else. */
const PAGE_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/** Answers with a small page for a person. `body`: HTML, escaped by the caller. What it shows is kept nowhere. */
export function sendPage(response: Response, title: string, body: string): void {
  response.set({ 'Cache-Control': 'no-store', 'Content-Security-Policy': PAGE_POLICY });
  response.type('html').send(page(title, body));
}

const page = (title: string, body: string): string => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title>
<style>body{font:16px/1.5 system-ui,sans-serif;max-width:30rem;margin:15vh auto;padding:0 1rem;color:#33475b}
button{font:inherit;padding:.6rem 1.2rem;border:0;border-radius:4px;background:#33475b;color:#fff;cursor:pointer}</style></head>
<body><h1>${title}</h1>${body}</body></html>`;
