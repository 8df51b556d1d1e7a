import { DateInput, Flex, Input, Select, TextArea } from '@hubspot/ui-extensions';
import { useState } from 'react';
import type { FormProps } from './form-props.ts';
import { FormButtons } from './form-buttons.tsx';

/** A note on the contact's timeline, in the rep's name. */
export function NoteForm({ tools, onClose }: FormProps) {
  const [text, setText] = useState('');
  return (
    <Flex direction="column" gap="sm">
      <TextArea
        label="Note"
        name="note"
        testId="note-text"
        description="It stands on the contact’s timeline in HubSpot. The contact does not see it."
        rows={4}
        maxLength={20_000}
        onInput={setText}
      />
      <FormButtons
        action="note"
        label="Add the note"
        tools={tools}
        incomplete={text.trim() === ''}
        body={() => ({ text })}
        onClose={onClose}
      />
    </Flex>
  );
}

interface Day {
  year: number;
  month: number;
  date: number;
}

const padded = (value: number): string => String(value).padStart(2, '0');
const isoOf = ({ year, month, date }: Day): string => `${year}-${padded(month + 1)}-${padded(date)}`;

const hours = Array.from({ length: 11 }, (_none, index) => `${padded(index + 8)}:00`);

/** A task for the rep at a time of theirs. */
export function RemindForm({ tools, onClose }: FormProps) {
  const [day, setDay] = useState<Day | null>(null);
  const [hour, setHour] = useState('09:00');
  const [about, setAbout] = useState('');
  return (
    <Flex direction="column" gap="sm">
      <Flex direction="row" gap="sm" align="end" wrap>
        <DateInput
          label="Day"
          name="remindDay"
          testId="remind-day"
          format="medium"
          timezone="portalTz"
          onChange={(chosen) => setDay(chosen)}
        />
        <Select
          label="Time"
          name="remindHour"
          testId="remind-hour"
          value={hour}
          options={hours.map((value) => ({ label: value, value }))}
          onChange={(value) => setHour(String(value))}
        />
      </Flex>
      <Input
        label="What for"
        name="remindAbout"
        testId="remind-about"
        placeholder="Ask about the fair"
        onInput={setAbout}
      />
      <FormButtons
        action="remind"
        label="Remind me"
        tools={tools}
        incomplete={day === null}
        body={() => ({ at: `${day ? isoOf(day) : ''}T${hour}`, about: about.slice(0, 500) })}
        onClose={onClose}
      />
    </Flex>
  );
}
