import type { LeadSort } from '../contract.ts';

export type Column =
  | 'company' | 'state' | 'assistant' | 'step' | 'next-email' | 'last-answer' | 'prior-owner' | 'owner' | 'since'; // prettier-ignore

interface ColumnWords {
  value: Column;
  label: string;
  sort?: LeadSort;
}

/** What can be shown beside the name. */
export const columns: readonly ColumnWords[] = [
  { value: 'company', label: 'Company', sort: 'company' },
  { value: 'state', label: 'State', sort: 'state' },
  { value: 'assistant', label: 'Assistant' },
  { value: 'step', label: 'Step' },
  { value: 'next-email', label: 'Next email', sort: 'next-email' },
  { value: 'last-answer', label: 'Last answer', sort: 'last-answer' },
  { value: 'prior-owner', label: 'Prior owner' },
  { value: 'owner', label: 'Owner now' },
  { value: 'since', label: 'Handed over', sort: 'since' },
];

const usual: readonly Column[] = ['state', 'assistant', 'next-email', 'last-answer', 'since'];

/** The columns that an address asks for, in their order; what it does not know is left out. */
export function columnsOf(param: string | undefined): readonly ColumnWords[] {
  const wanted: readonly string[] = param === undefined ? usual : param.split(',');
  return columns.filter(({ value }) => wanted.includes(value));
}

/** How an address names a choice of columns; undefined for the usual ones. */
export function columnsParam(chosen: readonly string[]): string | undefined {
  const same = chosen.length === usual.length && usual.every((value) => chosen.includes(value));
  return same ? undefined : chosen.join(',') || 'none';
}
