/**
 * Where people live in countries with several clocks: states and towns of 60,000 people or more, by IANA zone, written as
 * `folded` (time-zone.ts) writes them. Made from city-timezones 1.3.4 (MIT; population and zones of 7,300 towns): a
 * state has the zone in which most of its people live, a name that stands for towns in several zones is left out.
 */
export interface Places {
  /** The zone of most people. */
  zone: string;
  /** Names separated by |, by zone. */
  states: Readonly<Record<string, string>>;
  /** States with several clocks: there the town tells more. */
  split: string;
  cities: Readonly<Record<string, string>>;
}

export const places: Readonly<Record<string, Places>> = {
  AU: {
    zone: 'Australia/Sydney',
    states: {
      'Australia/Sydney': 'australian capital territory|new south wales',
      'Australia/Brisbane': 'queensland',
      'Australia/Darwin': 'northern territory',
      'Australia/Perth': 'western australia',
      'Australia/Adelaide': 'south australia',
      'Australia/Melbourne': 'victoria',
      'Australia/Hobart': 'tasmania',
    },
    split: 'new south wales|northern territory',
    cities: {
      'Australia/Sydney': 'albury|canberra|newcastle|nowra|sydney|wollongong',
      'Australia/Melbourne': 'ballarat|bendigo|cranbourne|geelong|melbourne',
      'Australia/Brisbane': 'brisbane|cairns|gold coast|mackay|toowoomba|townsville',
      'Australia/Hobart': 'hobart|launceston',
      'Australia/Darwin': 'darwin',
      'Australia/Adelaide': 'adelaide',
      'Australia/Perth': 'perth',
    },
  },
  BR: {
    zone: 'America/Sao_Paulo',
    states: {
      'America/Fortaleza': 'ceara|maranhao|paraiba|piaui|rio grande do norte',
      'America/Belem': 'amapa|para',
      'America/Porto_Velho': 'rondonia',
      'America/Campo_Grande': 'mato grosso do sul',
      'America/Sao_Paulo':
        'distrito federal|espirito santo|goias|minas gerais|parana|rio de janeiro|rio grande do sul|santa catarina|sao paulo',
      'America/Cuiaba': 'mato grosso',
      'America/Maceio': 'alagoas|sergipe',
      'America/Bahia': 'bahia',
      'America/Recife': 'pernambuco',
      'America/Manaus': 'amazonas',
      'America/Araguaina': 'tocantins',
      'America/Boa_Vista': 'roraima',
      'America/Rio_Branco': 'acre',
    },
    split: 'amazonas',
    cities: {
      'America/Fortaleza':
        'campina grande|caxias|codo|fortaleza|imperatriz|joao pessoa|juazeiro do norte|mossoro|parnaiba|patos|sao luis|sobral|teresina|timon',
      'America/Campo_Grande': 'campo grande|corumba|dourados|ponta pora|tres lagoas',
      'America/Sao_Paulo':
        'americana|anapolis|apucarana|aracatuba|araguari|arapongas|araxa|assis|avare|bage|barbacena|barra mansa|barretos|bauru|belo horizonte|bento goncalves|blumenau|botucatu|braganca paulista|brasilia|brusque|cabo frio|cachoeira do sul|cachoeiro de itapemirim|campinas|campo murao|campos|canoas|cascavel|catanduva|caxias do sul|conselheiro lafaiete|criciuma|curitiba|divinopolis|duque de caxias|erechim|florianopolis|formosa|foz do iguacu|franca|goiania|governador valadares|guarapuava|guaratingueta|ipatinga|itajai|itanhaem|itapetininga|itauna|itu|ituiutaba|itumbiara|jaboticabal|jaragua do sul|jau|joinville|juiz de fora|jundiai|lajes|lavras|limeira|linhares|londrina|macae|marilia|maringa|montes claros|muriae|niteroi|nova friburgo|nova iguacu|nova lima|novo hamburgo|ourinhos|paranagua|passo fundo|passos|pelotas|petropolis|pindamonhangaba|piracicaba|pocos de caldas|ponta grossa|porto alegre|pouso alegre|presidente prudente|ribeirao preto|rio claro|rio de janeiro|rio grande|santa cruz do sul|santa maria|santana do livramento|santo andre|santo angelo|santos|sao carlos|sao joao da boa vista|sao joao del rei|sao jose do rio preto|sao jose dos campos|sao jose dos pinhais|sao mateus|sao paulo|sete lagoas|sorocaba|tatui|taubate|teofilo otoni|trindade|tubarao|uba|uberaba|uberlandia|uruguaiana|vitoria|volta redonda|xapeco',
      'America/Cuiaba': 'caceres|cuiaba|rondonopolis|varzea grande',
      'America/Maceio': 'aracaju|arapiraca|maceio|rio largo',
      'America/Bahia':
        'alagoinhas|barreiras|feira de santana|ilheus|itabuna|jequie|juazeiro|paulo afonso|porto seguro|salvador|vitoria da conquista',
      'America/Recife': 'cabo de santo agostinho|carpina|caruaru|garanhuns|jaboatao|olinda|petrolina|recife',
      'America/Belem': 'abaetetuba|belem|castanhal|macapa|maraba|porto santana|vila velha',
      'America/Manaus': 'manaus|parintins',
      'America/Santarem': 'itaituba|santarem',
      'America/Araguaina': 'palmas',
      'America/Rio_Branco': 'rio branco',
      'America/Porto_Velho': 'ji parana|porto velho|vilhena',
      'America/Boa_Vista': 'boa vista',
    },
  },
  CA: {
    zone: 'America/Toronto',
    states: {
      'America/Winnipeg': 'manitoba',
      'America/Regina': 'saskatchewan',
      'America/Edmonton': 'alberta',
      'America/Vancouver': 'british columbia',
      'America/Iqaluit': 'nunavut',
      'America/Yellowknife': 'northwest territories',
      'America/Toronto': 'ontario|quebec',
      'America/Halifax': 'nova scotia|prince edward island',
      'America/St_Johns': 'newfoundland and labrador',
      'America/Whitehorse': 'yukon',
      'America/Moncton': 'new brunswick',
    },
    split: 'british columbia|newfoundland and labrador|nunavut|ontario|quebec',
    cities: {
      'America/Toronto':
        'barrie|hamilton|kingston|kitchener|london|montreal|oshawa|ottawa|peterborough|quebec|sarnia|sherbrooke|st jerome|sudbury|thunder bay|toronto|trois rivieres',
      'America/Edmonton': 'calgary|edmonton|lethbridge|red deer',
      'America/Vancouver': 'abbotsford|kamloops|kelowna|nanaimo|prince george|vancouver|victoria',
      'America/Moncton': 'moncton|saint john',
      'America/Detroit': 'windsor',
      'America/Winnipeg': 'winnipeg',
      'America/Regina': 'regina|saskatoon',
      'America/Halifax': 'halifax',
      'America/St_Johns': 'st johns',
    },
  },
  CD: {
    zone: 'Africa/Kinshasa',
    states: {
      'Africa/Lubumbashi': 'kasai occidental|kasai oriental|katanga|maniema|nord kivu|orientale|sud kivu',
      'Africa/Kinshasa': 'bandundu|bas congo|equateur|kinshasa city',
    },
    split: '',
    cities: {
      'Africa/Kinshasa':
        'bandundu|binga|boma|bumba|gemena|kikwit|kinshasa|lisala|matadi|mbandaka|mbanza ngungu|moanda',
      'Africa/Lubumbashi':
        'beni|bukavu|bunia|butembo|gandajika|goma|ilebo|isiro|kalemie|kamina|kananga|kindu|kipushi|kisangani|kolwezi|kongolo|likasi|lodja|lubumbashi|mbuji mayi|mwene ditu|tshikapa|uvira|wamba',
    },
  },
  CL: {
    zone: 'America/Santiago',
    states: {
      'America/Santiago':
        'aisen del general carlos ibanez del campo|antofagasta|arica y parinacota|atacama|bio bio|coquimbo|la araucania|libertador general bernardo ohiggins|los lagos|los rios|magallanes y antartica chilena|maule|region metropolitana de santiago|santa cruz|tarapaca|valparaiso',
    },
    split: '',
    cities: {
      'America/Santiago':
        'antofagasta|arica|calama|chillan|concepcion|copiapo|coquimbo|coronel|curico|iquique|la serena|linares|los angeles|osorno|ovalle|puerto montt|punta arenas|quillota|rancagua|san antonio|san bernardo|san fernando|santiago|talca|talcahuano|temuco|valdivia|valparaiso|vina del mar',
    },
  },
  EC: {
    zone: 'America/Guayaquil',
    states: {
      'America/Guayaquil':
        'azuay|bolivar|canar|carchi|chimborazo|cotopaxi|el oro|esmeraldas|guayas|imbabura|loja|los rios|manabi|morona santiago|napo|pastaza|pichincha|tungurahua|zamora chinchipe',
      'Pacific/Galapagos': 'galapagos',
    },
    split: '',
    cities: {
      'America/Guayaquil':
        'ambato|cuenca|esmeraldas|guayaquil|ibarra|latacunga|loja|machala|manta|portoviejo|quito|riobamba|sangolqui|tulcan',
    },
  },
  ES: {
    zone: 'Europe/Madrid',
    states: {
      'Europe/Madrid':
        'andalucia|aragon|cantabria|castilla la mancha|castilla y leon|cataluna|comunidad de madrid|comunidad foral de navarra|comunidad valenciana|extremadura|galicia|islas baleares|la rioja|pais vasco|principado de asturias|region de murcia',
      'Africa/Ceuta': 'ceuta|melilla',
    },
    split: '',
    cities: {
      'Europe/Madrid':
        'albacete|algeciras|alicante|almeria|badajoz|barcelona|bilbao|burgos|cadiz|cartagena|castello|cordoba|gijon|granada|huelva|jaen|la coruna|leon|logrono|madrid|malaga|marbella|mataro|murcia|ourense|oviedo|palma|pamplona|salamanca|san sebastian|santander|santiago de compostela|seville|tarragona|valencia|valladolid|vigo|vitoria|zaragoza',
      'Africa/Ceuta': 'ceuta|melilla',
      'Atlantic/Canary': 'las palmas|santa cruz de tenerife',
    },
  },
  FM: {
    zone: 'Pacific/Pohnpei',
    states: {},
    split: '',
    cities: {},
  },
  GL: {
    zone: 'America/Godthab',
    states: {
      'America/Godthab':
        'kommune kujalleq|kommuneqarfik sermersooq|nationalparken|qaasuitsup kommunia|qeqqata kommunia',
    },
    split: 'kommuneqarfik sermersooq|qaasuitsup kommunia',
    cities: {},
  },
  ID: {
    zone: 'Asia/Jakarta',
    states: {
      'Asia/Jakarta':
        'aceh|bangka belitung|banten|bengkulu|jakarta raya|jambi|jawa barat|jawa tengah|jawa timur|kepulauan riau|lampung|riau|sumatera barat|sumatera selatan|sumatera utara|yogyakarta',
      'Asia/Jayapura': 'irian jaya barat|maluku|maluku utara|papua',
      'Asia/Makassar':
        'bali|gorontalo|kalimantan selatan|kalimantan timur|nusa tenggara barat|nusa tenggara timur|sulawesi barat|sulawesi selatan|sulawesi tengah|sulawesi tenggara|sulawesi utara',
      'Asia/Pontianak': 'kalimantan barat|kalimantan tengah',
    },
    split: '',
    cities: {
      'Asia/Jakarta':
        'banda aceh|bandar lampung|bandung|banyuwangi|bekasi|bengkulu|binjai|blitar|bogor|bukittinggi|cilacap|cirebon|indramayu|jakarta|jambi|jember|kediri|langsa|lhokseumawe|madiun|magelang|malang|medan|mojokerto|padang|padangsidempuan|pakalongan|palembang|pangkalpinang|pasuruan|pati|pekanbaru|pematangsiantar|perabumulih|probolinggo|salatiga|semarang|serang|sibolga|sukabumi|sumenep|surabaya|surakarta|tanjungkarang telubketung|tanjungpandan|tanjungpinang|tasikmalaya|tebingtinggi|tegal|tuban|yogyakarta',
      'Asia/Jayapura': 'ambon|biak|jayapura|manokwari|sorong|ternate|tidore',
      'Asia/Makassar':
        'balikpapan|bandjarmasin|bontang|denpasar|ende|gorontalo|kendari|kupang|majene|manado|martapura|mataram|maumere|palu|parepare|pinrang|raba|samarinda|singaraja|tarakan|ujungpandang',
      'Asia/Pontianak': 'palangkaraya|pontianak|sampit|singkawang',
    },
  },
  KI: {
    zone: 'Pacific/Tarawa',
    states: {},
    split: '',
    cities: {},
  },
  MN: {
    zone: 'Asia/Ulaanbaatar',
    states: {
      'Asia/Ulaanbaatar':
        'arhangay|bayanhongor|bulgan|dornogovi|dundgovi|hentiy|hovsgol|omnogovi|orhon|ovorhangay|selenge|tov|ulaanbaatar',
      'Asia/Hovd': 'bayan olgiy|dzavhan|govi altay|hovd|uvs',
      'Asia/Choibalsan': 'dornod|suhbaatar',
    },
    split: '',
    cities: {
      'Asia/Ulaanbaatar': 'darhan|erdenet|ulaanbaatar',
    },
  },
  MX: {
    zone: 'America/Mexico_City',
    states: {
      'America/Tijuana': 'baja california',
      'America/Mazatlan': 'baja california sur|nayarit|sinaloa',
      'America/Monterrey': 'coahuila|durango|nuevo leon',
      'America/Ojinaga': 'chihuahua',
      'America/Hermosillo': 'sonora',
      'America/Mexico_City':
        'aguascalientes|chiapas|colima|distrito federal|guanajuato|guerrero|hidalgo|jalisco|mexico|michoacan|morelos|oaxaca|puebla|queretaro|san luis potosi|tabasco|tlaxcala|veracruz|zacatecas',
      'America/Matamoros': 'tamaulipas',
      'America/Merida': 'campeche|yucatan',
      'America/Cancun': 'quintana roo',
    },
    split: 'chihuahua|coahuila|tamaulipas',
    cities: {
      'America/Chihuahua': 'chihuahua|cuauhtemoc|delicias|hidalgo del parral',
      'America/Monterrey':
        'ciudad madero|ciudad mante|ciudad victoria|durango|gomez palacio|monclova|monterrey|saltillo|tampico|torreon',
      'America/Mexico_City':
        'acapulco|aguascalientes|apatzingan|atlixco|celaya|chilpancingo|ciudad guzman|ciudad valles|coatzacoalcos|colima|cordoba|cuernavaca|fresnillo|guadalajara|guanajuato|iguala|irapuato|jaltipan|juchitan|lagos de moreno|lazaro cardenas|leon|manzanillo|matehuala|mexico city|minatitlan|morelia|nezahualcoyotl|oaxaca|orizaba|pachuca|poza rica de hidalgo|puebla|puerto vallarta|queretaro|salamanca|salina cruz|san cristobal de las casas|san juan del rio|san luis potosi|tapachula|tecoman|tehuacan|teziutlan|tlaxcala|toluca|tuxtla gutierrez|uruapan|veracruz|villahermosa|xalapa|zacatecas|zamora|zumpango',
      'America/Matamoros': 'matamoros|nuevo laredo|piedras negras|reynosa',
      'America/Mazatlan': 'culiacan|guamuchil|guasave|la paz|los mochis|tepic',
      'America/Hermosillo': 'agua prieta|ciudad obregon|guaymas|hermosillo|mazatlan|navajoa|nogales',
      'America/Merida': 'campeche|ciudad del carmen|merida',
      'America/Tijuana': 'ensenada|mexicali|tijuana',
      'America/Ojinaga': 'ciudad juarez',
      'America/Cancun': 'cancun|chetumal|cozumel',
    },
  },
  NZ: {
    zone: 'Pacific/Auckland',
    states: {
      'Pacific/Auckland':
        'auckland|bay of plenty|canterbury|gisborne|manawatu wanganui|marlborough|nelson|northland|otago|southland|taranaki|west coast',
    },
    split: '',
    cities: {
      'Pacific/Auckland':
        'auckland|christchurch|dunedin|hamilton|manukau|palmerston north|takapuna|tauranga|waitakere|wellington',
    },
  },
  PF: {
    zone: 'Pacific/Tahiti',
    states: {},
    split: '',
    cities: {
      'Pacific/Tahiti': 'papeete',
    },
  },
  PG: {
    zone: 'Pacific/Port_Moresby',
    states: {
      'Pacific/Port_Moresby':
        'central|chimbu|east new britain|east sepik|eastern highlands|enga|gulf|madang|manus|milne bay|morobe|new ireland|northern|sandaun|southern highlands|west new britain|western highlands',
      'Pacific/Bougainville': 'north solomons',
    },
    split: '',
    cities: {
      'Pacific/Port_Moresby': 'lae|port moresby',
    },
  },
  PT: {
    zone: 'Europe/Lisbon',
    states: {
      'Europe/Lisbon':
        'aveiro|beja|braga|braganca|castelo branco|coimbra|evora|faro|guarda|leiria|lisboa|portalegre|porto|santarem|viana do castelo|vila real|viseu',
      'Atlantic/Azores': 'azores',
      'Atlantic/Madeira': 'madeira',
    },
    split: '',
    cities: {
      'Europe/Lisbon': 'braga|coimbra|lisbon|porto|setubal',
      'Atlantic/Madeira': 'funchal',
    },
  },
  RU: {
    zone: 'Europe/Moscow',
    states: {
      'Europe/Moscow':
        'adygey|arkhangelsk|belgorod|bryansk|chechnya|chuvash|city of st petersburg|dagestan|ingush|ivanovo|kabardin balkar|kalmyk|kaluga|karachay cherkess|karelia|komi|kostroma|krasnodar|kursk|leningrad|lipetsk|mariy el|mordovia|moskovsskaya|moskva|murmansk|nenets|nizhegorod|north ossetia|novgorod|orel|penza|pskov|rostov|ryazan|smolensk|stavropol|tambov|tatarstan|tula|tver|vladimir|vologda|voronezh|yaroslavl',
      'Asia/Irkutsk': 'buryat|irkutsk|ust orda buryat',
      'Asia/Anadyr': 'chukchi autonomous okrug',
      'Asia/Srednekolymsk': 'koryak',
      'Europe/Kaliningrad': 'kaliningrad',
      'Europe/Volgograd': 'volgograd',
      'Asia/Yekaterinburg':
        'bashkortostan|chelyabinsk|khanty mansiy|komi permyak|kurgan|orenburg|perm|sverdlovsk|tyumen|yamal nenets',
      'Europe/Kirov': 'kirov',
      'Europe/Samara': 'samara|udmurt',
      'Asia/Novokuznetsk': 'kemerovo',
      'Asia/Krasnoyarsk': 'evenk|khakass|krasnoyarsk|taymyr|tuva',
      'Asia/Novosibirsk': 'novosibirsk',
      'Asia/Chita': 'aga buryat|chita',
      'Asia/Vladivostok': 'khabarovsk|primorye|yevrey',
      'Asia/Yakutsk': 'amur|sakha yakutia',
      'Asia/Magadan': 'maga buryatdan',
      'Asia/Sakhalin': 'sakhalin',
      'Asia/Kamchatka': 'kamchatka',
      'Asia/Tomsk': 'tomsk',
      'Europe/Saratov': 'saratov',
      'Europe/Ulyanovsk': 'ulyanovsk',
      'Asia/Omsk': 'omsk',
      'Asia/Barnaul': 'altay|gorno altay',
      'Europe/Astrakhan': 'astrakhan',
    },
    split: 'sakha yakutia',
    cities: {
      'Europe/Moscow':
        'almetyevsk|apatity|archangel|armavir|arzamas|balakhna|bataysk|belgorod|borisoglebsk|bryansk|bugulma|buynaksk|cheboksary|cherepovets|cherkessk|derbent|dzerzhinsk|elista|gatchina|groznyy|ivanovo|kaluga|kamensk shakhtinskiy|kandalaksha|kaspiysk|kazan|kineshma|kislovodsk|klin|klintsy|kolomna|kolpino|kostroma|kovrov|krasnodar|kropotkin|kursk|kuznetsk|lipetsk|makhachkala|maykop|michurinsk|moscow|murmansk|murom|naberezhnyye chelny|naltchik|nazran|nevinnomyssk|nizhnekamsk|nizhny novgorod|novocherkassk|novomoskovsk|novorossiysk|novoshakhtinsk|obninsk|orekhovo zuevo|orel|petrozavodsk|podolsk|pskov|pyatigorsk|rostov|ryazan|rybinsk|rzhev|saransk|sergiyev posad|serpukhov|severodvinsk|shakhty|shchekino|smolensk|sochi|st petersburg|starsy oskol|stavropol|syktyvkar|taganrog|tambov|tikhoretsk|tuapse|tula|tver|ukhta|velikiy novgorod|velikiye luki|vladikavkaz|vladimir|volgodonsk|vologda|vorkuta|voronezh|vyborg|vyska|yaroslavl|yegoryevsk|yelets|yeysk|yoshkar ola|zheleznogorsk',
      'Europe/Kirov': 'kirov|kirovo chepetsk',
      'Asia/Yekaterinburg':
        'asbest|berezniki|buzuluk|chelyabinsk|chusovoy|ishim|kamensk uralskiy|krasnoturinsk|kurgan|magnitogorsk|miass|neftekamsk|nefteyugansk|nizhenvartovsk|nizhny tagil|novotroitsk|noyabrsk|orenburg|orsk|pervouralsk|salavat|serov|shadrinsk|solikamsk|sterlitamak|surgut|tobolsk|troitsk|tuymazy|tyumen|ufa|yekaterinburg|zlatoust',
      'Europe/Samara': 'chapayevsk|glazov|izhevsk|novokuybishevsk|samara|sarapul|syzran|tolyatti|votkinsk',
      'Asia/Novokuznetsk':
        'anzhero sudzhensk|kemerovo|kiselevsk|leninsk kuznetsky|novokuznetsk|prokopyevsk|yurga',
      'Asia/Novosibirsk': 'iskitim|novosibirsk',
      'Europe/Volgograd': 'kamyshin|volgograd|volzhskiy',
      'Europe/Saratov': 'balakovo|balashov|engels|saratov|volsk',
      'Europe/Ulyanovsk': 'dimitrovgrad|ulyanovsk',
      'Asia/Barnaul': 'barnaul|biysk|novoaltaysk|rubtsovsk',
      'Asia/Yakutsk': 'belogorsk|blagoveshchensk|svobodnyy|yakutsk',
      'Asia/Irkutsk': 'angarsk|bratsk|irkutsk|ulan ude|usolye sibirskoye|ust ulimsk',
      'Asia/Krasnoyarsk': 'abakan|achinsk|kansk|krasnoyarsk|kyzyl|lesosibirsk|norilsk',
      'Asia/Vladivostok': 'birobidzhan|khabarovsk|komsomolsk na amure|ussuriysk|vladivostok',
      'Europe/Kaliningrad': 'kaliningrad',
      'Europe/Astrakhan': 'astrakhan',
      'Asia/Omsk': 'omsk',
      'Asia/Sakhalin': 'yuzhno sakhalinsk',
      'Asia/Tomsk': 'tomsk',
      'Asia/Chita': 'chita',
      'Asia/Magadan': 'magadan',
      'Asia/Kamchatka': 'petropavlovsk kamchatskiy',
    },
  },
  US: {
    zone: 'America/New_York',
    states: {
      'America/Chicago':
        'alabama|arkansas|illinois|iowa|kansas|louisiana|minnesota|mississippi|missouri|nebraska|north dakota|oklahoma|south dakota|tennessee|texas|wisconsin',
      'America/Denver': 'colorado|montana|new mexico|utah|wyoming',
      'America/Boise': 'idaho',
      'America/Los_Angeles': 'california|nevada|oregon|washington',
      'America/Phoenix': 'arizona',
      'America/New_York':
        'connecticut|delaware|district of columbia|florida|georgia|kentucky|maine|maryland|massachusetts|new hampshire|new jersey|new york|north carolina|ohio|pennsylvania|rhode island|south carolina|vermont|virginia|west virginia',
      'America/Indiana/Indianapolis': 'indiana',
      'America/Detroit': 'michigan',
      'America/Anchorage': 'alaska',
      'Pacific/Honolulu': 'hawaii',
    },
    split:
      'alaska|arizona|florida|idaho|indiana|kansas|kentucky|michigan|nebraska|north dakota|oregon|south dakota|tennessee|texas',
    cities: {
      'America/Los_Angeles':
        'bakersfield|bellingham|bend|berkeley|bremerton|chico|eugene|everett|fresno|irvine|kennewick|las vegas|long beach|los angeles|medford|merced|modesto|monterey|national city|oakland|oceanside|olympia|palm springs|portland|redding|reno|riverside|sacramento|salinas|san bernardino|san diego|san francisco|san jose|san mateo|santa barbara|santa cruz|santa maria|santa rosa|seattle|spokane|stockton|tacoma|vallejo|vancouver|victoriaville|visalia|yakima|yuba city',
      'America/Phoenix': 'flagstaff|glendale|mesa|phoenix|tucson|yuma',
      'America/Denver':
        'albuquerque|billings|boulder|cheyenne|colorado springs|denver|el paso|fort collins|grand junction|great falls|greeley|las cruces|missoula|ogden|provo|pueblo|rapid city|salt lake city|santa fe|st george',
      'America/Chicago':
        'abilene|amarillo|appleton|auburn|austin|barlett|baton rouge|baytown|beaumont|belleville|birmingham|bismarck|bowling green|brownsville|bryan|cedar rapids|chicago|clarksville|college station|corpus christi|council bluffs|dallas|davenport|decatur|denton|des moines|dothan|duluth|eau claire|edinburg|elgin|evanston|evansville|fargo|fort smith|ft worth|galveston|gary|grand prairie|green bay|gulfport|harlingen|houston|huntsville|independence|iowa city|jackson|janesville|joliet|joplin|kansas city|killeen|la crosse|lake charles|lakeville|laredo|lawrence|lawton|lincoln|little rock|longview|lubbock|madison|mcallen|memphis|metairie|midland|milwaukee|minneapolis|mobile|monroe|montgomery|murfreesboro|nashville|new orleans|norman|odessa|oklahoma city|omaha|oshkosh|owensboro|panama city|pensacola|peoria|racine|rock island|rockford|san angelo|san antonio|shreveport|sioux city|sioux falls|southaven|st charles|st cloud|st joseph|st louis|st paul|topeka|tulsa|tuscaloosa|tyler|urbana|victoria|waco|waterloo|waukegan|waukesha|wichita|wichita falls',
      'America/New_York':
        'akron|albany|allentown|altoona|asheville|athens|atlanta|augusta|baltimore|beaver falls|binghamton|boston|bridgeport|buffalo|burlington|canton|cape coral|charleston|charlotte|charlottesville|chattanooga|cincinnati|cleveland|columbus|coral gables|coral springs|covington|dayton|daytona beach|durham|erie|fort lauderdale|fort pierce|fredericksburg|ft myers|gainesville|greensboro|greenville|hampton|harrisburg|hartford|hickory|homestead|huntington|jacksonville|johnson city|kissimmee|knoxville|lexington|lowell|lynchburg|macon|manchester|mansfield|marietta|melbourne|miami|miami beach|naples|new bedford|new haven|new london|new york|newark|niagara falls|norfolk|ocala|orlando|paterson|petersburg|philadelphia|pittsburgh|poughkeepsie|providence|raleigh|richmond|roanoke|rock hill|sanford|sarasota|savannah|schenectady|scranton|spartanburg|spring hill|st petersburg|stamford|state college|syracuse|tallahassee|tampa|toledo|trenton|utica|virginia beach|washington d c|waterbury|west palm beach|wilkes barre|wilmington|winston salem|winter haven|worcester|york|youngstown',
      'America/Indiana/Indianapolis': 'elkhart|fort wayne|indianapolis|muncie|south bend|terre haute',
      'America/Kentucky/Louisville': 'louisville|new albany',
      'America/Detroit':
        'ann arbor|battle creek|detroit|flint|grand rapids|kalamazoo|lansing|muskegon|pontiac|saginaw',
      'Pacific/Honolulu': 'honolulu|wahiawa',
      'America/Boise': 'boise|caldwell|idaho falls',
      'America/Anchorage': 'anchorage',
    },
  },
};
