import type { ToneTexts } from './texts.ts';

/** Met „u“; zo leest het in Nederland en in Vlaanderen. */
export const dutch: Required<ToneTexts> = {
  recommended: [
    {
      subject:
        '{% if topic != "" %}{{ topic }}{% elsif contact.company %}Een idee voor {{ contact.company }}{% else %}Een korte vraag{% endif %}',
      body: `{% if opening != "" %}{{ opening }}{% if priorOwnerName %} Ik werk samen met {{ priorOwnerName }} en pak dit graag met u op.{% endif %}{% elsif priorOwnerName %}Ik werk samen met {{ priorOwnerName }}, die mij vroeg contact met u op te nemen.{% else %}Ik schrijf u omdat ik denk dat we iets kunnen betekenen voor {% if contact.company %}{{ contact.company }}{% else %}uw bedrijf{% endif %}.{% endif %}

{{ value }} {{ offer }}

{% if own_ask != "" %}{{ own_ask }}{% else %}Hebt u de komende dagen een kwartiertje voor een kort telefoongesprek?{% endif %}{% if assistant.calendarUrl %} Als dat makkelijker is, kiest u hier een moment dat u schikt: {{ assistant.calendarUrl }}{% endif %}`,
    },
    {
      body: `{% if known %}Ik schreef u kort geleden en hoor graag wat u ervan vindt.{% else %}Ik wilde even zeker weten dat mijn vorige e-mail niet tussen wal en schip is geraakt.{% endif %}{% if more != "" %}

{{ more }}{% endif %}

Is dit interessant voor u{% if contact.company %} en {{ contact.company }}{% endif %}? Eén regel als antwoord is genoeg.`,
    },
    {
      body: `{% if more != "" %}Nog één gedachte, voor het geval die van pas komt. {{ more }}{% else %}Ik weet dat uw dagen vol zijn, dus ik houd het kort.{% endif %}

{% if own_ask != "" %}{{ own_ask }}{% else %}Als u wilt, leg ik u de kern in tien minuten telefonisch uit, en daarna beslist u of het meer van uw tijd waard is. Welke dag komt u uit?{% endif %}`,
    },
    {
      body: `{% if assistant.brochureUrl %}Sommige mensen lezen liever eerst. Hier is een kort overzicht: {{ assistant.brochureUrl }}

Hebt u tijdens het lezen een vraag, antwoord dan gewoon op deze e-mail.{% else %}Sommige mensen lezen liever eerst. Zal ik u een korte samenvatting mailen, die u kunt bekijken wanneer het u uitkomt?{% endif %}`,
    },
    {
      body: `{% if known %}U weet het best wat{% if contact.company %} bij {{ contact.company }}{% else %}{% endif %} uw tijd waard is. Wilt u me in een of twee regels laten weten wat voor u het zwaarst weegt? Dan schrijf ik u daarover, of helemaal niet meer.{% else %}Misschien ben ik bij u niet aan het juiste adres. Als een collega{% if contact.company %} bij {{ contact.company }}{% endif %} hierover gaat, zou u me dan willen vertellen wie dat is?

En bent u het toch zelf, dan hoor ik graag wat voor u het zwaarst weegt.{% endif %}`,
    },
    {
      body: `Misschien komt het nu gewoon niet uit. Dat is geen enkel probleem: noem me een maand die beter past, dan meld ik me dan weer.

Komt het nu wel uit, dan vinden we vast een moment voor een kort gesprek.`,
    },
    {
      body: `Voor het geval mijn eerdere e-mails ongelegen kwamen: hier is het in het kort.

{% if value != "" or offer != "" %}{{ value }} {{ offer }}{% else %}Ik denk dat een kort gesprek voor ons allebei nuttig kan zijn.{% endif %}

Klinkt dat de moeite waard? ‘Ja’ of ‘nee’ is genoeg, dan weet ik wat ik moet doen.`,
    },
    {
      body: `Ik heb niets van u gehoord, dus dit is voorlopig mijn laatste e-mail; ik wil uw inbox niet vullen.

Verandert er iets, antwoord dan gewoon op deze e-mail, vandaag of over een jaar. {% if priorOwnerName %}{{ priorOwnerName }} en ik horen{% else %}We horen{% endif %} dan graag van u.

Ik wens u{% if contact.company %} en iedereen bij {{ contact.company }}{% endif %} het allerbeste.`,
    },
  ],
  formal: [
    {
      subject:
        '{% if topic != "" %}{{ topic }}{% elsif contact.company %}Vraag aan {{ contact.company }}{% else %}Een korte vraag{% endif %}',
      body: `{% if opening != "" %}{{ opening }}{% if priorOwnerName %} Ik werk samen met {{ priorOwnerName }} en zet het gesprek graag met u voort.{% endif %}{% elsif priorOwnerName %}Ik werk samen met {{ priorOwnerName }} en benader u op diens verzoek.{% elsif value != "" %}Graag stel ik ons kort aan u voor.{% else %}Ik schrijf u omdat ik denk dat we iets kunnen betekenen voor {% if contact.company %}{{ contact.company }}{% else %}uw organisatie{% endif %}.{% endif %}

{{ value }} {{ offer }}

{% if own_ask != "" %}{{ own_ask }}{% else %}Zou u de komende dagen gelegenheid hebben voor een kort gesprek?{% endif %}{% if assistant.calendarUrl %} Desgewenst kiest u hier een tijdstip: {{ assistant.calendarUrl }}{% endif %}`,
    },
    {
      body: `Graag kom ik terug op mijn vorige e-mail.{% if more != "" %}

{{ more }}{% endif %}

Ik zou het op prijs stellen als u mij kort laat weten of dit uw belangstelling heeft.`,
    },
    {
      body: `{% if assistant.brochureUrl %}Bekijkt u het liever op uw gemak, dan vindt u hier een overzicht: {{ assistant.brochureUrl }}{% else %}Bekijkt u het liever op uw gemak, dan stuur ik u graag een schriftelijke samenvatting.{% endif %}

Voor vragen sta ik graag tot uw beschikking.`,
    },
    {
      body: `{% if known %}Graag houd ik me aan wat u hierbij belangrijk vindt. Wilt u mij laten weten wanneer een gesprek u schikt?{% else %}Het is mogelijk dat een ander binnen uw organisatie hiervoor verantwoordelijk is. In dat geval verneem ik graag tot wie ik mij kan richten.

Bent u zelf verantwoordelijk, laat u mij dan weten wanneer een gesprek u schikt.{% endif %}`,
    },
    {
      body: `Omdat ik geen antwoord heb ontvangen, zal ik u hierover niet meer schrijven.

Mocht het later van belang worden, dan volstaat een kort antwoord op deze e-mail.`,
    },
  ],
  brief: [
    {
      subject: '{% if topic != "" %}{{ topic }}{% else %}Een korte vraag{% endif %}',
      body: `{% if opening == "" and value == "" and offer == "" %}Ik denk dat we iets kunnen betekenen voor {% if contact.company %}{{ contact.company }}{% else %}uw bedrijf{% endif %}.{% else %}{{ opening }} {{ value }} {{ offer }}{% endif %}

{% if own_ask != "" %}{{ own_ask }}{% else %}Is dat u tien minuten waard?{% endif %}{% if assistant.calendarUrl %} Mijn agenda: {{ assistant.calendarUrl }}{% endif %}`,
    },
    {
      body: `{% if more != "" %}{{ more }}

{% endif %}Iets voor u? ‘Ja’ of ‘nee’ is genoeg.`,
    },
    {
      body: `{% if assistant.brochureUrl %}Om te lezen in plaats van te praten: {{ assistant.brochureUrl }}{% else %}Zal ik het u in drie regels sturen?{% endif %}`,
    },
    {
      body: `Dit is mijn laatste e-mail hierover. Komt het ooit beter uit, antwoord dan gewoon hier.`,
    },
  ],
};
