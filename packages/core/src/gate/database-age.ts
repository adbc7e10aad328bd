const hour = 3_600_000;
/** Clocks differ; a database from further in the future than this has no age that could be believed. */
const toleratedHours = 24;

/** Hours since a database was made; `now` in milliseconds since 1970. */
export const ageHours = (updatedAt: string, now: number): number => (now - Date.parse(updatedAt)) / hour;

/** Whether a scanner's database may not judge: too old, or of no age that could be believed. */
export function isDatabaseStale(updatedAt: string, limitHours: number, now: number): boolean {
  const age = ageHours(updatedAt, now);
  return !(age <= limitHours && age >= -toleratedHours);
}
