import { z } from 'zod';

/** One refused value: the property, HubSpot's code for the rule, and HubSpot's words. */
export interface RefusedProperty {
  name: string;
  error: string;
  message: string;
}

/** What HubSpot says about a failure, gathered from wherever it put it. Empty strings are never kept. */
export interface HubSpotFault {
  message?: string;
  category?: string;
  subCategory?: string;
  correlationId?: string;
  /** The codes of its details: MISSING_REQUIRED_PROPERTY … */
  codes: readonly string[];
  /** Of a 429: TEN_SECONDLY_ROLLING, DAILY … */
  policyName?: string;
  properties: RefusedProperty[];
  /** Of a 409: the record that exists already. */
  existingId?: string;
  /** Of a 403: scopes HubSpot names, sometimes misleadingly. */
  requiredScopes: string[];
}

const optionalText = z.string().min(1).optional().catch(undefined);
const contextSchema = z.record(z.string(), z.array(z.coerce.string()).catch([])).catch({});

const detailSchema = z.object({
  message: optionalText,
  code: optionalText,
  in: optionalText,
  subCategory: optionalText,
  context: contextSchema,
});

/** Every field is optional in practice: nothing here may make an unusual error unreadable. */
const bodySchema = z.object({
  message: optionalText,
  category: optionalText,
  subCategory: optionalText,
  correlationId: optionalText,
  policyName: optionalText,
  context: contextSchema,
  errors: z.array(z.unknown()).catch([]),
});

const refusalSchema = z.object({
  name: z.string().min(1),
  error: z.string().catch('INVALID'),
  message: z.string().catch(''),
  isValid: z.boolean().optional().catch(undefined),
});

/** Reads a HubSpot error body, a whole answer's or one entry of a 207's `errors`. Any input gives an answer. */
export function readFault(body: unknown): HubSpotFault {
  const parsed = bodySchema.safeParse(body);
  if (!parsed.success) return { codes: [], properties: [], requiredScopes: [] };
  const { message, category, subCategory, correlationId, policyName, context, errors } = parsed.data;
  const details = errors
    .map((entry) => detailSchema.safeParse(entry))
    .flatMap(({ data }) => (data ? [data] : []));
  return {
    message,
    category,
    subCategory: subCategory ?? details.find((detail) => detail.subCategory)?.subCategory,
    correlationId,
    policyName,
    codes: details.flatMap(({ code }) => code ?? []),
    properties: uniqueByName([
      ...refusalsInMessage(message),
      ...details.flatMap(refusalsInDetail),
      ...refusalInContext(context, category, message),
    ]),
    existingId: existingId(message, context),
    requiredScopes: details.flatMap((detail) => detail.context['requiredGranularScopes'] ?? []),
  };
}

/** HubSpot puts the details of refused values as a JSON text inside `message`. */
function refusalsInMessage(message: string | undefined): RefusedProperty[] {
  const start = message?.indexOf('[{') ?? -1;
  const end = message?.lastIndexOf('}]') ?? -1;
  if (message === undefined || start < 0 || end < start) return [];
  try {
    const entries: unknown = JSON.parse(message.slice(start, end + 2));
    return z.array(z.unknown()).parse(entries).flatMap(toRefusal);
  } catch {
    return [];
  }
}

function toRefusal(entry: unknown): RefusedProperty[] {
  const parsed = refusalSchema.safeParse(entry);
  if (!parsed.success || parsed.data.isValid === true) return [];
  const { name, error, message } = parsed.data;
  return [{ name, error, message }];
}

/** `errors[]` names the property in `context.propertyName`, in `in`, or hides the same JSON text in its own message. */
function refusalsInDetail(detail: z.infer<typeof detailSchema>): RefusedProperty[] {
  const inner = refusalsInMessage(detail.message);
  if (inner.length > 0) return inner;
  const names =
    detail.context['propertyName'] ?? detail.context['propertyNames'] ?? (detail.in ? [detail.in] : []);
  return names.map((name) => ({ name, error: detail.code ?? 'INVALID', message: detail.message ?? '' }));
}

function refusalInContext(
  context: Record<string, string[]>,
  category: string | undefined,
  message: string | undefined,
): RefusedProperty[] {
  const names = context['propertyName'] ?? context['propertyNames'] ?? [];
  return names.map((name) => ({ name, error: category ?? 'INVALID', message: message ?? '' }));
}

const uniqueByName = (refusals: RefusedProperty[]): RefusedProperty[] =>
  [...new Map(refusals.toReversed().map((refusal) => [refusal.name, refusal])).values()].toReversed();

/** `Contact already exists. Existing ID: 123` */
function existingId(message: string | undefined, context: Record<string, string[]>): string | undefined {
  return context['existingId']?.[0] ?? /Existing ID: (\d+)/i.exec(message ?? '')?.[1];
}
