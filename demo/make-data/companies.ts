/** What a company's data is made of. */
export interface Company {
  readonly id: string;
  readonly seed: number;
  readonly customers: number;
  readonly technicians: number;
  readonly jobs: number;
  /** In cents. */
  readonly hourlyRate: number;
  readonly legalForm: string;
  /** Up to the last seven digits. */
  readonly dialling: string;
  readonly places: readonly (readonly [zip: string, city: string])[];
  readonly streets: readonly string[];
  readonly firstNames: readonly string[];
  readonly lastNames: readonly string[];
  /** What companies do. */
  readonly trades: readonly string[];
  readonly access: readonly string[];
}

const words = (text: string): string[] => text.split(" ");

const alpine: Company = {
  id: "alpine",
  seed: 7,
  customers: 150,
  technicians: 14,
  jobs: 560,
  hourlyRate: 11_800,
  legalForm: "AG",
  dialling: "+4131",
  places: [
    ["3011", "Bern"],
    ["3600", "Thun"],
    ["3400", "Burgdorf"],
    ["2502", "Biel"],
    ["3800", "Interlaken"],
    ["3110", "Münsingen"],
    ["3250", "Lyss"],
    ["3770", "Zweisimmen"],
    ["3005", "Bern"],
    ["3084", "Wabern"],
  ],
  streets: words(
    "Aarestrasse Bahnhofstrasse Dorfgasse Kirchweg Mühlemattweg Thunstrasse Bernstrasse Seestrasse Lindenweg Schulgasse Oberlandstrasse Sonnenrain",
  ),
  firstNames: words(
    "Anna Beat Claudia Daniel Elena Fabian Gabriela Hans Irene Jonas Karin Lukas Martina Nicolas Olivia Peter Regula Simon Tanja Urs Vera Werner Yvonne Zoé Céline Luca",
  ),
  lastNames: words(
    "Aebi Bärtschi Brunner Christen Egger Fankhauser Gerber Hofer Imhof Jenni Kunz Lüthi Moser Neuenschwander Oppliger Probst Rüegsegger Schär Stucki Tschanz Von-Gunten Wälti Wyss Zbinden Zürcher",
  ),
  trades: words("Immobilien Hotels Treuhand Bau Logistik Gastro Verwaltungen Pharma Käserei Druck"),
  access: [
    "Key box by the garage, code at the office",
    "Ring twice, the bell is weak",
    "The dog is friendly",
    "Caretaker on the ground floor until five",
    "Enter by the delivery ramp",
    "Alarm is on after 18:00",
  ],
};

const harbour: Company = {
  id: "harbour",
  seed: 23,
  customers: 24,
  technicians: 5,
  jobs: 60,
  hourlyRate: 8_900,
  legalForm: "GmbH",
  dialling: "+4940",
  places: [
    ["20095", "Hamburg"],
    ["20457", "Hamburg"],
    ["21073", "Harburg"],
    ["22765", "Altona"],
    ["22880", "Wedel"],
    ["21614", "Buxtehude"],
  ],
  streets: words(
    "Elbchaussee Fischmarkt Deichstraße Hafenstraße Kaiserkai Osterstraße Reeperbahn Speicherweg",
  ),
  firstNames: words(
    "Antje Bente Carsten Dörte Enno Fenja Gesa Hauke Inken Jens Kirsten Lars Maren Nils Ole Petra",
  ),
  lastNames: words(
    "Ahrens Behrens Claasen Dierks Ehlers Feddersen Godewind Hansen Ihde Jansen Kröger Lorenzen Matthiesen Petersen Quast Rickmers",
  ),
  trades: words("Reederei Spedition Fischhandel Werft Kontor Lagerhaus"),
  access: [
    "Report to the gatehouse",
    "Safety shoes and helmet",
    "Only at low tide",
    "Ask for the harbour master",
  ],
};

export const companies: readonly Company[] = [alpine, harbour];
