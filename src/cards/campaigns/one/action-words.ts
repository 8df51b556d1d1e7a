import { counted } from '../../wording/numbers.ts';
import type { CampaignDetail } from '../contract.ts';

/** What asks in a modal, says what will happen in numbers, and what the way back is. */
export type AskedFirst = 'start' | 'enroll' | 'pause' | 'resume' | 'stop' | 'complete' | 'archive' | 'undo';

interface Question {
  title: string;
  /** One sentence each: what happens, then the way back. */
  happens: readonly string[];
  wayBack: string;
  /** It ends something. */
  danger: boolean;
}

export const actionLabels: Readonly<Record<AskedFirst | 'edit' | 'test' | 'clone', string>> = {
  edit: 'Edit',
  start: 'Start again',
  enroll: 'Enroll from the list now',
  test: 'Test on one contact',
  pause: 'Pause',
  resume: 'Resume',
  stop: 'Stop',
  complete: 'Complete',
  undo: 'Undo the enrolling',
  archive: 'Archive',
  clone: 'Clone',
};

export const doneWords: Readonly<Record<AskedFirst, string>> = {
  start: 'The campaign is started again.',
  enroll: 'The list is being read.',
  pause: 'The campaign is paused.',
  resume: 'The campaign goes on.',
  stop: 'The campaign is being stopped.',
  complete: 'The campaign is completed.',
  undo: 'The enrolling is being undone.',
  archive: 'The campaign is archived.',
};

const running: Readonly<Record<string, string>> = {
  start: 'Starting',
  enroll: 'Reading the list',
  again: 'Looking at contacts again',
  test: 'Enrolling the contact',
  pause: 'Pausing',
  resume: 'Resuming',
  stop: 'Stopping',
  complete: 'Completing',
  undo: 'Undoing',
  archive: 'Archiving',
  move: 'Moving',
};

export const runningWords = (name: string): string | undefined => running[name];

/** What a click would do to this campaign as it is now. */
export function questionOf(action: AskedFirst, campaign: CampaignDetail, locale?: string): Question {
  const { draft, underWay, tenth } = campaign;
  const many = (count: number) => counted(count, 'contact', 'contacts', locale);
  const are = (count: number) => counted(count, 'contact is', 'contacts are', locale);
  const name = `“${draft.name}”`;
  switch (action) {
    case 'start':
      return {
        title: `Start ${name} again?`,
        happens: [
          'The list is read, and everybody in it who fits and was not in yet is enrolled.',
          'Who was enrolled before stays as it is.',
        ],
        wayBack: 'Pause holds it, and undo takes out again everybody to whom nothing was sent.',
        danger: false,
      };
    case 'enroll':
      return {
        title: `Enroll from ${draft.list?.name ?? 'the list'} now?`,
        happens: [
          tenth === null
            ? 'The list is read, and everybody in it who fits and is not in yet is enrolled.'
            : `${are(tenth.rest)} waiting: who fits of them is enrolled.`,
        ],
        wayBack: 'Undo takes out again everybody to whom nothing was sent.',
        danger: false,
      };
    case 'pause':
      return {
        title: `Pause ${name}?`,
        happens: [
          `${are(underWay)} under way: no email leaves to them, and nobody new is enrolled.`,
          'Answers are read all the same.',
        ],
        wayBack: 'Resume goes on where it was.',
        danger: false,
      };
    case 'resume':
      return {
        title: `Resume ${name}?`,
        happens: [`Emails to ${many(underWay)} go on, within the hours and the limits.`],
        wayBack: 'Pause holds them again.',
        danger: false,
      };
    case 'stop':
      return {
        title: `Stop ${name}?`,
        happens: [
          `${are(underWay)} under way: no email leaves to them any more${draft.takesOwnership ? ', and they go back to their prior owners' : ''}.`,
          'Nobody new is enrolled.',
        ],
        wayBack:
          'Started again, the campaign enrolls only who was not in it yet. “Enroll again” under Contacts takes in who was stopped.',
        danger: true,
      };
    case 'complete':
      return {
        title: `Complete ${name}?`,
        happens: ['Nobody new is enrolled.', `${many(underWay)} under way go on to their last email.`],
        wayBack: 'Start opens it again.',
        danger: false,
      };
    case 'undo':
      return undoQuestion(campaign, locale);
    case 'archive':
      return {
        title: `Archive ${name}?`,
        happens: [
          'It leaves the list of campaigns; the filter “Archived” shows it.',
          'Its numbers and what its contacts got stay.',
        ],
        wayBack: 'It cannot be started again. A clone of it can.',
        danger: false,
      };
  }
}

/** What was sent cannot be taken back, what was only enrolled can. */
function undoQuestion({ draft, undoable, figures }: CampaignDetail, locale?: string): Question {
  return {
    title: `Undo the enrolling of “${draft.name}”?`,
    happens: [
      `${counted(undoable, 'contact is', 'contacts are', locale)} taken out again, as if they had never been in: nothing was sent to them.`,
      `${counted(figures.reached, 'contact', 'contacts', locale)} that got an email stay.`,
    ],
    wayBack: 'They are not enrolled again by themselves: tick them under Contacts and choose “Enroll again”.',
    danger: true,
  };
}
