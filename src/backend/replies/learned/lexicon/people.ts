/** Meeting, who is meant, who left, who is away. See ../concepts.ts. */
export const people: Readonly<Record<string, string>> = {
  call: `
    call calls calling called phone telephone ring ringing dial anruf* anrufen telefon* telefonat* klingel*
    ruf rufen appel appeler appelez appelle telephon* fil llam* llamada* liga ligar ligue ligacao ligacoes
    telefone* telefonema chiam* sentiamoci bel bellen belt gebeld telefoneren telefoontje 電話 お電話 架電 tel`,
  meeting: `
    meet meeting meetings meets met treffen besprechung* termin* gesprach* rdv rendez reunion* rencontr*
    entrevue reunir* cita citas encuentro reuniao reunioes encontro* encontrar appuntament* incontr*
    riunion* afspraak afspreken afspraken gesprek gesprekken overleg 打ち合わせ 打合せ 面談 会議 ミーティング 商談 お会い 会いましょう`,
  visit: `
    visit visits visiting drop_by come_by come_over stop_by swing_by besuch* vorbeikommen vorbeischauen
    kommen_sie visit* passez passer_nous venez venir visita* pasarse pasate pase_por venga vengan
    passar_aqui venha venham venire vieni passate passi langs langskomen komt_langs bezoek* 訪問 来社 お越し いらして
    来て 伺い お立ち寄り`,
  demo: `
    demo demos demonstration* demonstrat* vorfuhr* vorfuehr* prasentier* demostracion* demonstraca*
    dimostrazion* demonstratie* voorstelling デモ 実演 見せて`,
  video: `
    zoom teams meet_link webex skype video videocall* visio* videollamad* videoconferenc* videochamad*
    videochiam* videogesprek videobellen beeldbellen オンライン リモート ウェブ会議 url`,
  invite: `
    invite invites invitation* einladung* lad_mich invit* convoc* invitacion* convite* invito inviti
    uitnodig* agenda_uitnodiging 招待`,
  calendar: `
    calendar* kalender* agenda agendas calendrier* planning calendario* agende* カレンダー 予定表 スケジュール`,
  slot: `
    slot slots availab* verfugbar* dispo* disponib* dispon* hueco* horario horarios brecha janela vrij*
    beschikbaar tijdstip 空き 空いて 都合 候補日 日程 時間帯`,
  talk: `
    talk talks talking chat discuss* speak conversation* sprechen reden plaudern unterhalten quatschen
    parler discut* echang* hablar* hablemos platica* charl* convers* falar falamos bater_um_papo parlar*
    parliamo chiacchier* sentir* praten spreken bespreken babbel* 話 お話 相談`,
  works: `
    works suits suit fits passt_mir passt_es passt_gut passt* convient conviendrait me_va_bien me_viene_bien
    me_queda_bien me_acomoda serve_para_mim da_certo da_pra_mim fica_bem va_bene mi_va_bene komt_uit
    past_mij past_me schikt 大丈夫 問題ありません 構いません 結構です でお願い`,
  unsuitable: `
    doesn't_work don't_work won't_work doesn't_suit can't_make cannot_make passt_nicht passt_mir_nicht
    geht_nicht geht_leider ne_convient_pas pas_possible pas_dispo no_puedo no_me_va no_me_viene nao_posso
    nao_da nao_consigo non_posso non_va non_riesco lukt_niet kan_niet past_niet schikt_niet 都合が悪 都合がつかな 難しい
    厳しい`,
  agree: `
    agreed agree deal done let's lets go_ahead count_me book booked confirm* confirmed abgemacht
    einverstanden bestatig* machen_wir zugesagt zusage ok_pour d'accord c'est_bon entendu ca_marche vendu
    partant partante de_acuerdo hecho vale dale va_que_va confirmo quedamos apuntad* combinado fechado
    confirmado topo bora concordo d'accordo andata ci_sto confermo confermat* accordo akkoord afgesproken
    doen_we bevestig* geregeld 承知 了解 かしこまり 決まり 確定 行きましょう やりましょう ぜひ`,
  gladly: `
    gladly happy happily glad pleasure love delighted gern gerne freut freue mit_vergnugen volontiers
    avec_plaisir ravi* con_gusto encantad* con_mucho_gusto me_encantaria con_placer com_prazer com_gosto
    adoraria volentieri con_piacere molto_volentieri felice graag met_plezier met_genoegen 喜んで ぜひ 是非`,
  whyNot: `
    why_not warum_nicht pourquoi_pas por_que_no porque_no por_que_nao perche_no waarom_niet meinetwegen
    fine_by_me can't_hurt`,
  come: `
    come komm kommt vienne viens ven vengo vem venho kom kome`,
  coffee: `
    coffee coffees lunch beer tea breakfast kaffee kaffeetrinken mittagessen bier cafe dejeuner biere comida
    almuerzo cerveza almoco cafezinho cerveja caffe pranzo birra koffie biertje 昼食 コーヒー お茶`,
  number: `
    number numbers mobile cell nummer* durchwahl handy* numero* portable movil* celular* movel telemovel*
    cellulare mobiel* 00 携帯 番号`,
  office: `
    office my_office our_office buro burozeiten bureau bureaux oficina* despacho* escritorio* ufficio uffici
    kantoor 事務所 オフィス 会社に 弊社まで`,
  hour: `
    o'clock uhr heures heure horas hora ore uur 時 時半 時頃`,
  link: `
    link links url enlace* lien liens`,
  boss: `
    boss manager director ceo cfo coo cto president vp chief chef chefin chefs geschaftsfuhr* vorgesetzt*
    leiter* leiterin direktor* patron patronne directeur directrice pdg drh daf jefe jefa director*
    directora gerente* presidente chefe diretor* diretora direttor* direttrice capo titolare amministratore
    baas directeur* leidinggevende* hoofd bestuurder 部長 課長 社長 上司 所長 店長 院長 責任者 本部長 室長`,
  assistant: `
    assistant assistants secretary pa ea on_behalf behalf assistentin assistenz sekretar* im_auftrag i_a
    assistante secretair* secretariat de_la_part au_nom asistente secretaria de_parte en_nombre assistente
    secretari* a_pedido em_nome segretari* per_conto a_nome assistent* secretaresse namens 秘書 代わりに 代筆 代理`,
  colleague: `
    colleague* coworker* teammate* kolleg* mitarbeiter* collegue* collaborat* companer* colega* collega*
    collegh* collaborator* 同僚 同じ部 うちの者 者が 弊社の`,
  family: `
    wife husband son daughter brother sister dad father mother mom mum frau_hat mann sohn tochter bruder
    schwester vater mutter femme mari fils fille frere soeur pere mere mujer marido hijo hija hermano
    hermana padre madre esposa esposo filho filha irmao irma pai mae moglie marito figlio figlia fratello
    sorella babbo mamma vrouw zoon dochter broer zus vader moeder 妻 夫 息子 娘 兄 弟 姉 父 母 家内 嫁 主人`,
  inCharge: `
    in_charge responsible handles handling looks_after owns runs_the deals_with takes_care decides
    zustandig* zustaendig* verantwortlich* kummert kuemmert betreut entscheidet s'occupe s'en_occupe gere
    responsable* charge decide en_charge encargad* lleva_eso lleva_el lleva_la lleva_ese se_encarga se_ocupa
    responsavel responsaveis cuida_disso cuida_de trata_disso trata_de tratar decide_isso quem_decide
    responsabile si_occupa se_ne_occupa segue_lui segue_lei decide_lui verantwoordelijk* gaat_over gaan_over
    regelt beslist 担当 担当者 窓口 決裁 責任者 見ています 仕切って`,
  writeToThem: `
    talk_to speak_to speak_with contact_him contact_her reach_out_to write_to get_in_touch_with ask_for
    try_him try_her email_him email_her call_him call_her wenden_sie wende_dich wenden melden_sie_sich_bei
    schreiben_sie_an schreib_an sprechen_sie_mit fragen_sie ansprechpartner* adressez adresser contactez
    voyez_avec voir_avec tournez_vous parlez_a ecrivez_a demandez dirijase dirigirse contacte contactar
    hable_con habla_con hablen_con escriba_a escribale escribele pregunte preguntale comuniquese falar_com
    fale_com contate escreva_para procure procurar rivolg* contatt* parli_con parlane_con scriva_a sentire
    scrivi_a neem_contact contact_op_met wend_u vraag_naar mail_hem mail_haar bel_hem praat_met 連絡してください
    ご連絡ください 宛に まで直接 に聞いて お問い合わせください`,
  copying: `
    cc cc'd cced copying copied copy adding looping loop forwarded forward forwarding passed_on passing
    introduce* intro kopie setze_in weitergeleitet weiterleit* leite_weiter leite_ihre gebe_weiter
    weitergegeben verbinde copie transmis transfer* fais_suivre mets_en transmets je_transmets copio copia
    reenvio reenviad* reenvie paso_tu le_paso se_lo_paso paso_su presento encaminh* repass* copiei passei
    inoltr* girato giro passo metto_in doorgestuurd doorgestuurt doorsturen stuur_door zet_in doorgegeven
    voorstellen_aan 転送 共有 回して 回しました 紹介 引き継 おつなぎ つなぎます`,
  rightPerson: `
    right_person wrong_person not_the_right right_contact best_person better_person wrong_guy wrong_address
    wrong_number falsch* richtige* nicht_der_richtige nicht_zustandig falsche_adresse falscher
    bonne_personne pas_la_bonne bon_interlocuteur mauvaise_personne trompez trompe_de persona_correcta
    persona_indicada persona_adecuada no_soy_la equivocad* se_equivoca pessoa_certa pessoa_errada
    pessoa_indicada nao_sou_a engano errad* enganou persona_giusta persona_sbagliata non_sono_la sbagliat*
    sbaglia juiste_persoon verkeerd* niet_de_juiste 宛先違い 間違い 人違い お門違い 担当ではな 部署ではな 担当外`,
  elsewhere: `
    headquarters hq corporate head_office group zentrale konzern* hauptsitz holding siege maison_mere
    sede_central central_de matriz corporativ* grupo sede capogruppo casa_madre hoofdkantoor concern moeder
    本社 本部 親会社 グループ`,
  successor: `
    successor replac* replacement takes_over took_over taken_over new_contact new_person instead nachfolg*
    ubernimmt ubernommen uebernommen an_meiner_stelle neue_ansprech* ersetzt successeur remplac* a_repris
    reprend_le reprend_mes succede sucesor* sustitu* reemplaz* en_su_lugar en_mi_lugar asume asumio
    sucessor* substitu* no_lugar_dele assumiu assume successor* sostitu* al_mio_posto al_suo_posto subentr*
    prende_il_mio opvolg* vervang* neemt_over overgenomen in_mijn_plaats 後任 後継 引き継 代わりの`,
  leftCompany: `
    no_longer_with no_longer_work* no_longer_employ* no_longer_here no_longer_part left_the_company left_us
    has_left left_in left_last parted_ways moved_on my_last_day last_day_was former_employee leaving_the
    laid_off let_go fired redundan* resign* quit nicht_mehr_bei nicht_mehr_im_unternehmen nicht_mehr_fur
    nicht_mehr_in ausgeschieden ausscheid* ausgeschied* verlasse verlassen gekundigt letzter_arbeitstag
    letzter_tag entlassen ne_fait_plus_partie fait_plus_partie plus_partie ne_travaille_plus travaille_plus
    plus_chez quitte_la quitte_le quitte_l'entreprise a_quitte ai_quitte quitter_mes dernier_jour licenci*
    demission* ya_no_trabaj* ya_no_forma ya_no_esta no_trabaja_aqui no_labora ya_no_labora dejo_la_empresa
    dejado_la ultimo_dia renunci* despid* despedid* desvincul* se_fue me_voy nao_trabalha_mais nao_faz_mais
    ja_nao_trabalha ja_nao_faz deixou_a deixei_a saiu_da sai_da saiu_do desligad* deslig* demitid* demissao
    nao_esta_mais ultimo_dia_de non_lavora_piu non_fa_piu non_e_piu non_sono_piu ha_lasciato ho_lasciato
    lascio_l'azienda dimess* dimission* licenziat* ultimo_giorno niet_meer_werkzaam niet_langer_werkzaam
    uit_dienst niet_meer_in_dienst niet_meer_bij verlaten_heeft heeft_verlaten vertrokken vertrek
    laatste_werkdag ontslag* ontslagen werkt_hier_niet werkt_niet_meer 退職 退社 離職 辞め 離れました 在籍しておりません 在籍していません
    転職 クビ リストラ 契約終了`,
  newRole: `
    new_role new_position moved_to moved_into changed_roles different_department another_department
    transferred switched promoted promotion reassigned neue_rolle neue_aufgabe neue_stelle gewechselt
    wechsel* versetzt abteilung_gewechselt befordert nicht_mehr_zustandig nouveau_poste change_de_poste
    change_de mute mutation promu* nouvelles_fonctions autre_service ne_m'occupe_plus nuevo_cargo
    nuevo_puesto cambie_de cambio_de_area cambio_de_puesto me_cambiaron trasladad* traslado ascend*
    otra_area ya_no_llevo mudei_de mudou_de nova_funcao novo_cargo outro_setor outra_area transferid*
    promovid* ja_nao_trato nuovo_ruolo cambiato_ruolo trasferit* promoss* altro_reparto altro_ufficio
    non_seguo_piu non_mi_occupo_piu nieuwe_functie andere_functie andere_afdeling overgestapt overgeplaatst
    gepromoveerd niet_meer_verantwoordelijk 異動 転勤 配置換え 部署が変わ 担当を外れ 担当が変わ 担当変更 着任 昇進 出向`,
  mailboxClosed: `
    mailbox_is_no no_longer_monitored not_monitored unmonitored address_is_no inactive closed_account
    mailbox_will postfach_wird wird_nicht_mehr_gelesen nicht_mehr_gelesen nicht_mehr_aktiv
    nicht_mehr_abgerufen boite_n'est_plus plus_consultee n'est_plus_relevee plus_active adresse_sera
    buzon_ya cuenta_desactivada ya_no_se_revisa ya_no_esta_activa inactiv* desactivad* caixa_desativada
    desativad* nao_e_mais_monitorad* inativ* casella_non disattivat* non_piu_attiv* non_e_piu_attiv*
    wordt_niet_meer_gelezen niet_meer_gelezen niet_meer_actief opgeheven 使用されておりません 無効 閉鎖 廃止 使われて`,
  newJob: `
    new_job new_company new_adventure new_challenge joined joining start_at started_at neue_herausforderung
    neuer_arbeitgeber neuen_arbeitgeber fange_an nouvelle_aventure nouvel_employeur rejoint nuevo_reto
    nuevo_trabajo nueva_empresa nova_empresa novo_desafio novo_emprego nuova_avventura nuovo_lavoro
    nuova_azienda altra_azienda nieuwe_uitdaging nieuwe_baan nieuwe_werkgever 新しい会社 新天地 独立 起業`,
  retirement: `
    retired retire retires retiring retirement pensioner hung_up ruhestand pension pensioniert rente
    rentner* verrentet ruhestandler altersteilzeit retraite* retraitee jubilad* jubilo jubilac* jubile
    retirad* retiro me_jubile aposent* reformado reformada reforma pensione pensionat* in_pensione pensioen*
    gepensioneerd met_pensioen 定年 引退 隠居 年金 勇退 退官`,
  oldAge: `
    years_of_service after_forty career grandchildren grandkids grandson garden gardening fishing golf
    golfing enkel garten angeln enkelkind* nach_vierzig jahren_dienst dienstjahren petits_enfants jardin
    peche nietos pesca nietas anos_de_servicio netos netas jardim horta anos_de_casa nipoti orto giardino
    anni_di_servizio kleinkinderen tuin tuinieren vissen caravan jaar_trouwe 孫 庭 釣り 畑 長年 年間勤め`,
  died: `
    died passed_away deceased death funeral gestorben verstorben beerdigung tot deces decede* obseques
    fallec* murio entierro falec* morreu enterro deces* mancat* morto funerale overleden overlijden
    begrafenis 亡くな 逝去 他界 葬儀`,
  notYet: `
    not_retired not_yet not_dead still_here still_work* noch_nicht noch_da noch_lange pas_encore toujours_la
    todavia_no aun_no sigo_aqui ainda_nao continuo_aqui non_ancora ancora_qui nog_niet nog_altijd まだ まだまだ 現役`,
  vacation: `
    vacation vacations holiday holidays annual_leave pto urlaub* ferien betriebsferien betriebsurlaub conge*
    vacances vacacion* ferias feriado recesso ferie vacanza vacanze vakantie* verlof 休暇 夏季休業 夏休み 年末年始 冬季休業
    盆休み お盆 ゴールデンウィーク 連休 有給 休業`,
  sick: `
    sick surgery hospital operation recovering medical_leave ill krank* krankenhaus krankgeschrieben op reha
    kur klinikaufenthalt malad* arret_maladie hopital hospitalis* operat* convalesc* enferm* hospital*
    baja_medica cirugia incapacidad reposo reposo_medico doente atestado cirurgia internad* licenca_medica
    malat* malattia ospedale intervento infortunio convalescenz* ziek* ziekenhuis geopereerd operatie
    herstel* 入院 手術 療養 病気 体調 通院 怪我 骨折`,
  parental: `
    maternity paternity parental baby born newborn mutterschutz elternzeit babypause maternite paternite
    bebe naissance maternidad paternidad permiso_de nacimiento maternidade paternidade licenca_maternidade
    nascimento maternita paternita congedo nato nata bambin* zwangerschap* ouderschap* bevallings* geboorte
    産休 育休 出産 育児`,
  travel: `
    travel* travelling traveling trip flight flying plane airport business_trip road train abroad
    dienstreise reise* unterwegs verreist flugzeug flug geschaftsreise bahn auslands* deplacement* voyage
    avion mission viaje* viajando vuelo aeropuerto de_viaje viagem viagens aviao voo viaggio viaggi
    trasferta aereo treno reis op_reis zakenreis vliegtuig buitenland onderweg 出張 海外 移動中 飛行機 新幹線 旅行 現地`,
  fair: `
    fair tradeshow trade_show expo conference convention congress summit messe* kongress* konferenz tagung
    salon foire congres feria* congreso* conferencia feira* congresso* fiera* convegn* beurs* 展示会 見本市 学会
    セミナー`,
  course: `
    training course workshop offsite schulung* fortbildung* lehrgang seminar* klausur* formation* seminaire*
    stage curso* formacion capacitacion taller formacao treinamento corso corsi formazione cursus*
    opleiding* 研修 講習`,
  outOfOffice: `
    out_of_office out_of_the_office ooo away absent absence not_in_the_office away_from_my out_of_town
    abwesend* abwesenheit* nicht_im_buro nicht_im_haus ausser_haus absent* hors_du_bureau
    actuellement_absent fuera_de_la_oficina fuera_de_oficina ausent* ausencia fora_do_escritorio ausente*
    fuori_ufficio fuori_sede assent* assenza afwezig* niet_aanwezig niet_op_kantoor 不在 留守 席を外し 外出 休み お休み`,
  limitedAccess: `
    limited_access no_access limited_internet intermittent checking_email sporadisch eingeschrankt*
    keinen_zugriff kein_netz acces_limite pas_acces acces_a_mes acceso_limitado sin_acceso sin_cobertura
    acesso_limitado sem_acesso accesso_limitato non_ho_accesso beperkt_bereikbaar geen_toegang
    niet_bereikbaar 確認できません 返信が遅れ 返信できません 連絡が取れ つながりにく`,
  returning: `
    back_on back_in back_at back_from return* i'll_be_back be_back zuruck zurueck wieder_da wieder_im_buro
    wieder_erreichbar wieder_im_haus ruckkehr* de_retour retour* reviens reviendrai rentre rentrerai vuelvo
    regreso volvere regresare reincorpor* de_vuelta de_regreso volto voltarei regresso regressarei retorno
    retornarei de_volta torno tornero rientr* di_ritorno terug ben_terug weer_terug weer_aanwezig
    weer_bereikbaar 戻り 戻る 戻って 復帰 出社 明け 通常営業`,
  urgent: `
    urgent urgently emergency emergencies dringend* notfall notfallen eilig* urgence* urgent* urgencia*
    emergencia* urgente* urgenza urgenze emergenza dring* spoed* noodgeval noodgevallen 緊急 急ぎ 至急`,
  standIn: `
    in_my_absence covering cover backup in_the_meantime meantime vertretung vertritt vertreten wahrenddessen
    en_mon_absence mon_absence en_mi_ausencia mientras_tanto durante_mi cubre na_minha_ausencia
    durante_minha enquanto_isso in_mia_assenza nel_frattempo mia_assenza tijdens_mijn_afwezigheid waarneem*
    intussen neemt_waar 代理 不在中 留守中 代わって対応`,
  automatic: `
    automatic automatically automated auto_reply autoreply automatisch* autoresponder reponse_automatique
    message_automatique automatique* respuesta_automatica mensaje_automatico automatic* resposta_automatica
    mensagem_automatica automatica* risposta_automatica messaggio_automatico automatico*
    automatisch_antwoord automatisch_bericht 自動返信 自動応答 自動送信 自動配信 自動で`,
};
