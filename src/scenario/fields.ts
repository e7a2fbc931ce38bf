import { z } from "zod";

/*
 * Fields that several kinds of file have. Each `error` completes the sentence "... was given; expected ...".
 */

export function text(maxLength: number, description: string) {
  return z
    .string({ error: "text" })
    .min(1, { error: "text that is not empty" })
    .max(maxLength, { error: `at most ${maxLength} characters` })
    .describe(description);
}

const dateExpected = "a date such as 2023-12-21 or a month such as 2023-12";

/** A day, or a month that stands for its first or last day. */
export function date(description: string) {
  return z
    .string({ error: dateExpected })
    .regex(/^\d{4}-\d{2}(-\d{2})?$/, { error: dateExpected, abort: true })
    .describe(description);
}

const seedExpected = "a whole number from 0 to 4,294,967,295";

export function seed(description: string) {
  return z
    .int({ error: seedExpected })
    .min(0, { error: seedExpected })
    .max(4294967295, { error: seedExpected })
    .describe(description);
}
