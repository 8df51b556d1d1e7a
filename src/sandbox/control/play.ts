import { Router } from 'express';
import { z } from 'zod';
import type { WeekPlayer } from '../play/week-player.ts';
import { parse, userIdSchema } from './respond.ts';

const idSchema = z.union([z.string(), z.number()]).transform(String);
const orderSchema = z.object({
  userId: userIdSchema,
  assistantId: idSchema,
  /** null: new contacts, one for each language. */
  contactIds: z.array(idSchema).nullable().default(null),
  seed: z.number().int().min(0).max(4_294_967_295),
});

/** Plays a week, tells how it goes, and ends it. */
export function playControl(player: WeekPlayer): Router {
  const router = Router();
  const path = '/portals/:portalId/week';
  router.get(path, (request, response) => {
    response.json({ week: player.view(Number(request.params.portalId)) });
  });
  router.post(path, (request, response) => {
    const portalId = Number(request.params.portalId);
    player.start({ portalId, ...parse(orderSchema, request.body) });
    response.status(201).json({ week: player.view(portalId) });
  });
  router.delete(path, async (_request, response) => {
    await player.cancel();
    response.status(204).end();
  });
  return router;
}
