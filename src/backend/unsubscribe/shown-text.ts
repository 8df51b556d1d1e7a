/** A link that unsubscribes somebody, whichever public address Baton had when it was sent. */
const wayOut = /(https?:\/\/[^\s<>"'()]*\/t\/unsubscribe\/)[^\s<>"'()]+/gi;

/**
 * The text of a mail as anybody but its reader gets to see it: the link with which the reader unsubscribes ends early, as
 * in a preview. Who clicks a link on a card, a page or HubSpot's timeline must not unsubscribe the contact.
 */
export const shownText = (text: string): string => text.replace(wayOut, '$1…');
