import express, { Router } from 'express';
import type { SandboxMail } from '../mail/sandbox-mail.ts';
import type { Store } from '../ground/store.ts';
import { contactsControl } from './contacts.ts';
import { listsControl } from './lists.ts';
import { objectsControl } from './objects.ts';
import { hubspotFetch } from './hubspot-fetch.ts';
import type { ModelStandIn } from '../models/model-stand-in.ts';
import { mailControl } from './mail.ts';
import { modelsControl } from './models.ts';
import { playControl } from './play.ts';
import { portalsControl, type PortalParts } from './portals.ts';
import type { WeekPlayer } from '../play/week-player.ts';
import { answerControlError } from './respond.ts';
import { worldControl, type WorldParts } from './world.ts';

type ControlParts = PortalParts &
  WorldParts & { store: Store; mail: SandboxMail | null; models: ModelStandIn; weeks: WeekPlayer };

/** The API behind the stand-in's pages, and of tests: what people and circumstances do. Answers are never cached. */
export function createControl(parts: ControlParts): Router {
  const router = Router();
  router.use(express.json({ limit: '10mb' }));
  router.use((_request, response, next) => {
    response.set('Cache-Control', 'no-store');
    const send = response.json.bind(response);
    response.json = (body) => {
      parts.store.flush();
      return send(body);
    };
    next();
  });
  router.use(worldControl(parts), mailControl(parts.mail), hubspotFetch(parts));
  router.use(modelsControl(parts.models), playControl(parts.weeks));
  router.use(portalsControl(parts), listsControl(parts.portals), contactsControl(parts.portals));
  router.use(objectsControl(parts.portals));
  router.use(
    (request, response) =>
      void response.status(404).json({ message: `No ${request.method} ${request.path}` }),
  );
  router.use(answerControlError);
  return router;
}
