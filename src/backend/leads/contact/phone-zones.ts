/**
 * Countries by calling code (ITU E.164), where the code names one. +1 and +7 are told apart by what follows.
 */
const countries: Readonly<Record<string, string>> = {
  '1': 'US', '7': 'RU', '76': 'KZ', '77': 'KZ', '20': 'EG', '27': 'ZA', '30': 'GR', '31': 'NL', '32': 'BE', '33': 'FR',
  '34': 'ES', '36': 'HU', '39': 'IT', '40': 'RO', '41': 'CH', '43': 'AT', '44': 'GB', '45': 'DK', '46': 'SE',
  '47': 'NO', '48': 'PL', '49': 'DE', '51': 'PE', '52': 'MX', '53': 'CU', '54': 'AR', '55': 'BR', '56': 'CL',
  '57': 'CO', '58': 'VE', '60': 'MY', '61': 'AU', '62': 'ID', '63': 'PH', '64': 'NZ', '65': 'SG', '66': 'TH',
  '81': 'JP', '82': 'KR', '84': 'VN', '86': 'CN', '90': 'TR', '91': 'IN', '92': 'PK', '93': 'AF', '94': 'LK',
  '95': 'MM', '98': 'IR', '212': 'MA', '213': 'DZ', '216': 'TN', '218': 'LY', '221': 'SN', '225': 'CI', '233': 'GH',
  '234': 'NG', '237': 'CM', '243': 'CD', '244': 'AO', '249': 'SD', '250': 'RW', '251': 'ET', '254': 'KE',
  '255': 'TZ', '256': 'UG', '258': 'MZ', '260': 'ZM', '263': 'ZW', '351': 'PT', '352': 'LU', '353': 'IE',
  '354': 'IS', '355': 'AL', '356': 'MT', '357': 'CY', '358': 'FI', '359': 'BG', '370': 'LT', '371': 'LV',
  '372': 'EE', '373': 'MD', '374': 'AM', '375': 'BY', '376': 'AD', '380': 'UA', '381': 'RS', '382': 'ME',
  '385': 'HR', '386': 'SI', '387': 'BA', '389': 'MK', '420': 'CZ', '421': 'SK', '423': 'LI', '502': 'GT',
  '503': 'SV', '504': 'HN', '505': 'NI', '506': 'CR', '507': 'PA', '591': 'BO', '593': 'EC', '595': 'PY',
  '598': 'UY', '852': 'HK', '853': 'MO', '855': 'KH', '856': 'LA', '880': 'BD', '886': 'TW', '961': 'LB',
  '962': 'JO', '964': 'IQ', '965': 'KW', '966': 'SA', '968': 'OM', '971': 'AE', '972': 'IL', '973': 'BH',
  '974': 'QA', '977': 'NP', '994': 'AZ', '995': 'GE', '998': 'UZ',
}; // prettier-ignore

/**
 * Area codes that lie in one zone, behind the calling code, where a country has several. From the numbering plans
 * (NANPA and CNA, Anatel, ACMA, CNMC, ANACOM); codes across a border of zones, and mobile codes without a place, are left
 * out. Canada's have their own country.
 */
const areas: readonly { country: string; code: string; zone: string; prefixes: string }[] = [
  { country: 'US', code: '1', zone: 'America/New_York', prefixes: '201 202 203 207 212 215 216 220 223 227 229 234 239 240 248 252 267 272 276 301 302 304 305 313 315 321 326 329 330 332 336 339 347 351 352 380 386 401 404 407 410 412 413 419 434 440 443 470 475 478 484 508 513 516 517 518 540 551 561 567 570 571 582 585 586 603 607 609 610 614 616 617 631 640 646 667 678 680 681 689 703 704 706 716 717 718 724 727 732 734 740 743 754 757 762 770 772 774 781 786 802 803 804 810 813 814 828 843 845 848 854 856 857 860 862 863 864 865 878 904 908 910 912 914 917 919 929 934 937 941 943 947 954 959 973 978 980 984 989' },
  { country: 'US', code: '1', zone: 'America/Chicago', prefixes: '205 210 214 217 218 224 225 228 251 254 256 262 281 309 312 314 316 318 319 320 325 331 334 337 346 361 402 405 409 414 417 430 447 464 469 479 501 504 507 512 515 531 563 573 580 601 608 612 615 618 629 630 636 641 651 659 660 662 682 708 712 713 715 726 730 731 737 763 769 773 779 806 815 816 817 830 832 847 870 872 901 903 913 918 920 936 940 945 952 956 972 979 985' },
  { country: 'US', code: '1', zone: 'America/Denver', prefixes: '303 307 385 406 435 505 575 719 720 801 915 970 983' },
  { country: 'US', code: '1', zone: 'America/Phoenix', prefixes: '480 520 602 623' },
  { country: 'US', code: '1', zone: 'America/Los_Angeles', prefixes: '206 209 213 253 279 310 323 341 360 408 415 424 425 442 503 509 510 530 559 562 564 619 626 628 650 657 661 669 702 707 714 725 747 760 775 805 818 820 831 840 858 909 916 925 949 951 971' },
  { country: 'US', code: '1', zone: 'Pacific/Honolulu', prefixes: '808' },
  { country: 'US', code: '1', zone: 'America/Anchorage', prefixes: '907' },
  { country: 'CA', code: '1', zone: 'America/Toronto', prefixes: '226 249 289 343 354 365 416 418 437 438 450 514 519 548 579 581 613 647 705 819 873 905' },
  { country: 'CA', code: '1', zone: 'America/Winnipeg', prefixes: '204 431' },
  { country: 'CA', code: '1', zone: 'America/Regina', prefixes: '306 639' },
  { country: 'CA', code: '1', zone: 'America/Edmonton', prefixes: '403 587 780 825' },
  { country: 'CA', code: '1', zone: 'America/Vancouver', prefixes: '236 604 778' },
  { country: 'CA', code: '1', zone: 'America/Halifax', prefixes: '506 782 902' },
  { country: 'CA', code: '1', zone: 'America/St_Johns', prefixes: '709' },
  { country: 'BR', code: '55', zone: 'America/Sao_Paulo', prefixes: '11 12 13 14 15 16 17 18 19 21 22 24 27 28 31 32 33 34 35 37 38 41 42 43 44 45 46 47 48 49 51 53 54 55 61 62 64' },
  { country: 'BR', code: '55', zone: 'America/Bahia', prefixes: '71 73 74 75 77' },
  { country: 'BR', code: '55', zone: 'America/Recife', prefixes: '81 87' },
  { country: 'BR', code: '55', zone: 'America/Fortaleza', prefixes: '83 84 85 86 88 89 98 99' },
  { country: 'BR', code: '55', zone: 'America/Belem', prefixes: '91 93 94 96' },
  { country: 'BR', code: '55', zone: 'America/Cuiaba', prefixes: '65 66' },
  { country: 'BR', code: '55', zone: 'America/Campo_Grande', prefixes: '67' },
  { country: 'BR', code: '55', zone: 'America/Manaus', prefixes: '92 97' },
  { country: 'BR', code: '55', zone: 'America/Porto_Velho', prefixes: '69' },
  { country: 'BR', code: '55', zone: 'America/Boa_Vista', prefixes: '95' },
  { country: 'BR', code: '55', zone: 'America/Rio_Branco', prefixes: '68' },
  { country: 'AU', code: '61', zone: 'Australia/Sydney', prefixes: '2' },
  { country: 'AU', code: '61', zone: 'Australia/Melbourne', prefixes: '3' },
  { country: 'AU', code: '61', zone: 'Australia/Brisbane', prefixes: '7' },
  { country: 'AU', code: '61', zone: 'Australia/Perth', prefixes: '86 89' },
  { country: 'ES', code: '34', zone: 'Atlantic/Canary', prefixes: '822 828 922 928' },
  { country: 'PT', code: '351', zone: 'Atlantic/Madeira', prefixes: '291' },
  { country: 'PT', code: '351', zone: 'Atlantic/Azores', prefixes: '292 295 296' },
]; // prettier-ignore

export interface PhonePlace {
  /** ISO 3166-1 alpha-2; null: the number does not tell. */
  country: string | null;
  /** The IANA zone of its area; null: the area code does not tell. */
  zone: string | null;
}

/** Where a phone number belongs. `country` (ISO 3166-1 alpha-2) tells how a number without a calling code is read. */
export function placeOfPhone(phone: string, country: string | null): PhonePlace {
  const digits = phone.replace(/\(0\)/g, '').replace(/[^\d+]/g, '');
  const national = areas.find((area) => area.country === country)?.code;
  const international = /^(?:\+|00)(\d{7,})$/.exec(digits)?.[1];
  const number = international ?? (national ? `${national}${withoutTrunk(digits, national)}` : '');
  if (number.length < 7) return { country: null, zone: null };
  const area = areas.find(({ code, prefixes }) =>
    prefixes.split(' ').some((prefix) => number.startsWith(code + prefix)),
  );
  const [code] = [3, 2, 1].map((length) => number.slice(0, length)).filter((start) => start in countries);
  return { country: area?.country ?? countries[code ?? ''] ?? null, zone: area?.zone ?? null };
}

/** "1 (212) 555-0100" and "0 2 5550 0100": what is dialled at home before the area code. */
const withoutTrunk = (digits: string, code: string): string =>
  code === '1' ? digits.replace(/^1(?=\d{10}$)/, '') : digits.replace(/^0/, '');
