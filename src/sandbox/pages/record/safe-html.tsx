import { createElement, useMemo } from 'react';
import type { ReactNode } from 'react';

/** Elements that are kept; of attributes only a link's address survives. */
const kept = new Set(
  'a b blockquote br code div em h1 h2 h3 h4 h5 h6 hr i li ol p pre s span strong sub sup table tbody td th thead tr u ul'.split(
    ' ',
  ),
);
/** Elements whose text is not text. */
const dropped = new Set(['script', 'style', 'head', 'template', 'title', 'iframe', 'object', 'noscript']);

/** HTML from the API as React elements of an allow list: nothing in it can run, load or style the page. */
export function SafeHtml({ html }: { html: string }) {
  const content = useMemo(() => convertAll(parse(html).body, '0'), [html]);
  return <div className="safe-html">{content}</div>;
}

/** The text of HTML, on one line. */
export function htmlToText(html: string): string {
  const { body } = parse(html.replace(/<(br|\/p|\/div|\/li|\/h\d)/gi, ' <$1'));
  for (const element of body.querySelectorAll([...dropped].join(','))) element.remove();
  return body.textContent.replace(/\s+/g, ' ').trim();
}

/** Parsed documents are inert: no script runs and nothing is fetched. */
function parse(html: string): Document {
  return new DOMParser().parseFromString(html, 'text/html');
}

function convertAll(parent: Node, path: string): ReactNode[] {
  return [...parent.childNodes].map((child, index) => convert(child, `${path}.${index}`));
}

function convert(node: Node, key: string): ReactNode {
  if (node.nodeType === Node.TEXT_NODE) return node.textContent;
  if (!(node instanceof Element)) return null;
  const tag = node.localName;
  if (dropped.has(tag)) return null;
  if (tag === 'br' || tag === 'hr') return createElement(tag, { key });
  if (tag === 'img') return node.getAttribute('alt') ? `[${node.getAttribute('alt')}]` : null;
  const children = convertAll(node, key);
  if (!kept.has(tag)) return children;
  if (tag !== 'a') return createElement(tag, { key }, ...children);
  const href = node.getAttribute('href') ?? '';
  if (!/^(https?:|mailto:)/i.test(href)) return createElement('span', { key }, ...children);
  return createElement('a', { key, href, target: '_blank', rel: 'noreferrer' }, ...children);
}
