import { convert } from 'html-to-text';
import type { HtmlToTextOptions } from 'html-to-text';

/** What stands on every page of a site says nothing about this one. */
const AROUND = ['head', 'title', 'nav', 'header', 'footer', 'aside', 'form', 'script', 'style', 'noscript', 'template', 'svg', 'iframe', 'dialog']; // prettier-ignore
const HEADINGS = ['h1', 'h2', 'h3', 'h4', 'h5', 'h6'];

const options: HtmlToTextOptions = {
  wordwrap: false,
  limits: { maxDepth: 100, maxInputLength: 10_000_000 },
  selectors: [
    ...AROUND.map((selector) => ({ selector, format: 'skip' })),
    ...HEADINGS.map((selector) => ({ selector, options: { uppercase: false } })),
    { selector: 'img', format: 'skip' },
    { selector: 'a', options: { ignoreHref: true } },
    { selector: 'hr', format: 'skip' },
    { selector: 'table', format: 'dataTable', options: { uppercaseHeaderCells: false } },
  ],
};

/** The text of a document that is nothing but its content. */
export const textOfDocument = (html: string): string => convert(html, options);

/** So many letters are a page's content, not only a frame of it. */
const SOME = 200;

/** What a page says, without what stands around it, and the title that it gives itself. */
export function textOfPage(html: string): { title: string | null; text: string } {
  const within = (selector: string): string =>
    convert(html, { ...options, baseElements: { selectors: [selector], returnDomByDefault: false } });
  const main = within('main');
  const text = main.length >= SOME ? main : within('article');
  return { title: titleOf(html), text: text.length >= SOME ? text : textOfDocument(html) };
}

function titleOf(html: string): string | null {
  const [, inside] = /<title[^>]{0,200}>([^<]{1,500})/i.exec(html) ?? [];
  const title = convert(inside ?? '', { wordwrap: false })
    .replace(/\s+/g, ' ')
    .trim();
  return title === '' ? null : title;
}
