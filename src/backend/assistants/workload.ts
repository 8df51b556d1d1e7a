import type { PortalId } from '../ground/identifiers.ts';

/** How many contacts each assistant works on now, and has ever worked on; those without any are absent. By id. */
export type Workload = ReadonlyMap<string, { active: number; total: number }>;

export type WorkloadOf = (portalId: PortalId) => Promise<Workload>;
