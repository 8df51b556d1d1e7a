import type { FieldMapping } from '../field-mapping/open.ts';
import type { PortalId } from '../ground/identifiers.ts';
import type { Sequences } from '../sequences/sequences.ts';

export interface LostFieldsDeps {
  sequences: Pick<Sequences, 'all'>;
  fieldMapping: Pick<FieldMapping, 'all'>;
}

/** What emails of a sequence print that HubSpot no longer has, where no fallback stands in for it: they would wait. */
export async function lostFields(
  { sequences, fieldMapping }: LostFieldsDeps,
  portalId: PortalId,
  sequenceId: string,
): Promise<string[]> {
  const sequence = (await sequences.all(portalId)).find((one) => one.sequenceId === sequenceId);
  // Baton's own print no field of an account.
  if (!sequence || sequence.version === 0) return [];
  const { problemsIn } = await import('../sequences/content.ts');
  const found = problemsIn(sequence, await fieldMapping.all(portalId));
  return [
    ...new Set(
      found.map(
        ({ email, text }) => `“${sequence.name}”${email === null ? '' : `, email ${email + 1}`}: ${text}`,
      ),
    ),
  ];
}
