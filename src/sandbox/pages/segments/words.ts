import type { Segment } from '../api/list-types.ts';

/** HubSpot's pages call a DYNAMIC list active, and the others static. */
export const typeWord = ({ processingType }: Pick<Segment, 'processingType'>): 'Active' | 'Static' =>
  processingType === 'DYNAMIC' ? 'Active' : 'Static';

export const objects = [
  { id: '0-1', type: 'contacts', label: 'Contact', many: 'contacts' },
  { id: '0-2', type: 'companies', label: 'Company', many: 'companies' },
] as const;
export type SegmentObject = (typeof objects)[number];

export const objectOf = (objectTypeId: string): SegmentObject =>
  objects.find(({ id }) => id === objectTypeId) ?? objects[0];

/** `1 contact`, `1,200 companies`. */
export function countWords(count: number, objectTypeId: string): string {
  const { label, many } = objectOf(objectTypeId);
  return `${count.toLocaleString('en')} ${count === 1 ? label.toLowerCase() : many}`;
}
