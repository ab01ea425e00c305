/** What is stocked. Prices in cents. */
export const parts: readonly {
  readonly sku: string;
  readonly name: string;
  readonly price: number;
  readonly unit: "piece" | "metre" | "litre";
}[] = [
  { sku: "HP-FAN-120", name: "Heat pump fan, 120 mm", price: 18_400, unit: "piece" },
  { sku: "HP-COMP-9K", name: "Compressor, 9 kW", price: 189_000, unit: "piece" },
  { sku: "HP-FILTER", name: "Air filter, washable", price: 4_250, unit: "piece" },
  { sku: "HP-SENSOR-T", name: "Temperature sensor, outdoor", price: 3_900, unit: "piece" },
  { sku: "HT-VALVE-34", name: "Radiator valve, 3/4 inch", price: 2_780, unit: "piece" },
  { sku: "HT-THERMO", name: "Thermostat head", price: 3_450, unit: "piece" },
  { sku: "HT-PUMP-25", name: "Circulation pump, 25-60", price: 31_200, unit: "piece" },
  { sku: "HT-EXP-18", name: "Expansion vessel, 18 l", price: 8_900, unit: "piece" },
  { sku: "HT-GLYCOL", name: "Glycol mixture", price: 720, unit: "litre" },
  { sku: "HT-PIPE-22", name: "Copper pipe, 22 mm", price: 1_340, unit: "metre" },
  { sku: "EL-FI-30", name: "Residual current device, 30 mA", price: 6_400, unit: "piece" },
  { sku: "EL-LS-C16", name: "Circuit breaker, C16", price: 1_280, unit: "piece" },
  { sku: "EL-CABLE-5X6", name: "Cable, 5 x 6 mm2", price: 890, unit: "metre" },
  { sku: "EL-WALLBOX-11", name: "Wall box, 11 kW", price: 84_900, unit: "piece" },
  { sku: "EL-METER", name: "Energy meter, certified", price: 14_600, unit: "piece" },
  { sku: "EL-SOCKET", name: "Socket, flush", price: 1_150, unit: "piece" },
  { sku: "SO-INV-10", name: "Solar inverter, 10 kW", price: 172_000, unit: "piece" },
  { sku: "SO-FUSE", name: "String fuse, 15 A", price: 980, unit: "piece" },
  { sku: "SO-MC4", name: "MC4 connector pair", price: 540, unit: "piece" },
  { sku: "SA-CARTRIDGE", name: "Softener cartridge", price: 5_600, unit: "piece" },
];

export const skills: readonly string[] = [
  "Heat pumps",
  "Gas",
  "High voltage",
  "Solar",
  "Refrigerants",
  "Water treatment",
  "Work at height",
  "Building automation",
];

export const tags: readonly string[] = [
  "warranty",
  "service contract",
  "new customer",
  "weekend",
  "needs ladder",
  "subsidy",
  "complaint",
  "insurance",
  "photo wanted",
  "two people",
];

/** What is ordered. Parts by their position above. */
export const jobKinds: readonly {
  readonly title: string;
  readonly parts: readonly number[];
  readonly notes: readonly string[];
  readonly reports: readonly string[];
}[] = [
  {
    title: "Heat pump: yearly service",
    parts: [0, 2, 3, 8],
    notes: ["Asks for an appointment in the morning.", "Service contract runs out this year."],
    reports: [
      "Filters washed, refrigerant pressure in range, condensate drain free.",
      "Fan bearing is worn, to be replaced at the next visit.",
    ],
  },
  {
    title: "Heating does not get warm",
    parts: [4, 5, 6, 7],
    notes: ["Only the upper floor is cold.", "Was repaired in autumn, check for warranty."],
    reports: [
      "Air in the circuit, bled and refilled.",
      "Circulation pump stuck, exchanged.",
      "Valve seized, replaced.",
    ],
  },
  {
    title: "Wall box: installation",
    parts: [10, 11, 12, 13],
    notes: ["Grid operator has agreed.", "Car arrives at the end of the month."],
    reports: [
      "Installed and measured, handed over with protocol.",
      "Cable route longer than planned, rest at second visit.",
    ],
  },
  {
    title: "Fuse trips",
    parts: [10, 11, 15],
    notes: ["Only when the oven is on.", "Tenant is at home all day."],
    reports: ["Residual current device aged, exchanged and measured.", "Damp socket outside, replaced."],
  },
  {
    title: "Solar: inverter reports an error",
    parts: [16, 17, 18],
    notes: ["Error 307 since Tuesday.", "Monitoring access was sent by mail."],
    reports: ["String 2 interrupted, connector renewed.", "Inverter exchanged under warranty."],
  },
  {
    title: "Meter exchange",
    parts: [14],
    notes: ["Meter cupboard is locked, key at the caretaker's."],
    reports: ["Exchanged and sealed, readings reported."],
  },
  {
    title: "Water softener: service",
    parts: [19],
    notes: ["Hardness was 34 at the last visit."],
    reports: ["Cartridge exchanged, hardness set to 12.", "Salt refilled, rinsed, all in order."],
  },
];
