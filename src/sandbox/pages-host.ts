import { existsSync } from 'node:fs';
import { join } from 'node:path';
import express, { Router } from 'express';

const shellRoutes = [
  '/',
  '/contacts/{*rest}',
  '/mail',
  '/mail/{*rest}',
  '/settings/:portalId',
  '/integrations-settings/{*rest}',
  '/app/{*rest}',
  '/play',
  '/sandbox',
];

/** Serves the built pages: one HTML shell for every page route, bundles under /assets, the app's cards under /cards. */
export function pagesHost(directories: { pages: string | undefined; cards: string | undefined }): Router {
  const router = Router();
  const { pages, cards } = directories;
  if (cards !== undefined) router.use('/cards', express.static(cards));
  if (pages === undefined) return router;
  router.use('/assets', express.static(pages));
  router.get(shellRoutes, (_request, response) => {
    const shell = join(pages, 'index.html');
    if (existsSync(shell)) response.sendFile(shell);
    else response.status(503).type('text').send(`The pages are not built: ${shell} is missing.`);
  });
  return router;
}
