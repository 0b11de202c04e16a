/** What `{Culture:…}` resolves to for one language of a journey. */
export interface Culture {
  readonly languageName: string;
  readonly regionName: string;
  readonly rfc5646: string;
  readonly lcid: string;
}

/** Windows' number for a culture that has none of its own. */
const unspecifiedLcid = 4096;

/** Windows' numbers of the languages that B2C's pages speak, and a few of their regions. */
const lcids = new Map<string, number>([
  ['ar-EG', 3073],
  ['ar-SA', 1025],
  ['bg-BG', 1026],
  ['bn-IN', 1093],
  ['ca-ES', 1027],
  ['cs-CZ', 1029],
  ['da-DK', 1030],
  ['de-AT', 3079],
  ['de-CH', 2055],
  ['de-DE', 1031],
  ['el-GR', 1032],
  ['en-AU', 3081],
  ['en-CA', 4105],
  ['en-GB', 2057],
  ['en-IE', 6153],
  ['en-IN', 16393],
  ['en-NZ', 5129],
  ['en-US', 1033],
  ['es-ES', 3082],
  ['es-MX', 2058],
  ['et-EE', 1061],
  ['eu-ES', 1069],
  ['fi-FI', 1035],
  ['fil-PH', 1124],
  ['fr-BE', 2060],
  ['fr-CA', 3084],
  ['fr-CH', 4108],
  ['fr-FR', 1036],
  ['gl-ES', 1110],
  ['gu-IN', 1095],
  ['he-IL', 1037],
  ['hi-IN', 1081],
  ['hr-HR', 1050],
  ['hu-HU', 1038],
  ['id-ID', 1057],
  ['it-CH', 2064],
  ['it-IT', 1040],
  ['ja-JP', 1041],
  ['kk-KZ', 1087],
  ['kn-IN', 1099],
  ['ko-KR', 1042],
  ['lt-LT', 1063],
  ['lv-LV', 1062],
  ['ml-IN', 1100],
  ['mr-IN', 1102],
  ['ms-MY', 1086],
  ['nb-NO', 1044],
  ['nl-BE', 2067],
  ['nl-NL', 1043],
  ['pa-IN', 1094],
  ['pl-PL', 1045],
  ['pt-BR', 1046],
  ['pt-PT', 2070],
  ['ro-RO', 1048],
  ['ru-RU', 1049],
  ['sk-SK', 1051],
  ['sl-SI', 1060],
  ['sv-SE', 1053],
  ['ta-IN', 1097],
  ['te-IN', 1098],
  ['th-TH', 1054],
  ['tr-TR', 1055],
  ['uk-UA', 1058],
  ['vi-VN', 1066],
  ['zh-CN', 2052],
  ['zh-TW', 1028],
]);

/**
 * The culture of a language tag. A bare language gets its most likely region, as B2C's examples
 * show `en-US` for English; text that is no tag counts as English.
 * @see facts rest-contract 1.5
 */
export function readCulture(tag: string): Culture {
  const { language, region = 'US' } = parseLocale(tag).maximize();
  const rfc5646 = `${language}-${region}`;
  return {
    languageName: language,
    regionName: region,
    rfc5646,
    lcid: String(lcids.get(rfc5646) ?? unspecifiedLcid),
  };
}

function parseLocale(tag: string): Intl.Locale {
  try {
    return new Intl.Locale(tag);
  } catch {
    return new Intl.Locale('en-US');
  }
}
