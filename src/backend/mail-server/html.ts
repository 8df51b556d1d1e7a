import { escapeHtml } from '../ground/html.ts';

const link = /https?:\/\/[^\s<>"']*[^\s<>"'.,;:!?)\]]/g;

/**
 * Plain text as the simple HTML a person's mail program writes: paragraphs, line breaks, links; no images, no styles
 * beyond the font. Nothing of the text can become markup.
 */
export function textToHtml(text: string): string {
  const paragraphs = text
    .replace(/\r\n?/g, '\n')
    .trim()
    .split(/\n{2,}/);
  return `<div style="font-family:Arial,Helvetica,sans-serif;font-size:14px">${paragraphs.map(paragraph).join('\n')}</div>`;
}

const paragraph = (text: string): string => `<p>${text.split('\n').map(withLinks).join('<br>\n')}</p>`;

function withLinks(line: string): string {
  const parts: string[] = [];
  let end = 0;
  for (const match of line.matchAll(link)) {
    const url = escapeHtml(match[0]);
    parts.push(escapeHtml(line.slice(end, match.index)), `<a href="${url}">${url}</a>`);
    end = match.index + match[0].length;
  }
  return [...parts, escapeHtml(line.slice(end))].join('');
}

const small = 'font-family:Arial,Helvetica,sans-serif;font-size:12px;color:#666666';

/** A paragraph below a mail; nothing of the text can become markup. */
export const smallPrint = (text: string): string =>
  `<p style="${small}">${text
    .trim()
    .split(/\r\n?|\n/)
    .map(escapeHtml)
    .join('<br>\n')}</p>`;

/** The small line below a mail by which a person can unsubscribe, without one-click support in the mail program. */
export function unsubscribeFooter({
  url,
  before,
  link,
}: {
  url: string;
  before: string;
  link: string;
}): string {
  const anchor = `<a href="${escapeHtml(url)}" style="color:#666666">${escapeHtml(link)}</a>`;
  return `<p style="${small}">${escapeHtml(before)} ${anchor}</p>`;
}
