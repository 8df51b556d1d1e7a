/** Something that goes wrong in the mail world on purpose. */
export interface MailFault {
  id: string;
  service: 'smtp' | 'imap';
  /**
   * refuse: hangs up at once · hang: accepts the connection and never says a word · login: refuses every password ·
   * defer: 451 for the recipient · reject: 550 for the recipient · reject-content: 554 after the data ·
   * drop-after-data: takes the mail, delivers it and hangs up without an answer · lose-after-data: the same without
   * delivering · hang-after-data: delivers and never answers · bye: says BYE instead of opening a folder · cut: hangs up
   * in the middle of a mail that is fetched.
   */
  kind: MailFaultKind;
  /** Only mails to this address, or to this domain when it starts with "@". Not looked at before the recipient is known. */
  to?: string;
  /** How often it strikes before it goes away; without it, until removed. */
  times?: number;
}

export const mailFaultKinds = [
  'refuse',
  'hang',
  'login',
  'defer',
  'reject',
  'reject-content',
  'drop-after-data',
  'lose-after-data',
  'hang-after-data',
  'bye',
  'cut',
] as const;
export type MailFaultKind = (typeof mailFaultKinds)[number];

export interface MailFaults {
  list(): readonly MailFault[];
  set(faults: readonly (Omit<MailFault, 'id'> & { id?: string })[]): void;
  clear(): void;
  /** The fault of one of these kinds that strikes now, counted. */
  strike(service: MailFault['service'], kinds: readonly MailFaultKind[], to?: string): MailFaultKind | null;
}

export function createMailFaults(): MailFaults {
  let faults: MailFault[] = [];
  return {
    list: () => faults,
    set: (next) => {
      faults = next.map((fault, index) => ({ ...fault, id: fault.id ?? `mail-${index + 1}` }));
    },
    clear: () => {
      faults = [];
    },
    strike: (service, kinds, to) => {
      const fault = faults.find(
        (one) => one.service === service && kinds.includes(one.kind) && matches(one, to),
      );
      if (!fault) return null;
      if (fault.times !== undefined) {
        faults = faults
          .map((one) => (one === fault ? { ...one, times: (one.times ?? 1) - 1 } : one))
          .filter((one) => one.times !== 0);
      }
      return fault.kind;
    },
  };
}

function matches(fault: MailFault, to: string | undefined): boolean {
  if (fault.to === undefined) return true;
  const wanted = fault.to.toLowerCase();
  return wanted.startsWith('@') ? (to ?? '').endsWith(wanted) : to === wanted;
}
