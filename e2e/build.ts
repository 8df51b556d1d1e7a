import { buildCards } from '../scripts/build-cards.mjs';
import { buildPages } from '../scripts/build-pages.mjs';

/** Builds what the browser loads, once for all files. */
export default async function build(): Promise<void> {
  await Promise.all([buildCards(), buildPages()]);
}
