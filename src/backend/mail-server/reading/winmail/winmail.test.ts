import { describe, expect, it } from 'vitest';
import { understand } from '../../../replies/understand.ts';
import { parseIncoming } from '../parse.ts';

const u16 = (value: number): Buffer => Buffer.from([value & 255, value >> 8]);
const u32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
};
const attribute = (name: number, data: Buffer): Buffer =>
  Buffer.concat([Buffer.from([1]), u32(name), u32(data.length), data, Buffer.alloc(2)]);
const tnef = (...attributes: Buffer[]): Buffer =>
  Buffer.concat([u32(0x223e9f78), Buffer.alloc(2), ...attributes]);

/** A property of variable length, filled up to four bytes. */
function property(type: number, id: number, value: Buffer): Buffer {
  const filling = Buffer.alloc((4 - (value.length % 4)) % 4);
  return Buffer.concat([u16(type), u16(id), u32(1), u32(value.length), value, filling]);
}
const properties = (...all: Buffer[]): Buffer =>
  attribute(0x00069003, Buffer.concat([u32(all.length), ...all]));
const rtf = (content: string): Buffer =>
  property(0x102, 0x1009, Buffer.concat([u32(0), u32(0), Buffer.from('MELA'), u32(0), Buffer.from(content)]));
const title = (name: string): Buffer => attribute(0x00018010, Buffer.from(`${name}\0`));

const mail = (file: Buffer): Buffer =>
  Buffer.from(
    [
      'From: Ann <ann@northwind.example.com>',
      'Subject: Re: Idea',
      'Content-Type: application/ms-tnef; name=winmail.dat',
      'Content-Transfer-Encoding: base64',
      '',
      file.toString('base64'),
    ].join('\r\n'),
  );
const read = (...attributes: Buffer[]) => parseIncoming(mail(tnef(...attributes)));

/** Numbers and a named property stand before the text. */
const others = [
  Buffer.concat([u16(3), u16(0x0017), u32(1)]),
  Buffer.concat([u16(0x40), u16(0x0039), Buffer.alloc(8)]),
  Buffer.concat([
    u16(3),
    u16(0x8001),
    Buffer.alloc(16),
    u32(1),
    u32(6),
    Buffer.from('a\0b\0\0\0\0\0'),
    u32(7),
  ]),
];

describe('winmail.dat', () => {
  it.each([
    ['plain text', [attribute(0x0002800c, Buffer.from('Thursday works.\0'))]],
    [
      'text among its properties',
      [properties(...others, property(0x1e, 0x1000, Buffer.from('Thursday works.\0')))],
    ],
    ['UTF-16', [properties(property(0x1f, 0x1000, Buffer.from('Thursday works.\0', 'utf16le')))]],
    ['HTML', [properties(property(0x102, 0x1013, Buffer.from('<p>Thursday <b>works</b>.</p>')))]],
    ['RTF', [properties(rtf('{\\rtf1\\ansi{\\fonttbl{\\f0 Arial;}}\\pard Thursday\\~works.\\par}'))]],
    [
      'HTML in RTF',
      [
        properties(
          rtf(
            '{\\rtf1\\fromhtml1{\\*\\htmltag64 <p>}\\htmlrtf{\\par\\htmlrtf0 Thursday works.{\\*\\htmltag72 </p>}}',
          ),
        ),
      ],
    ],
  ])('is read by its %s', async (_what, attributes) => {
    expect(await read(...attributes)).toMatchObject({ text: 'Thursday works.', certain: null });
  });

  it('is read in its code page', async () => {
    const content = "{\\rtf1\\ansi\\ansicpg932 \\'8f\\'b3\\'92\\'6d\\u12375 ?}";
    expect((await read(properties(rtf(content)))).text).toBe('承知し');
  });

  it('is read when it is compressed', async () => {
    // The example of [MS-OXRTFCP] 4.1.
    const example = Buffer.from(
      '2d0000002b0000004c5a4675f1c5c7a703000a007263706731323542320af32068656c090020627705b06c647d0a800fa0',
      'hex',
    );
    expect((await read(properties(property(0x102, 0x1009, example)))).text).toBe('hello world');
  });

  it('names the files in it, below the text', async () => {
    const parsed = await read(
      attribute(0x0002800c, Buffer.from('Here it is.')),
      title('offer.pdf'),
      title('plan.xlsx'),
    );
    expect(parsed.text).toBe('Here it is.');
    expect(parsed.fullText).toContain('In winmail.dat: offer.pdf, plan.xlsx');
  });

  it.each([
    ['nothing', Buffer.alloc(0)],
    ['noise', Buffer.from('x'.repeat(500))],
    ['an end in the middle', tnef(properties(...others)).subarray(0, 40)],
    ['a file only', tnef(title('offer.pdf'))],
  ])('that holds %s is said to be unreadable', async (_what, file) => {
    const parsed = await parseIncoming(mail(file));
    expect(parsed).toMatchObject({ text: '', autoSubmitted: false });
    const { class: meant, evidence } = understand(parsed, { receivedAt: 0, timeZone: 'UTC', question: '' });
    expect(meant).toBe('Other');
    expect(evidence).toContain('winmail.dat cannot be read');
    if (file.includes('offer.pdf')) expect(evidence).toContain('offer.pdf');
  });
});
