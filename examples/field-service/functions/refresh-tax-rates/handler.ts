import type { Handler } from "../../infra/functions/refresh-tax-rates.gen.ts";

interface PublishedRate {
  readonly country: string;
  readonly name: string;
  readonly percent: number;
  readonly validFrom: string;
}

export const handler: Handler = async (_tick, { db, env, log }) => {
  const response = await fetch(env.RATES_URL);
  if (!response.ok) throw new Error(`The tax rates could not be read: status ${response.status}.`);
  const published = (await response.json()) as readonly PublishedRate[];
  let added = 0;
  for (const { country, name, percent, validFrom } of published) {
    const known = await db.TaxRate.get({ byCountryAndNameAndValidFrom: { country, name, validFrom } });
    if (known !== null) continue;
    await db.TaxRate.create({ country, name, percent, validFrom });
    added++;
  }
  log.info("Tax rates are up to date", { published: published.length, added });
};
