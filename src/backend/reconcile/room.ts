import { room } from '../room/room.ts';
import { ReconcileEntity } from './reconcile-entity.ts';
import type { ReconcileNeeds } from './open.ts';

export const reconcileRoom = room({
  name: 'reconcile',
  entities: [ReconcileEntity],
  open: async (needs: ReconcileNeeds) => (await import('./open.ts')).openReconcile(needs),
});
