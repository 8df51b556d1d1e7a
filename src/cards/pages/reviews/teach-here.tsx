import { PhraseForm } from '../../phrases/phrase-form.tsx';
import { usePhrases } from '../../phrases/use-phrases.ts';
import { UnsavedProvider } from '../../unsaved/unsaved.tsx';

interface Props {
  /** The words that decided. */
  example: string;
  onClose: () => void;
}

/** The form of the settings, with the words of this answer. */
export function TeachHere({ example, onClose }: Props) {
  const { tools } = usePhrases();
  return (
    <UnsavedProvider apart>
      <PhraseForm
        id={null}
        start={{ example, class: 'AgreedToMeet', mode: 'always' }}
        tools={tools}
        onClose={onClose}
      />
    </UnsavedProvider>
  );
}
