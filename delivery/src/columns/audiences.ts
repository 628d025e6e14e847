import { withoutAccents } from './headers-abroad.ts';

const WHO = [
  'adults?|child(?:ren)?|kids?|infants?|bab(?:y|ies)|toddlers?|teen(?:ager)?s?|youths?|young (?:people|persons?|adults?)|juniors?',
  'conc(?:ession)?s?|concessionary|reduced|discounted|seniors?|oaps?|pensioners?|students?|unwaged|carers?|companions?|essential companions?',
  'school(?:s|children| groups?| visits?)?|pupils?|teachers?|groups?|famil(?:y|ies)|members?|friends|guests?|locals?|residents?|tourists?|artists?',
  'full(?: price| paying)?|standard|regular|general(?: admission)?|paid|paying|free|comps?|complimentary|complimentaries|press|vips?',
  '(?:under|over|u|o) ?-?\\d{1,2}s?|\\d{1,2} ?(?:-|–|to) ?\\d{1,2}(?: ?(?:yrs?|years?))?|\\d{2}\\+',
  'adultes?|enfants?|jeunes?|etudiants?|scolaires?|eleves?|seniors?|familles?|groupes?|adherents?|gratuits?|exoneres?|invites?|invitations?|(?:plein )?tarif plein|plein(?: tarif)?|(?:tarif )?reduits?',
  'erwachsene|kinder|jugendliche|schuler(?:innen)?|schulklassen|schulen|studenten|studierende|senioren|familien|gruppen|mitglieder|ermassigte?|vollzahler|freikarten',
  'oedolion|plant|myfyrwyr|ysgolion|grwpiau|teuluoedd|consesiynau|pensiynwyr',
  'adult[oi]s?|ninos?|ninas?|menores|jovenes|estudiantes|jubilados|mayores|colegios|escolares|grupos|familias|socios|reducid[oa]s?',
  'bambin[oi]|ragazzi|giovani|studenti|anziani|scuole|scolaresche|gruppi|famiglie|soci|ridott[oi]|inter[oi]|omaggi',
  'volwassenen|kinderen|jongeren|studenten|scholen|scholieren|groepen|gezinnen|leden|vrijkaarten|65-?plus(?:sers)?',
].join('|');
const BEFORE =
  "(?:(?:how many|no\\.?|num\\.?|number|nr\\.?|#|nombre|nb\\.?|anzahl|aantal|nifer|numero|n\\.?o)(?: (?:of|de|di|o|d'))? ?)?";
const AFTER =
  '(?: ?(?:tickets?|visitors?|visits?|admissions?|attendances?|attendees|entries|sold|sales|numbers?|total|count|qty|quantity|billets|karten|besucher|visiteurs|entradas|biglietti|kaartjes))*';
const AUDIENCE = new RegExp(`^${BEFORE}(?:${WHO})${AFTER}$`);

/** Whether a column seems to count people of one kind, such as “Adults” or “No. of concessions”. `name` is a normal header. */
export const isAudience = (name: string): boolean =>
  AUDIENCE.test(
    withoutAccents(name)
      .replaceAll(/\s*(?:\([^)£€$]*\)|\(?[£€$] ?\d+(?:[.,]\d\d)?\)?|\(?\d+(?:[.,]\d\d)? ?[£€$]\)?|\?)\s*$/g, '')
      .replaceAll(/[_:]+/g, ' ')
      .trim(),
  );

/** What is written where nobody could come, or nobody knows. */
const NO_COUNT =
  /^(?:closed|cancelled|canceled|none|nil|n\/a|tbc|free|ferme|geschlossen|gesloten|cerrado|chiuso|ar gau|[-–—])$/i;

/** Whether these values are how many, with nothing, a dash or such a word where there was none. */
export const areCounts = (values: readonly string[]): boolean =>
  values.some((value) => /\d/.test(value)) &&
  values.every((value) => value === '' || NO_COUNT.test(value) || /^-?\d{1,3}(?:[,. ']?\d{3})?$/.test(value));
