import type { Request } from 'express';
import { escapeHtml } from '../ground/html.ts';
import { sendPage } from '../http/page.ts';
import type { Route } from '../http/routes.ts';
import { wordsFor } from './page-words.ts';
import type { UnsubscribeLinks, UnsubscribeTarget } from './unsubscribe-links.ts';

interface Deps {
  unsubscribeLinks: UnsubscribeLinks;
  unsubscribe(target: UnsubscribeTarget): Promise<void>;
}

/** RFC 8058: mail programs POST at once; a person sees a page and a button, because scanners follow links. */
export function unsubscribeRoutes({ unsubscribeLinks, unsubscribe }: Deps): Route[] {
  const base = { path: '/t/unsubscribe/:token', access: 'link', answers: 'An HTML page' } as const;
  const targetOf = (request: Request) => unsubscribeLinks.read(request.params['token'] as string);
  const wordsOf = (request: Request) => wordsFor(request.query['lang'], request.acceptsLanguages());
  return [
    {
      ...base,
      method: 'get',
      summary: 'Asks a person whether to unsubscribe, in one of eight languages',
      handlers: [
        (request, response) => {
          const address = escapeHtml(targetOf(request).address);
          const { language, words } = wordsOf(request);
          const form = `<form method="post"><button type="submit">${words.button(address)}</button></form>`;
          sendPage(response, words.title, `<p>${words.ask}</p>${form}`, { language });
        },
      ],
    },
    {
      ...base,
      method: 'post',
      summary: 'Unsubscribes (one click, RFC 8058)',
      handlers: [
        async (request, response) => {
          const target = targetOf(request);
          await unsubscribe(target);
          const { language, words } = wordsOf(request);
          sendPage(response, words.doneTitle, `<p>${words.done(escapeHtml(target.address))}</p>`, {
            language,
          });
        },
      ],
    },
  ];
}
