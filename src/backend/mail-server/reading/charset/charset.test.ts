import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { parseIncoming } from '../parse.ts';

/** ISO-2022-JP, which the encoder does not know, by way of EUC-JP: the same bytes without their high bits. */
function inJis(text: string): Buffer {
  const parts = Array.from(text, (character) => {
    const bytes = iconv.encode(character, 'euc-jp');
    return bytes.length < 2
      ? character
      : `\u001b$B${Buffer.from(bytes.map((byte) => byte & 127)).toString('latin1')}\u001b(B`;
  });
  return Buffer.from(parts.join(''), 'latin1');
}
const encode = (text: string, charset: string): Buffer =>
  charset === 'iso-2022-jp' ? inJis(text) : iconv.encode(text, charset);

const hex = (bytes: Buffer): string =>
  [...bytes].map((byte) => `=${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('');
const encodings: Readonly<Record<string, (bytes: Buffer) => Buffer>> = {
  '8bit': (bytes) => bytes,
  'quoted-printable': (bytes) => Buffer.from(hex(bytes)),
  base64: (bytes) => Buffer.from(bytes.toString('base64')),
};

function mail(headers: readonly string[], body: Buffer, subject: string | Buffer = 'x'): Buffer {
  const top = ['', 'From: Ann <ann@northwind.example.com>', ...headers, '', ''].join('\r\n');
  return Buffer.concat([Buffer.from('Subject: '), Buffer.from(subject), Buffer.from(top), body]);
}

const written: [charset: string, text: string][] = [
  ['shift_jis', 'ありがとうございます。来月またご連絡ください。'],
  ['shift_jis', '不要です。'],
  ['euc-jp', '申し訳ございませんが、導入の予定はございません。'],
  ['iso-2022-jp', '木曜日の三時でお願いします。'],
  ['gb18030', '谢谢，我们目前不需要。'],
  ['gb18030', '退订'],
  ['big5', '請不要再寄信給我。'],
  ['big5', '好的。'],
  ['euc-kr', '안녕하세요, 목요일 오후 3시 좋습니다.'],
  ['koi8-r', 'Спасибо, нам это не нужно.'],
  ['windows-1251', 'Больше не пишите мне, пожалуйста.'],
  ['windows-1252', 'Désolé, ce n’est pas pour nous.'],
  ['windows-1252', 'Größtenteils passt das für uns, schöne Grüße.'],
  ['windows-1252', 'No me interesa, ¡gracias!'],
  ['windows-1250', 'Dziękuję, nie jestem zainteresowany.'],
  ['windows-1253', 'Ευχαριστώ, δεν ενδιαφέρομαι.'],
  ['windows-1254', 'Teşekkürler, şu anda ilgilenmiyoruz.'],
  ['windows-1255', 'תודה, אנחנו לא מעוניינים.'],
  ['windows-1256', 'شكرا، لسنا مهتمين بهذا العرض.'],
  ['utf-8', 'はい、Größe спасибо 谢谢'],
];

describe.each(written)('%s', (charset, text) => {
  const bytes = encode(text, charset);

  it.each([charset, null, 'us-ascii', 'iso-8859-1', 'utf-8', 'x-unknown'])(
    'is read when it says %s',
    async (said) => {
      for (const [encoding, apply] of Object.entries(encodings)) {
        const type = said === null ? [] : [`Content-Type: text/plain; charset=${said}`];
        const raw = mail([...type, `Content-Transfer-Encoding: ${encoding}`], apply(bytes));
        expect((await parseIncoming(raw)).text).toBe(text);
      }
    },
  );

  it('is read in a page that says it in its head only', async () => {
    const page = [
      `<html><head><meta charset="${charset}"><style>p{margin:0}</style></head><p>`,
      '</p></html>',
    ];
    const body = Buffer.concat([Buffer.from(page[0] ?? ''), bytes, Buffer.from(page[1] ?? '')]);
    expect((await parseIncoming(mail(['Content-Type: text/html; charset=us-ascii'], body))).text).toBe(text);
  });

  it('is read in a subject, as it is and behind a wrong label', async () => {
    expect((await parseIncoming(mail([], Buffer.from('hi'), bytes))).subject).toBe(text);
    for (const said of [charset, 'us-ascii', 'utf-8', 'unknown-8bit']) {
      const word = `=?${said}?B?${bytes.toString('base64')}?=`;
      expect((await parseIncoming(mail([], Buffer.from('hi'), word))).subject).toBe(text);
    }
  });
});

describe('character sets', () => {
  it('reads text that another program took for Windows-1252 and sent as UTF-8', async () => {
    const text = 'Größtenteils passt das für uns.';
    const twice = Buffer.from(Buffer.from(text).toString('latin1'));
    expect((await parseIncoming(mail(['Content-Type: text/plain; charset=utf-8'], twice))).text).toBe(text);
  });

  it('reads each part in its own', async () => {
    const part = (charset: string, text: string): Buffer[] => [
      Buffer.from(`--b\r\nContent-Type: text/plain; charset=${charset}\r\n\r\n`),
      encode(text, charset),
      Buffer.from('\r\n'),
    ];
    const body = Buffer.concat([
      ...part('shift_jis', '承知しました。'),
      ...part('koi8-r', 'Спасибо, нет.'),
      Buffer.from('--b--\r\n'),
    ]);
    const { text } = await parseIncoming(mail(['Content-Type: multipart/mixed; boundary=b'], body));
    expect(text.split(/\s*\n\s*/)).toEqual(['承知しました。', 'Спасибо, нет.']);
  });

  it('leaves labels alone that a person quotes', async () => {
    const text = 'My file says:\nContent-Type: text/html; charset=utf-8\nIs that right?';
    expect((await parseIncoming(mail([], Buffer.from(text)))).text).toBe(text);
  });

  it('reads a name with a comma', async () => {
    const name = '=?iso-8859-1?Q?M=FCller=2C_J=F6rg?=';
    const raw = Buffer.from(`From: ${name} <ann@northwind.example.com>\r\nSubject: x\r\n\r\nhi`);
    expect((await parseIncoming(raw)).from).toEqual({
      email: 'ann@northwind.example.com',
      name: 'Müller, Jörg',
    });
  });
});
