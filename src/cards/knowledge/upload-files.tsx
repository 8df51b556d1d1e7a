import { Alert, Button, Flex, Heading, Link, LoadingSpinner, Text, Tile } from '@hubspot/ui-extensions';
import { useEffect } from 'react';
import { useLatestAnswer } from '../requests/latest-answer.ts';
import { moment } from '../wording/dates.ts';
import type { UploadLink } from './contract.ts';
import type { KnowledgeTools } from './use-knowledge.ts';

/** Pages of HubSpot take no files, so that the browser sends them to a page of Baton's own. */
export function UploadFiles({ tools, onClose }: { tools: KnowledgeTools; onClose: () => void }) {
  const { asked, ask } = useLatestAnswer<UploadLink>();
  const { uploadLink } = tools.api;
  useEffect(() => void ask(uploadLink), [ask, uploadLink]);
  return (
    <Tile testId="upload-files">
      <Flex direction="column" gap="md">
        <Heading>Add files</Heading>
        <Text>
          PDF, Word (DOCX), Markdown or plain text, up to 10 MB each. A page of Baton opens beside this one
          and takes them; they appear below by themselves.
        </Text>
        {asked.status === 'asking' || asked.status === 'none' ? (
          <LoadingSpinner label="Getting the page ready" showLabel />
        ) : null}
        {asked.status === 'failed' ? (
          <Alert variant="danger" title="The page could not be got ready" testId="upload-failed">
            <Flex direction="column" gap="xs" align="start">
              <Text>{asked.problem.message}</Text>
              <Button size="sm" testId="retry-upload" onClick={() => void ask(uploadLink)}>
                Try again
              </Button>
            </Flex>
          </Alert>
        ) : null}
        {asked.status === 'answered' ? <Ready link={asked.value} tools={tools} /> : null}
        <Flex direction="row">
          <Button testId="close-upload" onClick={onClose}>
            Close
          </Button>
        </Flex>
      </Flex>
    </Tile>
  );
}

function Ready({ link: { url, expiresAt }, tools }: { link: UploadLink; tools: KnowledgeTools }) {
  return (
    <Text testId="upload-ready">
      <Link href={{ url, external: true }}>Choose files on Baton’s page</Link>
      {` The link works until ${moment(expiresAt, tools)}, for this account only.`}
    </Text>
  );
}
