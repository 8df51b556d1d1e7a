import type { ToneTexts } from './texts.ts';

/** Con il Lei; senza accordi che rivelino il genere di chi scrive o di chi legge. */
export const italian: Required<ToneTexts> = {
  recommended: [
    {
      subject:
        '{% if topic != "" %}{{ topic }}{% elsif contact.company %}Un’idea per {{ contact.company }}{% else %}Una breve domanda{% endif %}',
      body: `{% if opening != "" %}{{ opening }}{% if priorOwnerName %} Lavoro con {{ priorOwnerName }} e vorrei riprendere il discorso con Lei.{% endif %}{% elsif priorOwnerName %}Lavoro con {{ priorOwnerName }}, che mi ha chiesto di contattarLa.{% else %}Le scrivo perché credo che potremmo essere utili a {% if contact.company %}{{ contact.company }}{% else %}Lei e alla Sua azienda{% endif %}.{% endif %}

{{ value }} {{ offer }}

{% if own_ask != "" %}{{ own_ask }}{% else %}Avrebbe un quarto d’ora per una breve telefonata nei prossimi giorni?{% endif %}{% if assistant.calendarUrl %} Se è più comodo, può scegliere qui il momento che preferisce: {{ assistant.calendarUrl }}{% endif %}`,
    },
    {
      body: `{% if known %}Le ho scritto poco tempo fa e mi farebbe piacere sapere che cosa ne pensa.{% else %}Volevo solo assicurarmi che la mia ultima email non fosse andata persa.{% endif %}{% if more != "" %}

{{ more }}{% endif %}

Il tema è di interesse per Lei{% if contact.company %} e per {{ contact.company }}{% endif %}? Basta una riga di risposta.`,
    },
    {
      body: `{% if more != "" %}Ancora un pensiero, nel caso possa essere utile. {{ more }}{% else %}So che le Sue giornate sono piene, quindi sarò breve.{% endif %}

{% if own_ask != "" %}{{ own_ask }}{% else %}Se vuole, Le spiego l’essenziale in dieci minuti al telefono, e poi decide Lei se merita altro tempo. Quale giorno Le andrebbe bene?{% endif %}`,
    },
    {
      body: `{% if assistant.brochureUrl %}C’è chi preferisce leggere prima di parlare. Ecco una breve panoramica: {{ assistant.brochureUrl }}

Se durante la lettura Le viene una domanda, risponda semplicemente a questa email.{% else %}C’è chi preferisce leggere prima di parlare. Le mando un breve riassunto via email, da guardare quando vuole?{% endif %}`,
    },
    {
      body: `{% if known %}Lei sa meglio di chiunque che cosa merita il Suo tempo{% if contact.company %} in {{ contact.company }}{% else %}{% endif %}. Potrebbe dirmi in una o due righe che cosa Le sta più a cuore? Le scriverò di questo, oppure non Le scriverò più.{% else %}Forse non è Lei la persona giusta. Se{% if contact.company %} in {{ contact.company }}{% else %} nella Sua azienda{% endif %} se ne occupa qualcun altro, potrebbe dirmi chi?

E se invece è proprio Lei, mi farebbe piacere sapere che cosa Le sta più a cuore.{% endif %}`,
    },
    {
      body: `Forse non è il momento giusto. Nessun problema: mi indichi un mese migliore e mi farò sentire allora.

Se invece adesso va bene, troviamo volentieri un momento per una breve telefonata.`,
    },
    {
      body: `Nel caso le mie email precedenti fossero arrivate in un brutto momento, ecco l’essenziale.

{% if value != "" or offer != "" %}{{ value }} {{ offer }}{% else %}Credo che una breve conversazione possa essere utile a entrambi.{% endif %}

Le sembra che ne valga la pena? Mi basta un «sì» o un «no», e mi regolerò di conseguenza.`,
    },
    {
      body: `Non ho ricevuto Sue notizie, quindi questa è per ora la mia ultima email; non voglio riempirLe la casella.

Se qualcosa cambia, risponda a questa email, oggi o tra un anno. {% if priorOwnerName %}{{ priorOwnerName }} e io saremo{% else %}Saremo{% endif %} felici di sentirLa.

Auguro ogni bene a Lei{% if contact.company %} e a tutti in {{ contact.company }}{% endif %}.`,
    },
  ],
  formal: [
    {
      subject:
        '{% if topic != "" %}{{ topic }}{% elsif contact.company %}Richiesta a {{ contact.company }}{% else %}Una breve richiesta{% endif %}',
      body: `{% if opening != "" %}{{ opening }}{% if priorOwnerName %} Lavoro con {{ priorOwnerName }} e desidero proseguire il discorso con Lei.{% endif %}{% elsif priorOwnerName %}Lavoro con {{ priorOwnerName }} e La contatto su sua indicazione.{% elsif value != "" %}Mi permetto di presentarci brevemente.{% else %}Le scrivo perché credo che potremmo essere utili a {% if contact.company %}{{ contact.company }}{% else %}Lei e alla Sua azienda{% endif %}.{% endif %}

{{ value }} {{ offer }}

{% if own_ask != "" %}{{ own_ask }}{% else %}Sarebbe disponibile per un breve colloquio nei prossimi giorni?{% endif %}{% if assistant.calendarUrl %} Se lo desidera, può scegliere un orario qui: {{ assistant.calendarUrl }}{% endif %}`,
    },
    {
      body: `Faccio seguito alla mia precedente email.{% if more != "" %}

{{ more }}{% endif %}

Le sarei riconoscente se volesse indicarmi brevemente se il tema è di Suo interesse.`,
    },
    {
      body: `{% if assistant.brochureUrl %}Se preferisce valutare con calma, trova qui una presentazione: {{ assistant.brochureUrl }}{% else %}Se preferisce valutare con calma, Le invierò volentieri una sintesi scritta.{% endif %}

Resto a disposizione per qualsiasi domanda.`,
    },
    {
      body: `{% if known %}Vorrei attenermi a ciò che per Lei conta in questo tema. Mi faccia sapere quando Le sarebbe comodo un colloquio.{% else %}È possibile che di questo tema si occupi un’altra persona della Sua azienda. In tal caso, potrebbe indicarmi a chi rivolgermi?

Se invece è di Sua competenza, mi faccia sapere quando Le sarebbe comodo un colloquio.{% endif %}`,
    },
    {
      body: `Non avendo ricevuto risposta, non Le scriverò più in merito.

Se in futuro il tema dovesse interessarLe, basterà una breve risposta a questa email.`,
    },
  ],
  brief: [
    {
      subject: '{% if topic != "" %}{{ topic }}{% else %}Una breve domanda{% endif %}',
      body: `{% if opening == "" and value == "" and offer == "" %}Credo che potremmo essere utili a {% if contact.company %}{{ contact.company }}{% else %}Lei e alla Sua azienda{% endif %}.{% else %}{{ opening }} {{ value }} {{ offer }}{% endif %}

{% if own_ask != "" %}{{ own_ask }}{% else %}Vale dieci minuti del Suo tempo?{% endif %}{% if assistant.calendarUrl %} La mia agenda: {{ assistant.calendarUrl }}{% endif %}`,
    },
    {
      body: `{% if more != "" %}{{ more }}

{% endif %}Può interessarLe? Basta un «sì» o un «no».`,
    },
    {
      body: `{% if assistant.brochureUrl %}Da leggere invece che ascoltare: {{ assistant.brochureUrl }}{% else %}Vuole che Le riassuma tutto in tre righe?{% endif %}`,
    },
    {
      body: `Questa è la mia ultima email sul tema. Se un giorno il momento fosse migliore, risponda semplicemente qui.`,
    },
  ],
};
