import { backlog } from "./backlog.ts";
import { catAndMouse } from "./cat-and-mouse.ts";
import { december } from "./december.ts";
import { loopSouth } from "./loop-south.ts";
import type { Story } from "./story.ts";
import { thirtySixHours } from "./thirty-six-hours.ts";

/** In the order of the list. */
export const stories: readonly Story[] = [december, catAndMouse, thirtySixHours, loopSouth, backlog];
