import { Checkbox } from '@hubspot/ui-extensions';
import type { ClaimView } from '../contact/contract.ts';

/** Somebody takes it on themselves that a claim is right; their name stands in the activity. */
export function StandBy({
  marked,
  checked,
  onChange,
}: {
  marked: readonly ClaimView[];
  checked: boolean;
  onChange: (checked: boolean) => void;
}) {
  const words = [...new Set(marked.map((claim) => `“${claim.words}”`))].join(', ');
  return (
    <Checkbox
      name="standsBy"
      testId="stands-by"
      checked={checked}
      onChange={onChange}
      description="Recorded with your name."
    >
      {`I stand by it: ${words}`}
    </Checkbox>
  );
}
