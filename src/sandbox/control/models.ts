import { Router } from 'express';
import { z } from 'zod';
import { scriptedAnswerSchema } from '../models/answers.ts';
import { modelFaultSchema } from '../models/faults.ts';
import type { ModelStandIn } from '../models/model-stand-in.ts';
import { parse } from './respond.ts';

/** What the language model is asked, what it answers, and what goes wrong with it. */
export function modelsControl(models: ModelStandIn): Router {
  const router = Router();
  const state = () => ({
    faults: models.faults.list(),
    script: models.script,
    asked: models.asked.map(({ text }) => text),
  });
  router.get('/models', (_request, response) => void response.json(state()));
  router.put('/models/faults', (request, response) => {
    models.faults.replace(parse(z.array(modelFaultSchema), request.body));
    response.json(state());
  });
  router.put('/models/script', (request, response) => {
    models.script = parse(z.array(scriptedAnswerSchema), request.body);
    response.json(state());
  });
  router.delete('/models/asked', (_request, response) => {
    models.forget();
    response.status(204).end();
  });
  return router;
}
