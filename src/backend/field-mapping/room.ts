import { room } from '../room/room.ts';
import { MappedFieldEntity, MappedFields1764764000000 } from './field-entity.ts';
import type { FieldMappingNeeds } from './open.ts';

export const fieldMappingRoom = room({
  name: 'fieldMapping',
  entities: [MappedFieldEntity],
  migrations: [MappedFields1764764000000],
  async *checks(about) {
    yield* (await import('./checks.ts')).checkFields(about);
  },
  open: async (needs: FieldMappingNeeds) => (await import('./open.ts')).openFieldMapping(needs),
});
