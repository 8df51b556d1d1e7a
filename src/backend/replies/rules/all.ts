import type { ReplyClass } from '../types.ts';
import { absences } from './absences.ts';
import { departures } from './departures.ts';
import { interests } from './interests.ts';
import { meetings } from './meetings.ts';
import { postponements } from './postponements.ts';
import { referrals } from './referrals.ts';
import { refusals } from './refusals.ts';
import type { ReplyRule } from './rule.ts';

export const rules: readonly ReplyRule[] = [
  ...refusals,
  ...departures,
  ...absences,
  ...meetings,
  ...referrals,
  ...postponements,
  ...interests,
];

/** When a mail says several things, the first of these decides. */
export const precedence: readonly ReplyClass[] = [
  'Unsubscribed',
  'MovedOut',
  'Retired',
  'SupportAutoResponse',
  'Deactivated',
  'AgreedToMeet',
  'ReferredSomeone',
  'ConnectLater',
  'OutOfOffice',
  'BrochureRequest',
  'InterestedToProceed',
  'SeekingMoreInfo',
];

/** A program's mail is about an absence first; its standard phrases about tickets and unsubscribing mean nothing. */
export const precedenceOfAutomatic: readonly ReplyClass[] = [
  'MovedOut',
  'Retired',
  'OutOfOffice',
  'SupportAutoResponse',
];

/** A class that steps back when the mail also says one of these: "no thanks, but try again in January" is a date. */
export const yieldsTo: Readonly<Partial<Record<ReplyClass, readonly ReplyClass[]>>> = {
  Deactivated: ['ConnectLater', 'ReferredSomeone', 'BrochureRequest'],
  SupportAutoResponse: ['AgreedToMeet', 'InterestedToProceed'],
};
