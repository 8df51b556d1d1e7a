import type { AssistantStatus } from '../../cards/settings/contract.ts';
import type { Clock, Random } from '../ground/clock.ts';
import type { Database, Tx } from '../database/database.ts';
import { PerTransaction } from '../database/per-transaction.ts';
import { BatonError } from '../ground/errors.ts';
import type { HubSpot } from '../hubspot/types.ts';
import type { Vault } from '../vault/vault.ts';
import { assistantId } from '../ground/identifiers.ts';
import type { AssistantId, OwnerId, PortalId } from '../ground/identifiers.ts';
import type { MailboxAccount } from '../mail-server/types.ts';
import { AssistantEntity } from './assistant-entity.ts';
import type { Assistant } from './assistant-entity.ts';
import { mailboxSeal } from './mailbox-secrets.ts';

export type { Assistant };

/** What an admin says about an assistant. */
export type AssistantProfile = Pick<
  Assistant,
  | 'name'
  | 'email'
  | 'role'
  | 'signature'
  | 'companyDescription'
  | 'defaultContext'
  | 'sequenceId'
  | 'language'
  | 'brochureUrl'
  | 'calendarUrl'
> & {
  /** null: the default mailbox; undefined: as it was. */
  mailbox?: MailboxAccount | null | undefined;
  /** undefined: as it was. */
  approval?: Assistant['approval'] | undefined;
  /** null: no limit; undefined: as it was, and none for a new assistant. */
  dailyCap?: number | null | undefined;
  /** undefined: as it was, and off for a new assistant. */
  warmUp?: boolean | undefined;
  /** null: as many as come; undefined: as it was. */
  mostActive?: number | null | undefined;
};

export interface Assistants {
  list(portalId: PortalId, tx?: Tx): Promise<Assistant[]>;
  find(portalId: PortalId, id: AssistantId, tx?: Tx): Promise<Assistant | undefined>;
  /** Whichever accounts have an assistant with this address: an incoming mail names only addresses. */
  byEmail(emails: readonly string[]): Promise<Assistant[]>;
  all(): Promise<Assistant[]>;
  add(portalId: PortalId, profile: AssistantProfile, addedByEmail: string | null): Promise<Assistant>;
  change(portalId: PortalId, id: AssistantId, profile: AssistantProfile): Promise<Assistant>;
  remove(portalId: PortalId, id: AssistantId): Promise<void>;
  /** Looks the assistant's owner up in HubSpot by email. */
  refresh(portalId: PortalId, id: AssistantId): Promise<Assistant>;
  /** Creates the HubSpot user; HubSpot mails its invitation to the assistant. */
  invite(portalId: PortalId, id: AssistantId): Promise<void>;
  /** The account the assistant sends and receives with. @throws BatonError MAILBOX_NOT_CONFIGURED */
  mailbox(assistant: Assistant): MailboxAccount;
  /** The account of the assistant that a mail belongs to. @throws BatonError NOT_FOUND, MAILBOX_NOT_CONFIGURED */
  accountOf(mail: { portalId: PortalId; assistantId: AssistantId }): Promise<MailboxAccount>;
}

interface Deps {
  database: Database;
  hubspot: Pick<HubSpot, 'owners' | 'users'>;
  vault: Vault;
  clock: Clock;
  random: Random;
  defaultMailbox: MailboxAccount | null;
}

export function createAssistants(deps: Deps): Assistants {
  const { database, hubspot, clock, random } = deps;

  const known = new PerTransaction<Assistant | undefined>();
  const find = async (portalId: PortalId, id: AssistantId, tx: Tx = database.manager) => {
    const found = known.of(tx);
    const name = `${portalId}:${id}`;
    if (!found.has(name))
      found.set(name, (await tx.findOneBy(AssistantEntity, { portalId, assistantId: id })) ?? undefined);
    return found.get(name);
  };

  const required = async (portalId: PortalId, id: AssistantId): Promise<Assistant> => {
    const found = await find(portalId, id);
    if (!found) throw new BatonError('NOT_FOUND', 'There is no such assistant.');
    return found;
  };

  const save = async (assistant: Assistant): Promise<Assistant> => {
    await database.manager.upsert(AssistantEntity, assistant, ['portalId', 'assistantId']);
    return assistant;
  };

  const refresh = async (portalId: PortalId, id: AssistantId): Promise<Assistant> => {
    const assistant = await required(portalId, id);
    const owner = await hubspot.owners.byEmail(portalId, assistant.email);
    return save({ ...assistant, ownerId: owner && !owner.archived ? owner.ownerId : null });
  };

  const mailbox = (assistant: Assistant): MailboxAccount => {
    const account = assistant.sealedMailbox ? unseal(deps.vault, assistant) : deps.defaultMailbox;
    if (!account) throw new BatonError('MAILBOX_NOT_CONFIGURED');
    return account;
  };

  const store = async (assistant: Assistant, profile: AssistantProfile): Promise<Assistant> => {
    await refuseTakenEmail(database, assistant, profile.email);
    await save({
      ...assistant,
      ...sealed(deps.vault, assistant, profile),
      ...paced(assistant, profile, clock.now()),
    });
    return refresh(assistant.portalId, assistant.assistantId);
  };

  return {
    list: (portalId, tx = database.manager) =>
      tx.find(AssistantEntity, { where: { portalId }, order: { createdAt: 'ASC' } }),
    find,
    byEmail: async (emails) =>
      emails.length === 0
        ? []
        : database.manager
            .createQueryBuilder(AssistantEntity, 'assistant')
            .where('assistant.email IN (:...emails)', { emails: emails.map((email) => email.toLowerCase()) })
            .getMany(),
    all: () => database.manager.find(AssistantEntity),
    add: (portalId, profile, addedByEmail) =>
      store(
        { ...unknown(portalId, assistantId(random.uuid())), addedByEmail, createdAt: clock.now() },
        profile,
      ),
    change: async (portalId, id, profile) => store(await required(portalId, id), profile),
    async remove(portalId, id) {
      await database.manager.delete(AssistantEntity, { portalId, assistantId: id });
    },
    refresh,
    async invite(portalId, id) {
      const assistant = await required(portalId, id);
      const [firstName = assistant.name, ...rest] = assistant.name.split(' ');
      await hubspot.users.create(portalId, { email: assistant.email, firstName, lastName: rest.join(' ') });
    },
    mailbox,
    accountOf: async (mail) => mailbox(await required(mail.portalId, mail.assistantId)),
  };
}

/** A2, in the order of the steps an admin takes. `contacts`: how many it works on or has worked on. */
export function assistantStatus(assistant: { ownerId: OwnerId | null }, contacts: number): AssistantStatus {
  if (!assistant.ownerId) return 'ASSISTANT_DOES_NOT_EXIST_AS_USER_IN_CRM';
  return contacts === 0 ? 'ASSISTANT_EXISTS_AS_USER_IN_CRM' : 'ALL_WORKING_WELL';
}

async function refuseTakenEmail(database: Database, assistant: Assistant, email: string): Promise<void> {
  const other = await database.manager.findOneBy(AssistantEntity, {
    portalId: assistant.portalId,
    email: email.toLowerCase(),
  });
  if (other && other.assistantId !== assistant.assistantId) {
    throw new BatonError(
      'CONFLICT',
      `${other.name} already uses ${other.email}. Each assistant needs its own address.`,
    );
  }
}

function sealed(vault: Vault, assistant: Assistant, profile: AssistantProfile): Partial<Assistant> {
  const { mailbox, approval = assistant.approval, dailyCap: _cap, warmUp: _warmUp, ...given } = profile;
  const { mostActive = assistant.mostActive, ...rest } = given;
  const own = mailbox ? vault.seal(JSON.stringify(mailbox), mailboxSeal(assistant)) : null;
  return {
    ...rest,
    mostActive,
    approval,
    email: profile.email.toLowerCase(),
    sealedMailbox: mailbox === undefined ? assistant.sealedMailbox : own,
  };
}

/** Warming up begins when it is switched on; saving it again does not begin it anew. */
const paced = (
  assistant: Assistant,
  { dailyCap = assistant.dailyCap, warmUp = assistant.warmUpSince !== null }: AssistantProfile,
  now: number,
): Pick<Assistant, 'dailyCap' | 'warmUpSince'> => ({
  dailyCap,
  warmUpSince: warmUp ? (assistant.warmUpSince ?? now) : null,
});

const unseal = (vault: Vault, assistant: Assistant): MailboxAccount =>
  // Sealed by `sealed` above: the authenticated envelope vouches for the shape.
  JSON.parse(vault.open(assistant.sealedMailbox ?? '', mailboxSeal(assistant))) as MailboxAccount;

const unknown = (portalId: PortalId, id: AssistantId): Assistant => ({
  portalId,
  assistantId: id,
  name: '',
  email: '',
  role: '',
  signature: '',
  companyDescription: '',
  defaultContext: '',
  sequenceId: '',
  language: 'en',
  brochureUrl: null,
  calendarUrl: null,
  approval: 'none',
  ownerId: null,
  sealedMailbox: null,
  addedByEmail: null,
  createdAt: 0,
  dailyCap: null,
  warmUpSince: null,
  mostActive: null,
});
