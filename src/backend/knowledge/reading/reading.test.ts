import { randomBytes } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { docxOf, pdfOf, pdfOfLines, wordParagraph, zipOf } from '../test-files.ts';
import { read } from './reader.ts';
import type { ReadingLimits } from './reader.ts';
import { MOST_CHARACTERS } from './types.ts';
import type { ReadText } from './types.ts';

const file = (bytes: Buffer, limits?: ReadingLimits) => read({ bytes, what: 'file', charset: '' }, limits);
const page = (html: string, charset = 'utf-8') => read({ bytes: Buffer.from(html), what: 'page', charset });
async function textOf(bytes: Buffer): Promise<string> {
  const reading = await file(bytes);
  if (reading.problem !== null) throw new Error(reading.problem);
  return reading.text;
}

describe('reading a PDF', () => {
  it('joins its lines to paragraphs, and words parted at the end of a line, but no rows of a table', async () => {
    const text = await textOf(
      pdfOfLines([
        'Prices',
        '',
        'The Enterprise plan costs $1,200 a month for 40 seats, with on-',
        'boarding by a person. Of smaller plans the price is for one seat.',
        'Discounts are for schools.',
        '',
        '',
        'Plan Price',
        'Pro 49',
      ]),
    );
    expect(text).toBe(
      'Prices\n\nThe Enterprise plan costs $1,200 a month for 40 seats, with onboarding by a person. Of smaller plans the price is for one seat. Discounts are for schools.\n\nPlan Price\nPro 49',
    );
  });

  it('says why it cannot: pictures only, a password, damage, nothing', async () => {
    const why = async (bytes: Buffer) => (await file(bytes)).problem;
    expect(await why(pdfOf('0 0 100 100 re f'))).toContain('only pictures of its pages');
    const locked = `/Encrypt << /Filter /Standard /V 1 /R 2 /O (${'o'.repeat(32)}) /U (${'u'.repeat(32)}) /P -44 >> /ID [(0123456789abcdef) (0123456789abcdef)]`;
    expect(await why(pdfOf('BT (x) Tj ET', { trailer: locked }))).toContain('protected by a password');
    expect(await why(Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(4_000)]))).toContain('damaged');
    expect(await why(Buffer.alloc(0))).toBe('This is empty.');
  });

  it('that unpacks to more than there is memory for ends alone', async () => {
    const bomb = pdfOf(deflateSync(Buffer.alloc(300_000_000, ' ')), { filter: '/Filter /FlateDecode' });
    expect(bomb.length).toBeLessThan(1_000_000);
    const reading = await file(bomb, { ms: 60_000, megabytes: 64 });
    expect(reading.problem).toContain('too much memory');
  });

  it('that takes too long ends alone', async () => {
    const endless = pdfOf(`BT /F1 12 Tf ${'(x) Tj '.repeat(900_000)} ET`);
    const reading = await file(endless, { ms: 150, megabytes: 512 });
    expect(reading.problem).toContain('took too long');
  });
});

describe('reading a Word file', () => {
  it('has its paragraphs, lists and tables', async () => {
    const cell = (text: string) => `<w:tc>${wordParagraph(text)}</w:tc>`;
    const table = `<w:tbl><w:tr>${cell('Plan')}${cell('Price')}</w:tr><w:tr>${cell('Pro')}${cell('49 €')}</w:tr></w:tbl>`;
    const text = await textOf(docxOf(wordParagraph('Größen &amp; Preise') + wordParagraph('価格表') + table));
    expect(text).toMatch(/^Größen & Preise\n\n価格表\n/);
    expect(text).toMatch(/Pro +49 €/);
  });

  it('that unpacks to far more than it says is not opened', async () => {
    const bomb = docxOf(wordParagraph('x'), [
      { name: 'word/media/a.png', content: Buffer.alloc(150_000_000), toldSize: 10 },
    ]);
    expect(bomb.length).toBeLessThan(1_000_000);
    expect((await file(bomb)).problem).toContain('unpacks to far more');
  });

  it('is told from other packed files, and from damaged ones', async () => {
    const other = (name: string) => file(zipOf([{ name, content: Buffer.from('x') }]));
    expect((await other('xl/workbook.xml')).problem).toContain('Excel or PowerPoint');
    expect((await other('photos/a.txt')).problem).toContain('packed file');
    expect((await file(docxOf('x').subarray(0, 300))).problem).toContain('damaged');
    expect((await file(Buffer.from('d0cf11e0a1b11ae1', 'hex'))).problem).toContain('old Word');
  });

  it('defines no words of its own that grow', async () => {
    const lol = Array.from(
      { length: 9 },
      (_, index) => `<!ENTITY l${index + 1} "${`&l${index};`.repeat(10)}">`,
    );
    const document = `<?xml version="1.0"?><!DOCTYPE d [<!ENTITY l0 "lol">${lol.join('')}]><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>&l9;</w:t></w:r></w:p></w:body></w:document>`;
    const reading = await file(
      zipOf([
        { name: '[Content_Types].xml', content: Buffer.from('<Types/>') },
        { name: 'word/document.xml', content: Buffer.from(document) },
      ]),
    );
    expect(reading.problem ?? reading.text.length).toSatisfy(
      (result: string | number) => typeof result === 'string' || result < 100,
    );
  });
});

describe('reading a text', () => {
  it('is right in whatever character set it was saved', async () => {
    const german =
      'Unsere Lieferzeit für Möbel beträgt zwei Wochen. Grüße aus Köln, Österreich und der Schweiz.';
    expect(await textOf(Buffer.from(`\uFEFF${german}`))).toBe(german);
    expect(await textOf(iconv.encode(german, 'windows-1252'))).toBe(german);
    expect(await textOf(iconv.encode(german, 'utf16', { addBOM: true }))).toBe(german);
    const japanese = '標準プランの価格は月額一万円です。東京と大阪に営業所があり、平日の九時から対応します。';
    expect(await textOf(iconv.encode(japanese, 'shift_jis'))).toBe(japanese);
  });

  it('refuses pictures, sounds and what has no word', async () => {
    expect((await file(Buffer.from('89504e470d0a1a0a', 'hex'))).problem).toContain('picture');
    expect((await file(Buffer.alloc(3_000))).problem).toContain('no text');
    expect((await file(Buffer.from(' \n --- \n'))).problem).toBe('There is no text in this.');
  });

  it('uses a million characters, and says so', async () => {
    const reading = await file(Buffer.from('A sentence of ten words that goes on. '.repeat(40_000)));
    expect(reading).toMatchObject({ problem: null, cut: true });
    expect((reading as ReadText).text.length).toBe(MOST_CHARACTERS);
  });
});

describe('reading a page', () => {
  const menu = '<nav>Home Products</nav><header>ACME</header>';
  const prices = 'The Pro plan costs 49 euro a month. '.repeat(10);

  it('has its title and content, not what stands around', async () => {
    const html = `<html><head><title>Prices &amp; plans\n</title></head><body>${menu}<main><h1>Plans</h1><p>${prices}</p><script>alert(1)</script></main><footer>© ACME</footer></body></html>`;
    const reading = await page(html);
    expect(reading).toMatchObject({ problem: null, title: 'Prices & plans' });
    const { text } = reading as ReadText;
    expect(text).toContain('Plans\n\nThe Pro plan costs 49 euro');
    expect(text).not.toMatch(/Home|alert|©/);
  });

  it('without marks of its content is read whole', async () => {
    expect(((await page(`<p>${prices}</p>`)) as ReadText).text).toContain('49 euro');
  });

  it('that is nested without end is read all the same', async () => {
    const reading = await page(`${'<div>'.repeat(8_000)}Deep${'</div>'.repeat(8_000)}<p>${prices}</p>`);
    expect(reading.problem ?? '').not.toContain('too long');
  });
});
