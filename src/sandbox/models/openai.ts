import { z } from 'zod';
import { countTokens, jsonSchema, message, textOf } from './question.ts';
import type { AskedQuestion } from './question.ts';

/** POST /chat/completions, as OpenAI, vLLM and Ollama take it. */
export const chatRequest = z.object({
  model: z.string().min(1),
  messages: z.array(message).min(1),
  response_format: z
    .discriminatedUnion('type', [
      z.object({ type: z.literal('json_schema'), json_schema: z.object({ schema: jsonSchema }) }),
      z.object({ type: z.literal('json_object') }),
      z.object({ type: z.literal('text') }),
    ])
    .optional(),
});
type ChatRequest = z.infer<typeof chatRequest>;

export const chatQuestion = ({ messages, response_format: format }: ChatRequest): AskedQuestion => ({
  text: messages.map(({ content }) => textOf(content)).join('\n'),
  schema: format?.type === 'json_schema' ? format.json_schema.schema : null,
});

export function chatAnswer(request: ChatRequest, answer: unknown, at: number): object {
  const content = typeof answer === 'string' ? answer : JSON.stringify(answer);
  const [input, output] = [countTokens(chatQuestion(request).text), countTokens(content)];
  return {
    id: 'chatcmpl-1',
    object: 'chat.completion',
    created: Math.floor(at / 1_000),
    model: request.model,
    choices: [{ index: 0, message: { role: 'assistant', content }, finish_reason: 'stop' }],
    usage: { prompt_tokens: input, completion_tokens: output, total_tokens: input + output },
  };
}
