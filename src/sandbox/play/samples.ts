import { pick, type Random } from '../ground/random.ts';
import { plainName } from '../seed/people.ts';
import { timeZoneOption } from '../properties/time-zones.ts';
import type { Language } from './answers/languages.ts';

/** Somebody whom a rep hands over with a Context, in the language that they speak. */
interface Sample {
  language: Language;
  first: string;
  last: string;
  /** Before the @, where the name is not in Latin letters. */
  mailbox?: string;
  jobTitle: string;
  company: string;
  /** Before `.example.com`. */
  domain: string;
  city: string;
  country: string;
  timeZone: string;
  context: readonly string[];
}

/** Two for each language: a seed chooses. */
const samples: readonly (readonly [Sample, Sample])[] = [
  [
    {
      language: 'en', first: 'Imogen', last: 'Hartley', jobTitle: 'Head of Operations', company: 'Thornbury Water',
      domain: 'thornbury-water', city: 'Leeds', country: 'United Kingdom', timeZone: 'Europe/London',
      context: [
        'Subject: The Severn Valley case study',
        'Why: You asked Rae for a case study from another water company.',
        'About us: We line old mains without digging up the road.',
        'Offer: The case study from Severn Valley has four pages and a page of figures.',
        'Ask: Would Tuesday or Wednesday suit you for twenty minutes?',
        'Private: Competitor is in, contract ends in March.',
      ],
    },
    {
      language: 'en', first: 'Marcus', last: 'Boone', jobTitle: 'VP Sales', company: 'Lakeside Software',
      domain: 'lakeside-software', city: 'Chicago', country: 'United States', timeZone: 'America/Chicago',
      context: [
        'Subject: Forty new reps in spring',
        'Why: You told Rae at the SaaStr booth that 40 new reps start in spring.',
        'About us: We help sales teams to answer every lead on the day it comes in.',
        'Offer: I can show you in 20 minutes how other teams have their reps ready in two weeks.',
        'Ask: Would Thursday suit you?',
        'Private: Budget is approved.',
      ],
    },
  ],
  [
    {
      language: 'de', first: 'Jana', last: 'Keller', jobTitle: 'Leiterin Einkauf', company: 'Rheintal Maschinenbau',
      domain: 'rheintal-maschinenbau', city: 'Stuttgart', country: 'Germany', timeZone: 'Europe/Berlin',
      context: [
        'Betreff: Lärm an Linie 3',
        'Anlass: Sie haben auf der Hannover Messe mit Rae über den Lärm an Linie 3 gesprochen.',
        'Über uns: Wir dämmen laufende Anlagen, ohne die Fertigung anzuhalten.',
        'Angebot: Wir messen einen halben Tag lang vor Ort.',
        'Frage: Welche Woche im Januar würde Ihnen passen?',
        'Intern: Einkaufsleiterin entscheidet allein.',
      ],
    },
    {
      language: 'de', first: 'Tobias', last: 'Winkler', jobTitle: 'Geschäftsführer', company: 'Alpenblick Hotels',
      domain: 'alpenblick-hotels', city: 'Innsbruck', country: 'Austria', timeZone: 'Europe/Vienna',
      context: [
        'Betreff: Anfragen am Wochenende',
        'Anlass: Ihr Haus in Seefeld öffnet im Frühjahr wieder.',
        'Über uns: Wir beantworten Gästeanfragen am selben Tag, auch am Wochenende.',
        'Angebot: Ich zeige Ihnen gern in zwanzig Minuten, wie das bei zwei anderen Häusern läuft.',
        'Frage: Passt es Ihnen am Mittwochvormittag?',
        'Intern: Bruder ist Mitinhaber, redet mit.',
      ],
    },
  ],
  [
    {
      language: 'fr', first: 'Camille', last: 'Roussel', jobTitle: 'Directrice logistique', company: 'Transports Roussel',
      domain: 'transports-roussel', city: 'Lyon', country: 'France', timeZone: 'Europe/Paris',
      context: [
        'Objet : Votre nouvel entrepôt de Vénissieux',
        'Motif : Votre nouvel entrepôt de Vénissieux ouvre au printemps.',
        'Qui sommes-nous : Nous exploitons quatorze entrepôts frigorifiques entre Lille et Marseille.',
        'Notre offre : Nous pouvons vous présenter notre organisation en une demi-heure.',
        'Question : Mardi ou mercredi vous conviendrait-il ?',
        'Interne : contrat actuel jusqu’en juin.',
      ],
    },
    {
      language: 'fr', first: 'Olivier', last: 'Marchand', jobTitle: 'Responsable des achats', company: 'Menuiseries Marchand',
      domain: 'menuiseries-marchand', city: 'Nantes', country: 'France', timeZone: 'Europe/Paris',
      context: [
        'Objet : Vos délais de livraison',
        'Motif : Vous avez demandé à Rae comment raccourcir vos délais de livraison.',
        'Qui sommes-nous : Nous suivons chaque commande, du devis à la pose.',
        'Question : Auriez-vous un quart d’heure jeudi ?',
        'Interne : il décide avec son associé.',
      ],
    },
  ],
  [
    {
      language: 'es', first: 'Lucía', last: 'Navarro', jobTitle: 'Directora de compras', company: 'Conservas del Sur',
      domain: 'conservas-del-sur', city: 'Málaga', country: 'Spain', timeZone: 'Europe/Madrid',
      context: [
        'Asunto: La nueva línea de envasado',
        'Motivo: Usted preguntó a Rae por el mantenimiento de la nueva línea de envasado.',
        'Sobre nosotros: Mantenemos líneas de envasado sin parar la producción.',
        'Oferta: Puedo mostrarle un plan de mantenimiento de otra conservera.',
        'Pregunta: ¿Le vendría bien el martes por la mañana?',
        'Privado: el director financiero frena.',
      ],
    },
    {
      language: 'es', first: 'Andrés', last: 'Molina', jobTitle: 'Gerente', company: 'Clínicas Molina',
      domain: 'clinicas-molina', city: 'Ciudad de México', country: 'Mexico', timeZone: 'America/Mexico_City',
      context: [
        'Asunto: Citas sin esperas',
        'Motivo: Su clínica de Coyoacán abre en febrero.',
        'Sobre nosotros: Confirmamos las citas de los pacientes el mismo día.',
        'Pregunta: ¿Tendría veinte minutos el jueves?',
        'Privado: decide su hermana.',
      ],
    },
  ],
  [
    {
      language: 'pt', first: 'Beatriz', last: 'Carvalho', jobTitle: 'Gerente de operações', company: 'Cafés Serra Azul',
      domain: 'cafes-serra-azul', city: 'São Paulo', country: 'Brazil', timeZone: 'America/Sao_Paulo',
      context: [
        'Assunto: A safra de maio',
        'Motivo: A senhora contou à Rae que a safra começa em maio.',
        'Quem somos: Organizamos o transporte do café do armazém ao porto.',
        'Proposta: Posso mostrar como duas outras cooperativas reduziram as filas no porto.',
        'Pergunta: Quarta-feira à tarde seria possível?',
        'Interno: contrato atual termina em abril.',
      ],
    },
    {
      language: 'pt', first: 'Tiago', last: 'Pereira', jobTitle: 'Diretor comercial', company: 'Azulejos Pereira',
      domain: 'azulejos-pereira', city: 'Porto', country: 'Portugal', timeZone: 'Europe/Lisbon',
      context: [
        'Assunto: Pedidos de orçamento',
        'Motivo: Abriu em março a sua segunda loja no Porto.',
        'Quem somos: Respondemos a pedidos de orçamento no próprio dia.',
        'Pergunta: Teria vinte minutos na quinta-feira?',
        'Interno: o pai ainda decide.',
      ],
    },
  ],
  [
    {
      language: 'it', first: 'Giulia', last: 'Ferraro', jobTitle: 'Responsabile marketing', company: 'Cantine Ferraro',
      domain: 'cantine-ferraro', city: 'Verona', country: 'Italy', timeZone: 'Europe/Rome',
      context: [
        'Oggetto: Le visite in cantina',
        'Motivo: Ha parlato con Rae a Vinitaly delle visite in cantina.',
        'Chi siamo: Gestiamo le prenotazioni di trenta cantine.',
        'Proposta: Posso mostrarle in venti minuti come funziona.',
        'Domanda: Le andrebbe bene mercoledì mattina?',
        'Riservato: decide il padre.',
      ],
    },
    {
      language: 'it', first: 'Davide', last: 'Colombo', jobTitle: 'Direttore acquisti', company: 'Officine Colombo',
      domain: 'officine-colombo', city: 'Bergamo', country: 'Italy', timeZone: 'Europe/Rome',
      context: [
        'Oggetto: I ricambi per le presse',
        'Motivo: Ha chiesto a Rae tempi più brevi per i ricambi delle presse.',
        'Chi siamo: Teniamo a magazzino i ricambi per le presse più diffuse.',
        'Domanda: Avrebbe un quarto d’ora martedì?',
        'Riservato: fornitore attuale in difficoltà.',
      ],
    },
  ],
  [
    {
      language: 'nl', first: 'Femke', last: 'de Boer', jobTitle: 'Hoofd facilitair', company: 'Havenlicht Vastgoed',
      domain: 'havenlicht-vastgoed', city: 'Rotterdam', country: 'Netherlands', timeZone: 'Europe/Amsterdam',
      context: [
        'Onderwerp: De verlichting van de parkeergarage',
        'Aanleiding: U vroeg Rae naar de verlichting van uw parkeergarage.',
        'Over ons: Wij vervangen verlichting ’s nachts, zodat de garage overdag open blijft.',
        'Aanbod: Ik kan u het plan van een vergelijkbare garage laten zien.',
        'Vraag: Zou dinsdag of woensdag u schikken?',
        'Intern: budget vanaf januari.',
      ],
    },
    {
      language: 'nl', first: 'Bram', last: 'Jansen', jobTitle: 'Directeur', company: 'Jansen Kassenbouw',
      domain: 'jansen-kassenbouw', city: 'Gent', country: 'Belgium', timeZone: 'Europe/Brussels',
      context: [
        'Onderwerp: De nieuwe kas in Melle',
        'Aanleiding: Uw nieuwe kas in Melle gaat in het voorjaar open.',
        'Over ons: Wij plannen het transport voor veertig telers.',
        'Vraag: Heeft u donderdag een kwartier?',
        'Intern: praat ook met de concurrent.',
      ],
    },
  ],
  [
    {
      language: 'ja', first: '美咲', last: '田中', mailbox: 'misaki.tanaka', jobTitle: '購買部長', company: '青葉精機',
      domain: 'aoba-seiki', city: 'Tokyo', country: 'Japan', timeZone: 'Asia/Tokyo',
      context: [
        '件名：第二工場の保守について',
        '理由：展示会で、第二工場の保守についてご質問をいただきました。',
        '会社紹介：生産ラインを止めずに設備の保守を行っております。',
        '提案：他社の保守計画の例をご覧いただけます。',
        '質問：来週、20分ほどお時間をいただけますでしょうか。',
        '社内：予算は4月から。',
      ],
    },
    {
      language: 'ja', first: '健太', last: '佐藤', mailbox: 'kenta.sato', jobTitle: '営業部長', company: '北星物流',
      domain: 'hokusei-logistics', city: 'Sapporo', country: 'Japan', timeZone: 'Asia/Tokyo',
      context: [
        '件名：お問い合わせ対応について',
        '理由：春に新しい営業所を開設されると伺いました。',
        '会社紹介：お問い合わせに当日中に返信する仕組みを提供しております。',
        '質問：木曜日に15分ほどお話しできますでしょうか。',
        '社内：部長が決裁者。',
      ],
    },
  ],
]; // prettier-ignore

/** A person who does not exist yet. */
export interface NewPerson {
  /** Before the @, as long as nobody has that address. */
  mailbox: string;
  domain: string;
  /** Of the contact, without the address. */
  properties: Record<string, string>;
}

/** One person for each language. */
export const choosePeople = (random: Random): NewPerson[] =>
  samples.map((pair) => personOf(pick(pair, random)));

const personOf = (sample: Sample): NewPerson => ({
  mailbox: sample.mailbox ?? plainName(`${sample.first}.${sample.last}`),
  domain: `${sample.domain}.example.com`,
  properties: {
    firstname: sample.first,
    lastname: sample.last,
    jobtitle: sample.jobTitle,
    company: sample.company,
    website: `https://www.${sample.domain}.example.com`,
    city: sample.city,
    country: sample.country,
    hs_language: sample.language,
    hs_timezone: timeZoneOption(sample.timeZone),
    baton_context: sample.context.join('\n'),
  },
});
