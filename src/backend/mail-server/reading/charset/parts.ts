import { Transform } from 'node:stream';
import { decodeBytes } from './charset.ts';

/** Labels that the parser takes for UTF-8 without asking; behind this they come here. */
const SAID = 'x-said-';
const charset = /;\s*charset\s*=\s*("[^"\r\n]*"|[^\s;]*)/gi;
const anyLabel = /charset\s*=(?:3D)?\s*["']?([\w.:-]{2,40})/gi;
const meta = /<meta[^>]{0,200}charset\s*=\s*["']?([\w.:-]{2,40})/i;
/** Enough of a mail or a page to look for labels in. */
const MAX_LOOK = 20_000;

/** Every character set that a mail names anywhere near its top. */
export const labelsIn = (bytes: string): string[] => [
  ...new Set([...bytes.slice(0, MAX_LOOK).matchAll(anyLabel)].map(([, label = '']) => label.toLowerCase())),
];

/** A Content-Type line of a text, so that the parser asks `partDecoder`, which is told the label. */
export function withLabel(contentType: string): string {
  if (!/^content-type:\s*text\//i.test(contentType)) return contentType;
  const label = (/;\s*charset\s*=\s*"?([\w.:-]*)/i.exec(contentType)?.[1] ?? '').toLowerCase();
  return `${contentType.replace(charset, '').trimEnd().replace(/;$/, '')}; charset=${SAID}${label}`;
}

/** What the parser decodes a part with: the whole part at once, which may be in another character set than it says. */
export const partDecoder = (labels: readonly string[]) =>
  class extends Transform {
    private readonly chunks: Buffer[] = [];
    private readonly label: string;

    constructor(label: string) {
      super();
      this.label = label;
    }

    override _transform(chunk: Buffer, _encoding: string, done: () => void): void {
      this.chunks.push(chunk);
      done();
    }

    override _flush(done: () => void): void {
      const bytes = Buffer.concat(this.chunks);
      const [, inPage] = meta.exec(bytes.subarray(0, MAX_LOOK).toString('latin1')) ?? [];
      const elsewhere = inPage === undefined ? labels : [...labels, inPage];
      const said = this.label.toLowerCase().replace(SAID, '');
      this.push(Buffer.from(decodeBytes(bytes, said, elsewhere)));
      done();
    }
  };
