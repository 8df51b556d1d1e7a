import { escapeHtml } from '../../ground/html.ts';

/** A page an admin sees during the install. All texts are plain and get escaped here. */
export interface InstallPage {
  title: string;
  text: string;
  link?: { href: string; label: string };
  /** Small print for support. */
  code?: string;
}

/** Allows the page nothing but its own style. */
export const INSTALL_PAGE_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

export function renderInstallPage({ title, text, link, code }: InstallPage): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)} · Baton</title>
<style>
body { margin: 0; min-height: 100vh; display: grid; place-items: center; background: #f5f8fa; color: #33475b; font: 16px/1.5 system-ui, sans-serif }
main { max-width: 32rem; margin: 1rem; padding: 2rem 2.5rem; background: #fff; border: 1px solid #cbd6e2; border-radius: 4px }
h1 { margin: 0 0 .75rem; font-size: 1.4rem }
p { white-space: pre-line }
a { display: inline-block; padding: .6rem 1.4rem; border-radius: 3px; background: #ff5c35; color: #fff; text-decoration: none }
small { color: #516f90 }
</style>
</head>
<body>
<main>
<h1>${escapeHtml(title)}</h1>
<p>${escapeHtml(text)}</p>
${link ? `<p><a href="${escapeHtml(link.href)}">${escapeHtml(link.label)}</a></p>` : ''}
${code ? `<small>${escapeHtml(code)}</small>` : ''}
</main>
</body>
</html>
`;
}
