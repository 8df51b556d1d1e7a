export const tiers = ['free', 'starter', 'professional', 'enterprise'] as const;

/** A HubSpot account ("portal"). */
export interface Account {
  portalId: number;
  name: string;
  /** IANA zone. */
  timeZone: string;
  currency: string;
  /** Merging gives the survivor a new id, as newer portals do; false: "Primary ID preservation". */
  mergeCreatesNewId: boolean;
  /** Most custom properties per object type. */
  customPropertyLimit: number;
  /** Requests of one day, as accounts have them for apps of their own; null: none, as for an app that OAuth installed. */
  dailyLimit: number | null;
  /** Takes bodies that work in practice although HubSpot's declaration asks for more. */
  asPractised: boolean;
  /** What the account pays for; absent: Enterprise. Below Enterprise there are no custom objects and no custom events. */
  tier?: (typeof tiers)[number];
  /** Admin's rules that every write path enforces. */
  writeRules: WriteRule[];
  /** null: the app is not installed. */
  installation: Installation | null;
}

export interface Installation {
  userId: number;
  scopes: string[];
  at: number;
}

/** A property that an admin made required: on creation, or as soon as another has a certain value. */
export type WriteRule =
  | { kind: 'required'; objectTypeId: string; property: string }
  | {
      kind: 'conditional';
      objectTypeId: string;
      when: { property: string; value: string };
      required: string;
    };

export interface User {
  id: number;
  email: string;
  firstName: string;
  lastName: string;
  superAdmin: boolean;
  roleId: string | null;
  primaryTeamId: string | null;
  /** Has accepted the invitation. */
  accepted: boolean;
  /** Absent: as most users have it. */
  access?: Access;
}

/** What a user may on HubSpot's pages. An app sees nothing of it but `superAdmin`, the role and the teams. */
export interface Access {
  /** App Marketplace Access: may install and set up apps. */
  installsApps: boolean;
  /** Which contacts are shown: all, those of the own team, those that the user owns, or none. */
  contacts: 'all' | 'team' | 'own' | 'none';
}

export interface Team {
  id: string;
  name: string;
}

export interface Owner {
  id: string;
  /** null once the user is gone. */
  userId: number | null;
  userIdIncludingInactive: number;
  email: string;
  firstName: string;
  lastName: string;
  createdAt: number;
  updatedAt: number;
  archived: boolean;
}

/** A person's choice for one subscription type, or for all (`subscriptionId` null), of one address. */
export interface Preference {
  email: string;
  subscriptionId: string | null;
  status: 'SUBSCRIBED' | 'UNSUBSCRIBED';
  at: number;
}
