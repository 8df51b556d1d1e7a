import type { Language } from '../ground/languages.ts';
import type { SequenceStep } from './types.ts';

/** Who takes over from the assistant. */
export interface Colleague {
  name: string;
  email: string;
}

const texts: Readonly<Record<Language, (colleague: Colleague) => string>> = {
  en: ({ name, email }) =>
    `I would like to introduce you to my colleague ${name}, who takes care of everything further.\n\n${name} will get in touch with you. You can also write to ${email} directly.`,
  de: ({ name, email }) =>
    `gerne stelle ich Ihnen ${name} aus unserem Haus vor: Für alles Weitere sind Sie dort in guten Händen.\n\n${name} meldet sich bei Ihnen. Sie können auch direkt an ${email} schreiben.`,
  fr: ({ name, email }) =>
    `Je vous présente ${name}, qui travaille avec moi et s’occupera de la suite.\n\n${name} prendra contact avec vous. Vous pouvez aussi écrire directement à ${email}.`,
  es: ({ name, email }) =>
    `Quisiera presentarle a ${name}, de nuestro equipo, que se encargará de todo lo demás.\n\n${name} se pondrá en contacto con usted. También puede escribir directamente a ${email}.`,
  pt: ({ name, email }) =>
    `Gostaria de lhe apresentar ${name}, da nossa equipa, que tratará de tudo o resto.\n\n${name} entrará em contacto consigo. Também pode escrever diretamente para ${email}.`,
  it: ({ name, email }) =>
    `Vorrei presentarle ${name}, del nostro team, che si occuperà di tutto il resto.\n\n${name} si metterà in contatto con lei. Può anche scrivere direttamente a ${email}.`,
  nl: ({ name, email }) =>
    `Graag stel ik u voor aan ${name} van ons team, die alles verder verzorgt.\n\n${name} neemt contact met u op. U kunt ook rechtstreeks schrijven naar ${email}.`,
  ja: ({ name, email }) =>
    `弊社の${name}をご紹介いたします。今後は${name}がご対応いたします。\n\n${name}より改めてご連絡を差し上げます。${email} へ直接ご連絡いただくこともできます。`,
};

/** The email that introduces a person; names and addresses stand in it as they are, whatever marks they hold. */
export const introductionStep = (language: Language, { name, email }: Colleague): SequenceStep => ({
  name: 'Introduction',
  afterBusinessDays: 0,
  subject: '',
  body: texts[language]({ name: plain(name), email: plain(email) }),
  language,
});

/** A step is Liquid: nobody's name is a template. */
const plain = (text: string): string => text.replace(/[{}]/g, '').replace(/\s+/g, ' ').trim();
