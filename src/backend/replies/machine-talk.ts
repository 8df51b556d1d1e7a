import { replyClasses } from './types.ts';

/*
 * Words in English, German, French, Spanish, Portuguese, Italian, Dutch and Japanese, each with what its neighbours must
 * be: nobody writes so to a person. It costs nothing to be strict: such an answer is read by a person.
 */

/** How programs are talked to, whatever the language. */
const forms: readonly RegExp[] = [
  // Names of classes as no person writes them, and the form that an answer of a model has.
  new RegExp(`\\b(${replyClasses.filter((one) => /[a-z][A-Z]/.test(one)).join('|')})\\b`),
  /["'“]?\b(class|confidence|evidence|resumeOn|referredEmail|role|content)["'”]?\s*[:=]\s*["'“\d]/i,
  /<\|.*?\|>|<!--|\[\/?(inst|system|assistant|user)\]|<\/?(mail|email|message|system|instructions?|prompt|assistant|user|data)\b[^>]*>/i,
  /^\W*(system|systemnachricht|syst[eè]me|sistema|systeem|システム|assistant|developer)\s*(message|prompt)?\s*[:：]/imu,
  /^\s*#{2,}\s*\p{L}/mu,
  // Characters that nobody sees, or a text in disguise.
  /[\u{E0000}-\u{E007F}]|[\u200B\u2060\u2062-\u2064]{2}|[\u202A-\u202E\u2066-\u2069]/u,
  /[A-Za-z0-9+/]{80,}/,
  /\b\p{L}+=\S+[;,&]\s*\p{L}+=/u,
  /(?:(?<!\p{L})\p{L} +){6}/u,
  /(?:[^\n]*?\b\p{L}*\p{Ll}\d+\p{Ll}\p{L}*\b){3}/u,
];

const rules =
  '(instru\\p{L}*|anweisung\\p{L}*|vorgabe\\p{L}*|regel\\p{L}*|rule\\p{L}*|guideline\\p{L}*|consigne\\p{L}*|directive\\p{L}*|règle\\p{L}*|regla\\p{L}*|regra\\p{L}*|istruzion\\p{L}*|regol\\p{L}*|prompt\\p{L}*|told|classes|指示|ルール|命令|プロンプト)';
const drop =
  '(ignor\\p{L}*|disregard\\p{L}*|forget\\p{L}*|overrid\\p{L}*|bypass\\p{L}*|vergiss|vergessen|missachte\\p{L}*|oublie\\p{L}*|olvid\\p{L}*|esque[cç]\\p{L}*|desconsider\\p{L}*|dimentic\\p{L}*|negeer\\p{L}*|vergeet|無視|忘れ)';

/** What programs are told in each language. */
const words: readonly RegExp[] = [
  /\b(language model|llm|chat ?gpt|gpt-?\d|claude|gemini|copilot|system ?prompts?|prompt injection|developer mode|jailbreak)\b|sprachmodell|systemprompt|modèle de langage|prompt (de |di )?(système|sistema)|modelo de lengua\p{L}*|modelo de linguagem|modello linguistico|taalmodel|systeemprompt|言語モデル|システム ?プロンプト|プロンプト/iu,
  // Who is meant: a note, an instruction, "to the AI".
  /(note|message|attention|dear|hinweis|nachricht|nota|observação|opmerking|注意)\b.{0,20}(?<!\p{L})(ai|ki|ia|bot|model|assistant|assistent|reader program)(?!\p{L})|(?<!\p{L})(to the|an die|à l['’]|à la|para (la|a)|per (la|l['’])|voor de|aan de)\s?(ai|ki|ia|bot|chatbot)(?!\p{L})|AIへ|AI (の|への)/iu,
  new RegExp(`${drop}.{0,60}${rules}|${rules}.{0,60}${drop}`, 'isu'),
  /\b(you are now|from now on,? you|you must (now )?(answer|respond|output|classify|mark)|(respond|answer|reply|output) only (with|by))|du bist (jetzt|ab jetzt|nun)|gib .{0,40}(als klasse|aus\b)|antworte (ausschließlich|nur) mit|tu es (désormais|maintenant)|réponds uniquement|(a partir de ahora|ahora) eres|responde (solo|sólo|únicamente|apenas)|(você|voce) (agora )?é (agora )?um assistente|agora é um|da ora in poi sei|(ora )?sei (ora )?un assistente|rispondi solo|je bent (vanaf )?nu|antwoord alleen|あなたは今から|とだけ答え|アシスタントです/iu,
  /\b(new|next) (task|instructions?|assignment)\b|neue (aufgabe|anweisung)|anweisung\p{L}* (für|an) (das|den|die)|nouvelle (mission|tâche|consigne)|début des instructions|nueva (tarea|instrucci)|nova (tarefa|instruç)|nuov[oa] (compito|istruzion)|nieuwe (opdracht|taak|instructie)|新しい(タスク|指示|命令)/iu,
  /\b(pretend|act as (if|though)|simulate)\b|tu so, als|fais comme si|fais semblant|actúa como si|finge que|finja|faça de conta|fai finta|doe alsof|ことにして/iu,
  /\b(classif(y|ication)|categori[sz]e|mark|label|report|treat|count) (this|it|the|him|her|every|your|my)\b.{0,40}\b(as|mail|e-?mail|thread|answer|message|reply|only|accepts)\b|als .{0,30}(einstufen|vermerken|eintragen|werten)|(stufe|werte|behandle) .{0,40}\b(als|ein)\b|jede antwort als|(classe|considère|indique|traite|confirme) (ce|cet|cette|que|le|la|comme|avec)\b|vaut commande|(clasific|marc|registr|considera)\p{L}* .{0,30}(como|así|aceptad)|regístralo|(classifi|registr|consider|devolv|retorn)\p{L}* .{0,40}(como|que|classe|confirmad|evidência)|(classific|segna|considera|restituisci|indica) .{0,40}(come|accettato|inesistente|referente)|(classificeer|beschouw|behandel|noem|geef) .{0,40}\b(als|terug)\b|分類|として扱|とすること/iu,
  // Who reads it, said by somebody who reckons with a program.
  /\bif you('re| are) (an? )?(ai|bot|robot|program|machine|computer|software|automated)|wenn (du|sie|ihr) (ein|eine|das) (\p{L}+ )?(programm|roboter|bot|maschine|ki)|si (vous êtes|tu es) (un|une) (robot|programme|logiciel|machine|ia)|si (eres|es usted) un (programa|robot|bot)|se (você|voce|o senhor) (é|for) um (robô|programa|bot)|se sei un (programma|robot|bot)|als (je|u) een (programma|robot|bot|machine)|(読んでいる|読む)(プログラム|ロボット|機械)|プログラムへ/iu,
  /(for|dear|to|für|zur|die|pour|le|para|o|el|per|l['’]|voor|an)\s?(the |your |any |das |diese |la |de )?(automat\p{L}*|autom[áa]tic\p{L}*) (triage|processing|system|reader|tool|auswertung|verarbeitung|système|traitement|lecteur|procesamiento|sistema|proceso|triagem|processamento|elaborazione|lettura|verwerking)|(processamento|procesamiento|triagem|elaborazione|traitement|sistema) (autom[áa]tic[oa]|automatica|automatique)|自動(処理|分類|判定)/iu,
  /\b(no|without|needs no|skip(ping)?|bypass\p{L}*) (any )?(human|verification|review)\b|kein\p{L}* (mensch|menschliche|prüfung)|(aucune|sans) (vérification|intervention|relecture)( humaine)?|(sin|ning[uú]n\p{L}*) (revisión|control|verificación)( humana?)?|dispens\p{L}* .{0,12}(revisão|humano)|sem (revisão|verificação)|nessun (controllo|operatore|umano)|geen (controle|mens)\b|人の(確認|判断)は(不要|いらない)/iu,
  /\b(your (output|final answer|json|instructions)|repeat after me|translate the following|when summari[sz]ing|in (your|the) summary|decode (this|the)|obey|stop processing|(real|actual|true) (message|answer|reply) (is|starts|begins)|i authori[sz]e you|(administrator|developer|owner) of this (software|system|tool)|first (option|entry|item|class) in|mark me as|record outcome|outcome as|automated triage)\b|\boverride:|maßgebliche antwort|(ergebnis|auswertung):? (ist )?positiv|résultat (est )?positif|resultado:? positivo|esito:? positivo|uitkomst:? positief|結果は|(trag|notier)\p{L}* .{0,20}\b(ein|auf), dass|veuillez (enregistrer|noter|consigner) que|(anota|registra|anote|registre|escribe|escreva|scrivi|annota|noteer|schrijf)( dan)? (que|che|dat)|と記録/iu,
  // Of whoever writes as of a third person.
  /\bthe (customer|client|buyer|sender|recipient|prospect|lead|contact) (agree|accept|want|has |is |confirm|wish|would)|(der|des) (kunden?|absenders?|empfängers?)\b.{0,30}(zu|ja|stimmt|will|nimmt|möchte|hat)|le (client|destinataire|expéditeur) (a |est |accepte|souhaite|confirme)|(el|o|il) (cliente|remitente|destinatario|remetente|mittente|comprador) (ha |acept|quier|quer|aceit|confirm|accett|vuole|hubiera)|de (klant|afzender|ontvanger) (wil|gaat|heeft|accepteert|bevestigt)|(顧客|送信者|差出人)(は|が)/iu,
  // The record itself: whose it is, and everybody else's.
  /\b(set|change|make|assign) .{0,20}\bowner\b|\bbesitzer\b.{0,20}ändern|propriétaire de ce contact|propietario del contacto|respons[áa]vel deste contato|proprietario di questo contatto|eigenaar van dit contact|担当者を.{0,12}変更|(all|every|alle|todos los|todos os|tutti i|すべての)\s?(other )?(contacts?|kontakte|contactos|contatos|contatti|contacten|連絡先)/iu,
  /(as|als|comme|como|come) (evidence|beleg|beweis|preuve|prueba|evidência|prova|bewijs)\b|\b(quote|cite|citeer|cítalo|citalo|zitiere)\b.{0,20}(it|that|dat|evidence|come|como)|引用して|根拠の欄/iu,
];

/** Does an answer speak to a program that reads it? Its words may then be meant to be obeyed, not read. */
export const speaksToAMachine = (text: string): boolean => [...forms, ...words].some((one) => one.test(text));
