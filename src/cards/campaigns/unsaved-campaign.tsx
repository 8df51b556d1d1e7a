import { Alert, Button, Flex, Text } from '@hubspot/ui-extensions';
import { useUnsaved } from '../unsaved/unsaved.tsx';
import type { CampaignPlace } from './use-campaigns.ts';

/** What is entered about a campaign is kept in a section of this name. @param id null: a new one */
export const sectionOf = (id: string | null): string => `campaign ${id ?? 'new'}`;

interface Props {
  id: string | null;
  place: CampaignPlace;
}

/** What was entered and not saved waits in the form. */
export function UnsavedCampaign({ id, place }: Props) {
  const { sections, forgetSection } = useUnsaved();
  if (!sections.has(sectionOf(id))) return null;
  return (
    <Alert
      variant="info"
      title={id === null ? 'A new campaign is not saved yet' : 'Changes to this campaign are not saved yet'}
      testId="unsaved"
    >
      <Flex direction="row" gap="sm" align="center" wrap>
        <Text inline>They are kept while Baton’s pages are open.</Text>
        <Button
          size="sm"
          variant="transparent"
          testId="go-on-editing"
          onClick={() => place.go({ campaign: id ?? 'new', step: '1' })}
        >
          Go on
        </Button>
        <Button
          size="xs"
          variant="transparent"
          testId="discard-unsaved"
          onClick={() => forgetSection(sectionOf(id))}
        >
          Discard
        </Button>
      </Flex>
    </Alert>
  );
}
