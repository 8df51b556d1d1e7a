import {
  Button,
  DateInput,
  Flex,
  Heading,
  Input,
  LoadingButton,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
  Text,
  Toggle,
} from '@hubspot/ui-extensions';
import { useState } from 'react';
import { useDraft } from '../unsaved/unsaved.tsx';
import type { SendingView } from './contract.ts';
import type { SettingsTools } from './use-settings.ts';

interface Props {
  sending: SendingView;
  tools: SettingsTools;
}

/** On which days nothing is sent: public holidays of the contact, and days on which the company is closed. */
export function ClosedDays({ sending, tools }: Props) {
  const { observeHolidays, closedDays } = sending;
  const save = (change: Partial<SendingView>, done: string) =>
    tools.run({ name: 'closed-days', request: () => tools.api.change(change), done: () => done });
  return (
    <Flex direction="column" gap="sm" testId="closed-days">
      <Heading>Days without emails</Heading>
      <Toggle
        label="Keep public holidays"
        name="observeHolidays"
        testId="observe-holidays"
        labelDisplay="inline"
        checked={observeHolidays}
        readOnly={tools.running !== null}
        onChange={(on) =>
          void save(
            { observeHolidays: on },
            on ? 'Public holidays are kept.' : 'Emails leave on public holidays, too.',
          )
        }
      />
      <Text variant="microcopy">
        Those of the contact’s country, and of its state where HubSpot knows it. The card says which holiday
        an email waits for.
      </Text>
      {closedDays.length > 0 ? <Days sending={sending} tools={tools} save={save} /> : null}
      <AddDay days={closedDays} tools={tools} save={save} />
    </Flex>
  );
}

type Save = (change: Partial<SendingView>, done: string) => ReturnType<SettingsTools['run']>;

function Days({ sending: { closedDays }, tools, save }: Props & { save: Save }) {
  return (
    <Table bordered density="condensed" testId="closed-day-list">
      <TableHead>
        <TableRow>
          <TableHeader width={130}>Your company is closed on</TableHeader>
          <TableHeader width={90}>Because of</TableHeader>
          <TableHeader width="min"> </TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {closedDays.map(({ date, name }) => (
          <TableRow key={date}>
            <TableCell>{dayOf(date, tools.locale)}</TableCell>
            <TableCell>{name === '' ? '–' : name}</TableCell>
            <TableCell width="min">
              <Button
                size="sm"
                testId={`open-${date}`}
                disabled={tools.running !== null}
                onClick={() =>
                  void save(
                    { closedDays: closedDays.filter((day) => day.date !== date) },
                    'Emails leave on this day again.',
                  )
                }
              >
                Remove
              </Button>
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

const dayOf = (date: string, locale: string | undefined): string =>
  new Intl.DateTimeFormat(locale?.replaceAll('_', '-'), { dateStyle: 'medium', timeZone: 'UTC' }).format(
    Date.parse(`${date}T00:00:00Z`),
  );

type DateValue = { year: number; month: number; date: number } | null;

/** HubSpot's months begin at 0. */
const isoOf = (value: DateValue): string | null =>
  value === null
    ? null
    : `${value.year}-${String(value.month + 1).padStart(2, '0')}-${String(value.date).padStart(2, '0')}`;

interface AddProps {
  days: SendingView['closedDays'];
  tools: SettingsTools;
  save: Save;
}

function AddDay({ days, tools, save }: AddProps) {
  const [value, setValue] = useDraft<DateValue>('closed-day.date', () => null);
  const [name, setName] = useDraft('closed-day.name', () => '');
  /** Another one makes the fields start afresh. */
  const [count, setCount] = useState(0);
  const date = isoOf(value);
  const add = async () => {
    if (date === null) return;
    const others = days.filter((day) => day.date !== date);
    const outcome = await save(
      { closedDays: [...others, { date, name: name.trim() }] },
      'Nothing is sent on this day.',
    );
    if (outcome === 'busy' || !outcome.ok) return;
    setValue(null);
    setName('');
    setCount(count + 1);
  };
  return (
    <Flex direction="row" gap="sm" align="end" wrap>
      <DateInput
        key={`day-${count}`}
        label="Also closed on"
        name="closedDay"
        testId="closed-day"
        format="medium"
        {...(value === null ? {} : { defaultValue: value })}
        onChange={(chosen) => setValue(chosen)}
      />
      <Input
        key={`name-${count}`}
        label="Because of"
        name="closedDayName"
        testId="closed-day-name"
        placeholder="Company outing"
        defaultValue={name}
        onInput={setName}
      />
      <LoadingButton
        testId="add-closed-day"
        loading={tools.running === 'closed-days'}
        disabled={date === null || tools.running !== null}
        onClick={() => void add()}
      >
        Add the day
      </LoadingButton>
    </Flex>
  );
}
