/** Where the club is: a day begins there when it begins for its members. */
const homeTimeZone = 'Europe/Zurich';
/** Nobody has been older. */
const highestAge = 125;

/** The club's children's course takes them from then on, and no section takes younger ones. */
export const minimumAge = 12;

/** The day that it is where the club is, as `YYYY-MM-DD`. */
export function todayAt(now: Date, timeZone = homeTimeZone): string {
  const parts = new Intl.DateTimeFormat('en', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).formatToParts(now);
  const part = (type: string) => parts.find((each) => each.type === type)?.value ?? '';
  return `${part('year')}-${part('month')}-${part('day')}`;
}

/**
 * Completed years on a day; negative before the day of birth. Who was born on 29 February is a year
 * older on 1 March. Both days are `YYYY-MM-DD`.
 */
export function ageOn(today: string, dateOfBirth: string): number {
  const years = Number(today.slice(0, 4)) - Number(dateOfBirth.slice(0, 4));
  return today.slice(5) < dateOfBirth.slice(5) ? years - 1 : years;
}

/** Whether somebody may be that old. */
export function isAge(age: number): boolean {
  return age >= 0 && age <= highestAge;
}
