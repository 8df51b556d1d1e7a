/** What answers are about, broadly. See ../concepts.ts. */
export const topics: Readonly<Record<string, string>> = {
  neg: `
    no not don't dont doesn't won't wont can't cannot isn't aren't didn't haven't never nope nah neither nor
    without nicht kein* keine* nein nie niemals nee niet geen nooit non pas aucun* jamais ne rien ni nada
    ningun* nunca tampoco sin nao nem nenhum* sem nessun* mai niente senza nemmeno ない ません なし いえ いいえ ず`,
  yes: `
    yes yep yeah sure ok okay gladly happy fine great perfect absolutely definitely ja jo gern* klar
    naturlich passt prima oui d'accord volontiers parfait ouais si claro vale dale perfecto sim beleza
    combinado perfeito certo volentieri perfetto graag top はい ぜひ 承知 了解 了承 喜んで 大丈夫`,
  meet: `
    call* meet* chat talk* speak visit* demo* zoom teams appointment slot calendar invite* termin* treffen
    telefon* anruf* gesprach sprechen besuch* einladung rdv rendez appel* rencontr* echange* visio reunion*
    reunir* cita llam* hablar visita* videollamada liga* ligue ligacao conversar marcar falar encontro
    appuntamento incontr* chiam* sent* sentirci afspraak bel* langskom* overleg gesprek agenda kalender
    打ち合わせ 打合せ 面談 会議 電話 訪問 デモ ミーティング お会い 来社 オンライン お話`,
  weekday: `
    monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri montag*
    dienstag* mittwoch* donnerstag* freitag* samstag* sonntag* lundi mardi mercredi jeudi vendredi samedi
    dimanche lunes martes miercoles jueves viernes sabado domingo segunda terca quarta quinta sexta lunedi
    martedi mercoledi giovedi venerdi domenica maandag dinsdag woensdag donderdag vrijdag zaterdag zondag 月曜
    火曜 水曜 木曜 金曜 土曜 日曜 曜日`,
  month: `
    january february march april may june july august september october november december jan feb mar apr
    jun jul aug sept sep oct nov dec januar februar marz maerz mai juni juli oktober dezember janvier
    fevrier mars avril juin juillet aout septembre octobre novembre decembre enero febrero marzo abril mayo
    junio julio agosto septiembre octubre noviembre diciembre janeiro fevereiro marco maio junho julho
    setembro outubro novembro dezembro gennaio febbraio aprile maggio giugno luglio settembre ottobre
    dicembre januari februari maart mei augustus 月`,
  daypart: `
    today tomorrow morning afternoon noon evening heute morgen vormittag* nachmittag* mittag* uhr demain
    matin apres_midi midi aujourd'hui hoy manana tarde mediodia hoje amanha manha oggi domani mattina
    pomeriggio vandaag ochtend middag uur 明日 午前 午後 本日 時 am pm h`,
  when: `
    next week weeks month quarter year spring summer autumn fall winter later soon q0 kw nachst* woche*
    monat* quartal jahr fruhjahr sommer herbst spater semaine* mois trimestre an annee prochain* printemps
    automne rentree tard semana* mes meses ano proxim* primavera verano otono despues mais tarde depois
    settiman* mese anno prossim* piu dopo avanti volgend* weken maand* kwartaal jaar voorjaar najaar straks
    来週 来月 来年 今月 年明け 四半期 期 以降 後日 改めて また`,
  wait: `
    wait* until till after before once when again remind* ping revisit follow bis nach erst wieder sobald
    wenn melden avant apres lorsque quand reprendre relanc* reviens revenez hasta luego cuando vuelv* retom*
    recuerd* ate quando volta* lembr* fino riprend* ricontatt* risent* risentir tot na wanneer zodra opnieuw
    terug 次 再度 改めて 頃 まで`,
  price: `
    price* pricing cost* quote budget rate* fee fees expensive preis* kosten kostet angebot konditionen prix
    tarif* cout* devis precio* coste* cuesta presupuesto cotiz* preco* custo* custa orcamento prezz* costo
    costi costa preventiv* prijs* kost* offerte 価格 料金 費用 見積 予算 いくら`,
  buy: `
    order contract trial pilot purchase buy sign start license* licence* seats users bestell* vertrag* test*
    probe* lizenz* kauf* start* commande* contrat* essai* acheter demarr* pedido* contrato* prueba*
    licencia* comprar empezar contratar pedir teste experimentar licenca* ordine contratt* prova* acquist*
    licenz* iniziare bestel* proef* licentie* kopen starten 契約 トライアル 発注 注文 導入 ライセンス 申し込 お試し 購入`,
  docs: `
    brochure* deck catalog* catalogue* leaflet pdf onepager one_pager slides datasheet whitepaper case study
    material* information* flyer prospekt* broschure* unterlagen katalog* plaquette* documentation doc docs
    dossier fiche folleto* catalogo* documentacion ficha presentacion material folheto* apresentacao
    documentacao brochura scheda depliant materiale presentazione documentazione folder* documentatie
    presentatie 資料 カタログ パンフ 事例 ホワイトペーパー`,
  send: `
    send mail email forward share schick* send* sende* zusend* zukommen envoy* envoie* transmet* mand* envi*
    manda* enviar envia* mande* invi* spedir* stuur* sturen opsturen 送 送付 お送り 送って 送信`,
  stop: `
    unsubscribe* remove* stop* delete* off opt_out opt cease abmeld* austrag* loschen* loesch* streich*
    verteiler desinscri* desabonn* retir* supprim* arret* cess* baja borr* elimin* quit* dejen parar pare*
    remov* descadast* exclu* cancel* disiscri* toglie* togliet* rimuov* rimuovere basta uitschrijv*
    verwijder* afmeld* schrap* haal 配信停止 解除 削除 停止 不要 やめ 送らない 外して`,
  list: `
    list lists mailing newsletter* distribution database spam emails messages liste* verteiler datenbank
    werbung mails lista* boletin* correos publicidad base lista mensagens propaganda elenco mail pubblicita
    mailinglist bestand lijst nieuwsbrief reclame リスト メルマガ メール 迷惑 宣伝`,
  legal: `
    gdpr lawyer attorney legal complaint report ico data consent dsgvo anwalt* abmahn* datenschutz*
    rechtlich* beschwerde rgpd cnil avocat plainte donnees abogad* denuncia datos aepd lopd lgpd advogad*
    dados procon garante avvocat* dati segnalazione avg advocaat klacht persoonsgegevens 個人情報 弁護士 法的 通報 特電法
    違反`,
  away: `
    vacation holiday* leave office away absent* ooo pto travel* sick maternity paternity parental conference
    urlaub* abwesen* krank* elternzeit mutterschutz dienstreise messe verreist conge* vacances absen* bureau
    maladie deplacement arret vacaciones fuera ausente ausencia baja maternidad viaje oficina ferias licenca
    fora viagem escritorio ferie assen* ufficio maternita malattia viaggio fuori vakantie afwezig* verlof
    ziek zwangerschapsverlof kantoor reis 休暇 不在 出張 夏季 休業 産休 育休 休み 留守 有給`,
  back: `
    back return* returning zuruck zurueck wieder retour reviens rentre vuelvo regreso volvere volto retorno
    regresso torno rientr* tornero terug 戻 復帰 出社`,
  left: `
    left leaving longer moved departed resigned successor replaced role position ausgeschieden verlass*
    verlassen nachfolg* gewechselt unternehmen quitte* parti depart poste successeur remplac* mute dejado
    marcho trabaja puesto sucesor sustitu* cargo saiu deixou desligad* trabalha funcao sucessor substitu*
    lascia* azienda lavora ruolo successore sostitu* vertrokken verlaten opvolg* werkzaam functie dienst 退職
    異動 後任 転職 離れ 退社 担当変更 転勤`,
  retired: `
    retire* retirement pension* pensioniert ruhestand rente rentner* retraite* retraite jubil* jubilacion
    retirado reforma* aposent* reformad* pensione pensionat* pensioen* gepensioneerd 定年 引退 隠居 年金`,
  refer: `
    colleague* contact* person charge responsible department team boss manager director talk reach copy
    copied cc adding looping wende* kolleg* ansprechpartner* zustandig* zustaendig* abteilung chef* leitung
    verantwortlich* collegue* responsable* service interlocut* adressez* copie companer* encargad*
    departamento jefe* dirij* copio coleg* responsavel setor chefe fale copia colleg* referente ufficio
    rivolg* responsabile metto collega verantwoordelijk* afdeling baas 担当 同僚 部署 部長 上司 紹介 窓口`,
  question: `
    what how who which where why does do is are can could would much many was wie wer welche* wo warum
    wieviel konnen konnt kann quoi comment qui quel* combien pourquoi est_ce peut que como quien cual*
    cuanto donde puede* por qual quais quanto quem onde pode* porque cosa come chi quale dove perche wat hoe
    welke hoeveel waar waarom kunnen kan ですか ますか でしょうか 何 どう どの どこ いくら 誰 なぜ ? ?? ???`,
  interest: `
    interest* interested interesse* interessiert interes* interessad* interessat* geinteresseerd 興味 関心 検討`,
  have: `
    already have has satisfied provider supplier solution haben bereits schon zufrieden anbieter lieferant
    losung avons deja satisfait* prestataire fournisseur ya tenemos content* proveedor solucion ja temos
    satisfeit* fornecedor solucao gia abbiamo soddisfatt* fornitore al hebben tevreden leverancier oplossing
    間に合 既に すでに 他社 満足 導入済`,
  need: `
    need* want* looking brauch* benotig* bedarf suchen wollen besoin* voulons cherch* necesit* queremos
    buscamos precis* procur* bisogno vogliamo cerchiamo serve nodig behoefte willen zoeken 必要 必要ない 欲しい 希望`,
  thanks: `
    thanks thank thx cheers danke vielen dank merci gracias obrigad* grazie bedankt ありがとう 感謝 お礼`,
  sorry: `
    sorry unfortunately regret afraid leider tut malheureusement desole* lamento lamentablemente siento
    desafortunadamente infelizmente desculp* purtroppo dispiace helaas spijt 残念 申し訳 恐縮 あいにく 見送`,
  ticket: `
    ticket case request received automated automatic automatically reply support helpdesk noreply anfrage
    eingegangen automatisch* vorgang* demande recue automatique* solicitud recibid* automatic* caso chamado
    recebemos solicitacao richiesta ricevut* verzoek ontvangen 自動 受付 受け付け 返信専用 番号 お問い合わせ`,
  rude: `
    fuck* shit hell damn crap idiot* leave alone annoying harass* verpiss* scheiss* nerv* merde foutez chier
    harcel* emmerd* mierda joder pesad* cono harto acoso merda porra caralho chato cazzo rompere palle stufo
    rot* klote kut* hou zeik* うざい ふざけ しつこい いい加減`,
  firm: `
    we us our wir uns unser* nous notre nos nosotros nuestr* nosso* nossa* noi nostr* wij ons onze 弊社 当社 うち
    我々`,
  you: `
    you your yours sie ihr ihre* ihnen du dein* vous votre vos usted ustedes su sus tu voce* seu sua lei vi
    suo loro u uw je jouw 御社 貴社 あなた そちら`,
};
