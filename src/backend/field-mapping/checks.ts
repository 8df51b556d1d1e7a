import { IsNull, Not } from 'typeorm';
import type { CheckedInstallation, Finding } from '../room/room.ts';
import { MappedFieldEntity } from './field-entity.ts';
import { meanwhileOf, troubleOf } from './troubles.ts';

/** Mapped properties that HubSpot no longer gives, as last seen. */
export async function* checkFields({ database }: CheckedInstallation): AsyncGenerator<Finding> {
  if (!database) return;
  const broken = await database.manager.find(MappedFieldEntity, {
    where: { trouble: Not(IsNull()) },
    order: { portalId: 'ASC', tag: 'ASC' },
  });
  for (const row of broken)
    yield {
      subject: `field ${row.tag}, account ${row.portalId}`,
      ok: false,
      text: `${troubleOf(row) ?? ''} ${meanwhileOf(row)} Under Fields in the settings an admin gives it a fallback.`,
    };
}
