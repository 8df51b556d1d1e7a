import {
  Accordion,
  Alert,
  AutoGrid,
  BarChart,
  Box,
  Button,
  ButtonRow,
  Card,
  Checkbox,
  CurrencyInput,
  DateInput,
  DescriptionList,
  DescriptionListItem,
  Divider,
  Dropdown,
  EmptyState,
  ErrorState,
  Flex,
  Form,
  Heading,
  Icon,
  Illustration,
  Image,
  Inline,
  Input,
  LineChart,
  Link,
  List,
  LoadingButton,
  LoadingSpinner,
  Modal,
  ModalBody,
  ModalFooter,
  MultiSelect,
  NumberInput,
  Panel,
  PanelBody,
  PanelFooter,
  PanelSection,
  ProgressBar,
  RadioButton,
  ScoreCircle,
  SearchInput,
  Select,
  Spacer,
  Stack,
  Statistics,
  StatisticsItem,
  StatisticsTrend,
  StatusTag,
  StepIndicator,
  StepperInput,
  Tab,
  Table,
  TableBody,
  TableCell,
  TableFooter,
  TableHead,
  TableHeader,
  TableRow,
  Tabs,
  Tag,
  Text,
  TextArea,
  Tile,
  TimeInput,
  Toggle,
  ToggleGroup,
  Tooltip,
  hubspot,
  logger,
  useExtensionActions,
  useExtensionContext,
} from '@hubspot/ui-extensions';
import { useAssociations, useCrmProperties } from '@hubspot/ui-extensions/crm';
import { useState } from 'react';

/* A card that uses every component, hook and action: what the tests of the host run in its Web Worker. */
hubspot.extend<'crm.record.tab'>(() => <Gallery />);

const dot = 'data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7';
const rows = [
  { day: 'Mon', mails: 4, kind: 'sent' },
  { day: 'Tue', mails: 9, kind: 'sent' },
  { day: 'Tue', mails: 3, kind: 'replied' },
];
const axes = {
  x: { field: 'day', fieldType: 'category' as const, label: 'Day' },
  y: { field: 'mails', fieldType: 'linear' as const, label: 'Mails' },
  options: { groupFieldByColor: 'kind' },
};

function Gallery() {
  return (
    <Flex direction="column" gap="md">
      <Heading>Gallery</Heading>
      <World />
      <Tabs defaultSelected="fields" testId="tabs">
        <Tab tabId="fields" title="Fields">
          <Fields />
        </Tab>
        <Tab tabId="data" title="Data">
          <Data />
        </Tab>
        <Tab tabId="overlays" title="Overlays">
          <Overlays />
        </Tab>
        <Tab tabId="off" title="Off" disabled>
          <Text>never</Text>
        </Tab>
      </Tabs>
    </Flex>
  );
}

function World() {
  const context = useExtensionContext<'crm.record.tab'>();
  const actions = useExtensionActions<'crm.record.tab'>();
  const { properties, error } = useCrmProperties(['firstname', 'hubspot_owner_id'], {
    propertiesToFormat: ['hubspot_owner_id'],
  });
  const companies = useAssociations({ toObjectType: '0-2', properties: ['name'] });
  const [answer, setAnswer] = useState('');
  const [missing, setMissing] = useState('');
  const call = async (path: string, method: 'GET' | 'POST') => {
    const url = `${String(context.variables?.['API_ORIGIN'])}${path}`;
    const response = await hubspot.fetch(url, {
      method,
      ...(method === 'POST' ? { body: { note: 'x' } } : {}),
    });
    setAnswer(`${response.status} ${JSON.stringify(await response.json())}`);
  };
  const look = () => {
    const scope = globalThis as unknown as Record<string, unknown>;
    const found = ['fetch', 'XMLHttpRequest', 'document', 'window', 'localStorage', 'navigator', 'location'];
    setMissing(`absent: ${found.filter((name) => scope[name] === undefined).join(' ')}`);
    logger.info('looked around');
  };
  return (
    <Box>
      <DescriptionList direction="row">
        <DescriptionListItem label="User">
          <Text testId="user">{`${context.user.firstName} ${context.user.permissions.join(',')}`}</Text>
        </DescriptionListItem>
        <DescriptionListItem label="Record">
          <Text testId="record">{`${context.crm.objectTypeId}/${context.crm.objectId} in ${context.portal.id}`}</Text>
        </DescriptionListItem>
        <DescriptionListItem label="Properties">
          <Text testId="properties">
            {error ? error.message : `${properties['firstname']} of ${properties['hubspot_owner_id']}`}
          </Text>
        </DescriptionListItem>
        <DescriptionListItem label="Companies">
          <Text testId="companies">
            {companies.error?.message ?? companies.results.map((one) => one.properties['name']).join(', ')}
          </Text>
        </DescriptionListItem>
      </DescriptionList>
      <ButtonRow>
        <Button onClick={() => call('/api/hello', 'GET')}>Fetch</Button>
        <Button onClick={() => call('/api/missing', 'POST')}>Fetch a failure</Button>
        <Button onClick={look}>Look around</Button>
        <Button
          onClick={() => actions.addAlert({ type: 'success', title: 'Saved', message: 'All is well' })}
          overlay={<Tooltip>Shows an alert</Tooltip>}
        >
          Alert
        </Button>
        <Button onClick={() => actions.copyTextToClipboard('copied')}>Copy</Button>
        <Button
          onClick={() =>
            actions.openIframeModal({ uri: 'about:blank', height: 200, width: 300, title: 'Frame' })
          }
        >
          Frame
        </Button>
      </ButtonRow>
      <Text testId="answer">{answer}</Text>
      <Text testId="missing">{missing}</Text>
    </Box>
  );
}

function Fields() {
  const [text, setText] = useState('');
  const [log, setLog] = useState('');
  const [submitted, setSubmitted] = useState('');
  const tell = (what: string) => (value: unknown) => setLog(`${what}: ${JSON.stringify(value)}`);
  return (
    <Form onSubmit={(event) => setSubmitted(JSON.stringify(event.targetValue))} testId="form">
      <Input label="Name" name="name" value={text} onInput={setText} required description="As on the card" />
      <Text testId="echo">{text}</Text>
      <Button onClick={() => setText('set by the card')}>Set</Button>
      <TextArea label="Context" name="context" rows={2} error validationMessage="Too short" />
      <SearchInput label="Find" name="find" onInput={tell('search')} />
      <NumberInput
        label="Amount"
        name="amount"
        defaultValue={3}
        onChange={tell('number')}
        formatStyle="percentage"
      />
      <CurrencyInput label="Price" name="price" currency="EUR" onChange={tell('currency')} />
      <StepperInput label="Steps" name="steps" defaultValue={1} min={0} max={2} onChange={tell('steps')} />
      <DateInput label="Date" name="date" onChange={tell('date')} />
      <TimeInput label="Time" name="time" onChange={tell('time')} />
      <Select
        label="Size"
        name="size"
        onChange={tell('select')}
        options={[
          { label: 'One', value: 1 },
          { label: 'Two', value: 2 },
        ]}
      />
      <MultiSelect
        label="Colours"
        name="colours"
        onChange={tell('multi')}
        options={[
          { label: 'Red', value: 'red' },
          { label: 'Blue', value: 'blue' },
        ]}
      />
      <Checkbox name="agree" onChange={tell('checkbox')}>
        Agree
      </Checkbox>
      <RadioButton name="radio" value="a" onChange={tell('radio')}>
        Radio A
      </RadioButton>
      <Toggle
        label="Switch it"
        name="switch"
        onChange={tell('toggle')}
        textChecked="ON"
        textUnchecked="OFF"
      />
      <ToggleGroup
        label="Days"
        name="days"
        toggleType="checkboxList"
        onChange={tell('days')}
        options={[
          { label: 'Monday', value: '1' },
          { label: 'Tuesday', value: '2', initialIsChecked: true },
        ]}
      />
      <Text testId="log">{log}</Text>
      <LoadingButton type="submit" variant="primary" loading={false}>
        Submit
      </LoadingButton>
      <Text testId="submitted">{submitted}</Text>
    </Form>
  );
}

function Data() {
  const [page, setPage] = useState(1);
  const [sort, setSort] = useState<'ascending' | 'descending' | 'none'>('none');
  return (
    <Stack distance="md">
      <Table paginated pageCount={9} page={page} onPageChange={setPage} density="condensed">
        <TableHead>
          <TableRow>
            <TableHeader sortDirection={sort} onSortChange={setSort}>
              Name
            </TableHeader>
            <TableHeader align="right">Mails</TableHeader>
          </TableRow>
        </TableHead>
        <TableBody>
          <TableRow>
            <TableCell>{`Row of page ${page}`}</TableCell>
            <TableCell align="right">4</TableCell>
          </TableRow>
        </TableBody>
        <TableFooter>
          <TableRow>
            <TableCell colSpan={2}>Total</TableCell>
          </TableRow>
        </TableFooter>
      </Table>
      <AutoGrid columnWidth={240} gap="md" flexible>
        <Card>
          <Statistics>
            <StatisticsItem label="Replies" number={12}>
              <StatisticsTrend direction="increase" value="3 %" />
            </StatisticsItem>
          </Statistics>
        </Card>
        <Tile compact>
          <ScoreCircle score={72} />
        </Tile>
      </AutoGrid>
      <BarChart data={rows} axes={axes} options={{ title: 'Mails by day', showDataLabels: true }} />
      <LineChart data={rows} axes={axes} options={{ title: 'Mails over time' }} />
      <StepIndicator stepNames={['First', 'Second', 'Third']} currentStep={1} />
      <ProgressBar title="Sequence" value={2} maxValue={5} showPercentage valueDescription="2 of 5 sent" />
      <Inline gap="sm">
        <StatusTag variant="success">Warm</StatusTag>
        <StatusTag variant="danger" hollow>
          Stopped
        </StatusTag>
        <Tag variant="info">Tagged</Tag>
        <Icon name="email" screenReaderText="Email" />
        <Link href="https://example.com">Elsewhere</Link>
        <Image src={dot} alt="Dot" width={8} height={8} />
      </Inline>
      <List variant="ordered">
        <Text inline>First item</Text>
        <Text inline>Second item</Text>
      </List>
      <Divider distance="sm" />
      <Spacer size="sm" />
      <Alert title="Careful" variant="warning">
        Something waits
      </Alert>
      <Accordion title="More" defaultOpen={false}>
        <Text>Inside the accordion</Text>
      </Accordion>
      <LoadingSpinner label="Loading more" showLabel />
      <EmptyState title="Nothing yet" layout="vertical" imageName="contacts">
        <Text>Come back later</Text>
      </EmptyState>
      <ErrorState title="Broken" type="lock">
        <Text>Ask an admin</Text>
      </ErrorState>
      <Illustration name="lock" alt="A lock" width={90} />
    </Stack>
  );
}

function Overlays() {
  const actions = useExtensionActions<'crm.record.tab'>();
  const [picked, setPicked] = useState('');
  const modal = (
    <Modal id="sure" title="Are you sure?" variant="danger" width="small" onClose={() => setPicked('closed')}>
      <ModalBody>
        <Input label="Reason" name="reason" />
      </ModalBody>
      <ModalFooter>
        <Button variant="destructive" onClick={() => actions.closeOverlay('sure')}>
          Yes
        </Button>
      </ModalFooter>
    </Modal>
  );
  return (
    <Flex gap="sm" wrap="wrap">
      <Button overlay={modal} variant="primary">
        Open modal
      </Button>
      <Dropdown buttonText="Menu" variant="secondary">
        <Dropdown.ButtonItem onClick={() => setPicked('pause')}>Pause</Dropdown.ButtonItem>
        <Dropdown.ButtonItem overlay={modal} onClick={() => setPicked('stop')}>
          Stop
        </Dropdown.ButtonItem>
      </Dropdown>
      <Button onClick={(_event, reactions) => reactions.openPanel('details')}>Open panel</Button>
      <Panel id="details" title="Details">
        <PanelBody>
          <PanelSection>
            <Text>Inside the panel</Text>
          </PanelSection>
        </PanelBody>
        <PanelFooter>
          <Button onClick={(_event, reactions) => reactions.closePanel('details')}>Done</Button>
        </PanelFooter>
      </Panel>
      <Text testId="picked">{picked}</Text>
    </Flex>
  );
}
