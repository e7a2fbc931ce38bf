import { c } from "./compartments.ts";
import { cities } from "./geography.ts";
import type { Parameters } from "./parameters.ts";
import { sumOverGroups, type World } from "./world.ts";

/** Willingness to queue falls as the wait grows: one half at `patienceDays`. */
export function patience({ patienceDays }: Parameters, waitDays: number): number {
  return 1 / (1 + waitDays / patienceDays);
}

/** Everyone on the one list for appointments; in the block the inland list stands right after the cities' lists. */
export function waitingForAppointments(w: World): number {
  return sumOverGroups(w, c.appointmentWaiting, cities.length + 1);
}

/**
 * Share of the people of each nationality who, leaving a place where appointments can be booked, wait there instead of travelling on.
 * `reach` is the least value of the lever at which the place is covered: 1 for the centre, 2 for the south.
 */
export function bookingShare(w: World, n: number, reach: number, booking: number): number {
  const { lever, p } = w;
  if (lever.appointments[0] === 0 || lever.appointmentReach[0] < reach) return 0;
  const pull = p.appointmentInterest[n] * p.inlandInterest * patience(p, booking / lever.appointments[0]);
  return pull / (1 + pull);
}
