import express, { Router } from 'express';
import type { Request, RequestHandler, Response } from 'express';
import type { z } from 'zod';
import { answerTo, knownFromTheStart } from './answers.ts';
import type { ScriptedAnswer } from './answers.ts';
import { messagesAnswer, messagesQuestion, messagesRequest } from './anthropic.ts';
import { distorted, ModelFaults } from './faults.ts';
import { chatAnswer, chatQuestion, chatRequest } from './openai.ts';
import type { AskedQuestion } from './question.ts';

/** What a provider of language models gives out begins so; others are refused. */
const KEY = /^sk-/;

/** A provider of language models on this machine, with a model that answers by a script. */
export interface ModelStandIn {
  readonly routes: Router;
  readonly faults: ModelFaults;
  /** Beside what it knows from the start. */
  script: readonly ScriptedAnswer[];
  /** What it was asked, the latest last; at most 100. */
  readonly asked: readonly AskedQuestion[];
  forget(): void;
}

const REMEMBERED = 100;

export function createModelStandIn({ clock }: { clock: { now(): number } }): ModelStandIn {
  const faults = new ModelFaults();
  const asked: AskedQuestion[] = [];
  const routes = Router();
  const standIn: ModelStandIn = {
    routes,
    faults,
    script: [],
    asked,
    forget: () => void asked.splice(0),
  };
  const answerBy =
    <Body>(
      schema: z.ZodType<Body>,
      questionOf: (body: Body) => AskedQuestion,
      form: (body: Body, answer: unknown) => object,
    ): RequestHandler =>
    async (request, response) => {
      const body = schema.safeParse(request.body);
      if (!body.success) return void refuse(response, 400, body.error.message);
      const question = questionOf(body.data);
      asked.push(question);
      asked.splice(0, asked.length - REMEMBERED);
      const fault = faults.strike();
      if (await faults.suffer(fault, response)) return;
      const answer = answerTo(question, [...standIn.script, ...knownFromTheStart]);
      response.json(form(body.data, distorted(fault, answer)));
    };
  routes.use(express.json({ limit: '1mb' }), byKey);
  routes.post(
    '/chat/completions',
    answerBy(chatRequest, chatQuestion, (body, answer) => chatAnswer(body, answer, clock.now())),
  );
  routes.post('/messages', answerBy(messagesRequest, messagesQuestion, messagesAnswer));
  return standIn;
}

const byKey: RequestHandler = (request, response, next) => {
  if (KEY.test(keyOf(request))) next();
  else refuse(response, 401, 'Incorrect API key provided.');
};

const keyOf = (request: Request): string =>
  request.get('x-api-key') ?? request.get('authorization')?.replace(/^Bearer /, '') ?? '';

const refuse = (response: Response, status: number, message: string): void =>
  void response.status(status).json({ type: 'error', error: { type: 'invalid_request_error', message } });
