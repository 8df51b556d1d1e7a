/** What mail programs like to take for advertising, a few words of each of the eight languages. Hints, no rules. */
const spamWords: readonly string[] = [
  '100% free', 'act now', 'buy now', 'cash', 'click here', 'double your', 'free trial', 'guaranteed', 'limited time', 'no obligation', 'risk-free', 'urgent', 'winner',
  'gratis', 'garantiert', 'jetzt kaufen', 'nur heute', 'sonderangebot', 'hier klicken', 'unverbindlich', 'gewinn',
  'gratuit', 'garanti', 'offre exceptionnelle', 'cliquez ici', 'sans engagement', 'dernière chance', 'promotion',
  'garantizado', 'oferta especial', 'haga clic aquí', 'sin compromiso', 'última oportunidad', 'urgente',
  'grátis', 'garantido', 'oferta imperdível', 'clique aqui', 'sem compromisso', 'última chance',
  'garantito', 'offerta speciale', 'clicca qui', 'senza impegno', 'ultima occasione',
  'gegarandeerd', 'klik hier', 'laatste kans', 'vrijblijvend', 'aanbieding', 'nu kopen',
  '無料', '今すぐ', '限定', '保証', '特別価格', 'クリック',
]; // prettier-ignore

const MOST_WORDS = 150;
/** Of languages that put no spaces between words. */
const MOST_SIGNS = 400;
const LONGEST_SUBJECT = 60;

/** What might keep an email from being read, one sentence each. Nothing is refused for it. */
export function letterHints(subjectAsTyped: string, letterAsTyped: string): string[] {
  const [subject, letter] = [withoutFields(subjectAsTyped), withoutFields(letterAsTyped)];
  const found = spamWords.filter((word) => says(`${subject}\n${letter}`, word));
  return [
    found.length > 0
      ? `Sounds like advertising to mail programs: ${found.map((word) => `“${word}”`).join(', ')}.`
      : '',
    subject.length > LONGEST_SUBJECT
      ? `The subject has ${subject.length} characters; phones show about ${LONGEST_SUBJECT}.`
      : '',
    shouts(subject) ? 'The subject shouts: capitals and exclamation marks look like advertising.' : '',
    lengthHint(letter),
  ].filter((hint) => hint !== '');
}

/** Of a sequence's text, what stands there for every contact. */
const withoutFields = (text: string): string => text.replace(/\{%.*?%\}|\{\{.*?\}\}/gs, '');

function says(text: string, word: string): boolean {
  // Japanese sets no spaces between words.
  if (/[\u3040-\u30ff\u4e00-\u9fff]/.test(word)) return text.includes(word);
  const plain = word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`(?<![\\p{L}\\d])${plain}(?![\\p{L}\\d])`, 'iu').test(text);
}

const shouts = (subject: string): boolean =>
  /!{2,}|！{2,}/.test(subject) ||
  (subject === subject.toUpperCase() && (subject.match(/\p{Lu}/gu)?.length ?? 0) >= 8);

function lengthHint(letter: string): string {
  const signs = letter.match(/[\u3040-\u30ff\u4e00-\u9fff]/g)?.length ?? 0;
  if (signs > MOST_SIGNS) return `Long: ${signs} characters. What fits on one screen is answered more often.`;
  const words = letter.trim().split(/\s+/).length;
  return words > MOST_WORDS ? `Long: ${words} words. What fits on one screen is answered more often.` : '';
}
