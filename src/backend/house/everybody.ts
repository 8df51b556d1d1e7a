import type { Hooks, Opened } from '../room/room.ts';

/** Tells all rooms. `opened`: in the order of the list, once all are open. */
export function tellEverybody(opened: () => readonly Opened<unknown>[]): Hooks {
  const downwards = () => opened().flatMap(({ on }) => on ?? []);
  /** Who knows others may still write there while it is asked: so it is asked before them. */
  const upwards = () => downwards().reverse();
  return {
    async connected(tx, portalId) {
      for (const room of downwards()) await room.connected?.(tx, portalId);
    },
    async disconnected(tx, portalId) {
      for (const room of upwards()) await room.disconnected?.(tx, portalId);
    },
    async settingsChanged(portalId, what) {
      for (const room of downwards()) await room.settingsChanged?.(portalId, what);
    },
    contactChanged(portalId, contactId) {
      for (const room of downwards()) room.contactChanged?.(portalId, contactId);
    },
    async setBack() {
      for (const room of downwards()) await room.setBack?.();
    },
    async pullIn() {
      for (const room of upwards()) await room.pullIn?.();
    },
    async addresses(portalId, ids, found) {
      for (const room of downwards()) await room.addresses?.(portalId, ids, found);
    },
    async forgetUnread(portalId, addresses) {
      for (const room of downwards()) await room.forgetUnread?.(portalId, addresses);
    },
    async erase(tx, portalId, ids) {
      for (const room of upwards()) await room.erase?.(tx, portalId, ids);
    },
  };
}
