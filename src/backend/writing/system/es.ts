import type { ToneTexts } from './texts.ts';

/** De usted; se entiende igual en España y en América, sin género de quien escribe ni de quien lee. */
export const spanish: Required<ToneTexts> = {
  recommended: [
    {
      subject:
        '{% if topic != "" %}{{ topic }}{% elsif contact.company %}Una idea para {{ contact.company }}{% else %}Una pregunta breve{% endif %}',
      body: `{% if opening != "" %}{{ opening }}{% if priorOwnerName %} Trabajo con {{ priorOwnerName }} y me gustaría retomar el tema con usted.{% endif %}{% elsif priorOwnerName %}Trabajo con {{ priorOwnerName }}, que me pidió que me pusiera en contacto con usted.{% else %}Le escribo porque creo que podríamos ser útiles para {% if contact.company %}{{ contact.company }}{% else %}su empresa{% endif %}.{% endif %}

{{ value }} {{ offer }}

{% if own_ask != "" %}{{ own_ask }}{% else %}¿Tendría quince minutos para una llamada breve en los próximos días?{% endif %}{% if assistant.calendarUrl %} Si le resulta más cómodo, elija aquí el momento que mejor le venga: {{ assistant.calendarUrl }}{% endif %}`,
    },
    {
      body: `{% if known %}Le escribí hace poco y me gustaría saber qué le parece.{% else %}Solo quería asegurarme de que mi último correo no se había perdido.{% endif %}{% if more != "" %}

{{ more }}{% endif %}

¿Le interesa el tema{% if contact.company %} a usted y a {{ contact.company }}{% endif %}? Con una línea de respuesta basta.`,
    },
    {
      body: `{% if more != "" %}Una idea más, por si le sirve. {{ more }}{% else %}Sé que tiene los días llenos, así que seré breve.{% endif %}

{% if own_ask != "" %}{{ own_ask }}{% else %}Si quiere, le explico lo esencial en una llamada de diez minutos y después decide si merece más de su tiempo. ¿Qué día le vendría bien?{% endif %}`,
    },
    {
      body: `{% if assistant.brochureUrl %}Hay quien prefiere leer antes de hablar. Aquí tiene un resumen breve: {{ assistant.brochureUrl }}

Si al leerlo le surge alguna pregunta, responda a este mismo correo.{% else %}Hay quien prefiere leer antes de hablar. ¿Le envío un resumen corto por correo, para que lo vea cuando le venga bien?{% endif %}`,
    },
    {
      body: `{% if known %}Usted sabe mejor que nadie qué merece su tiempo{% if contact.company %} en {{ contact.company }}{% else %}{% endif %}. ¿Me diría en una o dos líneas qué es lo que más le importa? Le escribiré sobre eso, o no le escribiré más.{% else %}Quizá no sea usted la persona indicada. Si {% if contact.company %}en {{ contact.company }} {% else %}en su empresa {% endif %}se ocupa de esto otra persona, ¿me podría decir quién es?

Y si es usted, me gustaría saber qué es lo que más le importa.{% endif %}`,
    },
    {
      body: `Quizá no sea el momento. No hay ningún problema: dígame qué mes le viene mejor y volveré a escribirle entonces.

Si ahora le viene bien, con gusto buscamos un hueco para una llamada breve.`,
    },
    {
      body: `Por si mis correos anteriores llegaron en mal momento, aquí va lo esencial.

{% if value != "" or offer != "" %}{{ value }} {{ offer }}{% else %}Creo que una conversación breve podría ser útil para ambas partes.{% endif %}

¿Le parece que vale la pena? Con un «sí» o un «no» me basta, y actuaré en consecuencia.`,
    },
    {
      body: `No he tenido noticias suyas, así que este es mi último correo por ahora; no quiero llenarle la bandeja de entrada.

Si algo cambia, responda a este correo, hoy o dentro de un año. {% if priorOwnerName %}{{ priorOwnerName }} y yo estaremos{% else %}Estaremos{% endif %} encantados de leerle.

Le deseo lo mejor{% if contact.company %}, a usted y a todo el equipo de {{ contact.company }}{% endif %}.`,
    },
  ],
  formal: [
    {
      subject:
        '{% if topic != "" %}{{ topic }}{% elsif contact.company %}Consulta para {{ contact.company }}{% else %}Una consulta breve{% endif %}',
      body: `{% if opening != "" %}{{ opening }}{% if priorOwnerName %} Trabajo con {{ priorOwnerName }} y quisiera continuar la conversación con usted.{% endif %}{% elsif priorOwnerName %}Trabajo con {{ priorOwnerName }} y me dirijo a usted por encargo suyo.{% elsif value != "" %}Permítame que nos presente brevemente.{% else %}Le escribo porque creo que podríamos ser útiles para {% if contact.company %}{{ contact.company }}{% else %}su empresa{% endif %}.{% endif %}

{{ value }} {{ offer }}

{% if own_ask != "" %}{{ own_ask }}{% else %}¿Dispondría de unos minutos para conversar en los próximos días?{% endif %}{% if assistant.calendarUrl %} Puede elegir una hora aquí: {{ assistant.calendarUrl }}{% endif %}`,
    },
    {
      body: `Me permito retomar mi correo anterior.{% if more != "" %}

{{ more }}{% endif %}

Le agradecería que me indicara brevemente si el tema es de su interés.`,
    },
    {
      body: `{% if assistant.brochureUrl %}Si prefiere verlo con calma, aquí encontrará una presentación: {{ assistant.brochureUrl }}{% else %}Si prefiere verlo con calma, con gusto le enviaré un resumen por escrito.{% endif %}

Quedo a su disposición para cualquier consulta.`,
    },
    {
      body: `{% if known %}Me gustaría atenerme a lo que para usted es importante en este asunto. Le ruego que me diga cuándo le convendría conversar.{% else %}Es posible que de este asunto se ocupe otra persona de su empresa. En ese caso, le agradecería que me indicara a quién dirigirme.

Si le corresponde a usted, le ruego que me diga cuándo le convendría conversar.{% endif %}`,
    },
    {
      body: `Al no haber recibido respuesta, no volveré a escribirle sobre este asunto.

Si más adelante le interesara, bastará con que responda a este correo.`,
    },
  ],
  brief: [
    {
      subject: '{% if topic != "" %}{{ topic }}{% else %}Una pregunta breve{% endif %}',
      body: `{% if opening == "" and value == "" and offer == "" %}Creo que podríamos ser útiles para {% if contact.company %}{{ contact.company }}{% else %}su empresa{% endif %}.{% else %}{{ opening }} {{ value }} {{ offer }}{% endif %}

{% if own_ask != "" %}{{ own_ask }}{% else %}¿Le merece diez minutos?{% endif %}{% if assistant.calendarUrl %} Mi agenda: {{ assistant.calendarUrl }}{% endif %}`,
    },
    {
      body: `{% if more != "" %}{{ more }}

{% endif %}¿Le interesa? Con «sí» o «no» basta.`,
    },
    {
      body: `{% if assistant.brochureUrl %}Para leer en lugar de hablar: {{ assistant.brochureUrl }}{% else %}¿Se lo resumo en tres líneas?{% endif %}`,
    },
    {
      body: `Este es mi último correo sobre el tema. Si algún día le viene mejor, responda aquí mismo.`,
    },
  ],
};
