import { z } from 'zod';
import { countTokens, jsonSchema, message, textOf } from './question.ts';
import type { AskedQuestion } from './question.ts';

const format = z.object({ type: z.literal('json_schema'), schema: jsonSchema });

/** POST /messages: structured output by a format, or by a tool that has to be called. */
export const messagesRequest = z.object({
  model: z.string().min(1),
  max_tokens: z.number().int().positive(),
  system: message.shape.content.optional(),
  messages: z.array(message).min(1),
  tools: z.array(z.object({ name: z.string(), input_schema: jsonSchema })).optional(),
  output_config: z.object({ format: format.optional() }).optional(),
  output_format: format.optional(),
});
type MessagesRequest = z.infer<typeof messagesRequest>;

export const messagesQuestion = (request: MessagesRequest): AskedQuestion => ({
  text: [request.system ?? '', ...request.messages.map(({ content }) => content)].map(textOf).join('\n'),
  schema:
    request.tools?.[0]?.input_schema ??
    request.output_config?.format?.schema ??
    request.output_format?.schema ??
    null,
});

export function messagesAnswer(request: MessagesRequest, answer: unknown): object {
  const tool = typeof answer === 'string' ? undefined : request.tools?.[0];
  const text = typeof answer === 'string' ? answer : JSON.stringify(answer);
  return {
    id: 'msg_1',
    type: 'message',
    role: 'assistant',
    model: request.model,
    content: tool
      ? [{ type: 'tool_use', id: 'toolu_1', name: tool.name, input: answer }]
      : [{ type: 'text', text }],
    stop_reason: tool ? 'tool_use' : 'end_turn',
    stop_sequence: null,
    usage: { input_tokens: countTokens(messagesQuestion(request).text), output_tokens: countTokens(text) },
  };
}
