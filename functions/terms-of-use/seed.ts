import { addTerms } from './terms.ts';

/** The terms that are in force, and those that follow them. */
export async function seed(): Promise<void> {
  const url = (language: string) => `https://alder-lake-rowing.example/terms?lang=${language}`;
  const texts = (years: number) => ({
    en: {
      summary: `Boats are booked by their crew and come back clean. Who books takes the blame. (Edition ${years})`,
      url: url('en'),
    },
    de: {
      summary: `Boote bucht die Mannschaft und bringt sie sauber zurück. Wer bucht, haftet. (Ausgabe ${years})`,
      url: url('de'),
    },
    fr: {
      summary: `L’équipage réserve les bateaux et les rend propres. Qui réserve est responsable. (Édition ${years})`,
      url: url('fr'),
    },
  });
  const effectiveFrom = (year: number) => new Date(`${year}-01-01T00:00:00.000Z`);
  await addTerms({ version: '2026', effectiveFrom: effectiveFrom(2026), texts: texts(2026) });
  await addTerms({ version: '2099', effectiveFrom: effectiveFrom(2099), texts: texts(2099) });
}
