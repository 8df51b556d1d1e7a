/** What a property was, and since when. */
export interface PropertyVersion {
  /** "": none. */
  value: string;
  /** When it became that, epoch ms of HubSpot's clock. */
  at: number;
}
