/** Branded ids: a contact's id can never be handed where an owner's id is meant. All are strings, as HubSpot sends them. */
declare const brand: unique symbol;
type Branded<Name extends string> = string & { readonly [brand]: Name };

/** A HubSpot account ("portal", `hub_id`). */
export type PortalId = Branded<'PortalId'>;
/** A contact's record id (`hs_object_id`). */
export type ContactId = Branded<'ContactId'>;
/** An owner id (`hubspot_owner_id`), never a user id: HubSpot refuses a user id here. */
export type OwnerId = Branded<'OwnerId'>;
/** A HubSpot user id. */
export type UserId = Branded<'UserId'>;
/** Baton's own id of an assistant. */
export type AssistantId = Branded<'AssistantId'>;
/** Baton's own id of a campaign. */
export type CampaignId = Branded<'CampaignId'>;

export const portalId = (value: string | number): PortalId => String(value) as PortalId;
export const contactId = (value: string | number): ContactId => String(value) as ContactId;
export const ownerId = (value: string | number): OwnerId => String(value) as OwnerId;
export const userId = (value: string | number): UserId => String(value) as UserId;
export const campaignId = (value: string): CampaignId => value as CampaignId;
export const assistantId = (value: string): AssistantId => value as AssistantId;
