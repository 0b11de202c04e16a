const parts =
  /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:\.\d+)?S)?)?$/;

/** No record is kept longer, whatever the policy says. */
const maximumYears = 10;

/**
 * The instant that lies a duration after another, at most ten years later.
 * @param duration ISO 8601, such as `P90D`; one that is negative ends at once
 */
export function after(start: Date, duration: string): Date {
  const [years, months, days, hours, minutes, seconds] =
    parts
      .exec(duration)
      ?.slice(1)
      .map((digits) => Number(digits ?? 0)) ?? [];
  const end = new Date(start);
  end.setUTCFullYear(end.getUTCFullYear() + (years ?? 0), end.getUTCMonth() + (months ?? 0));
  end.setUTCDate(end.getUTCDate() + (days ?? 0));
  end.setUTCHours(end.getUTCHours() + (hours ?? 0), end.getUTCMinutes() + (minutes ?? 0));
  end.setUTCSeconds(end.getUTCSeconds() + (seconds ?? 0));
  return earlier(end, latest(start));
}

function latest(start: Date): Date {
  const end = new Date(start);
  end.setUTCFullYear(end.getUTCFullYear() + maximumYears);
  return end;
}

/** A date beyond what a Date can hold is no number. */
function earlier(end: Date, limit: Date): Date {
  return end <= limit ? end : limit;
}
