/**
 * Joins the lines of format=flowed (RFC 3676, 4): a line that ends with a space goes on in the next one of the same
 * depth. A line of another depth, an empty one and a signature's separator end the paragraph.
 * @param deleteSpace DelSp=yes: the space at the end is not part of the text
 */
export function unflow(text: string, deleteSpace: boolean): string {
  const joined: { depth: number; text: string; flows: boolean }[] = [];
  for (const line of text.split('\n').map(readLine)) {
    const last = joined.at(-1);
    if (last?.flows && last.depth === line.depth && line.text !== '' && line.text !== '-- ') {
      last.text = `${deleteSpace ? last.text.slice(0, -1) : last.text}${line.text}`;
      last.flows = line.flows;
    } else joined.push(line);
  }
  return joined
    .map(({ depth, text: words }) => (depth > 0 ? `${'>'.repeat(depth)} ${words}` : words))
    .join('\n');
}

function readLine(line: string) {
  const depth = /^>*/.exec(line)?.[0].length ?? 0;
  const text = line.slice(depth).replace(/^ /, '').replace(/\r$/, '');
  return { depth, text, flows: text.endsWith(' ') && text !== '-- ' };
}
