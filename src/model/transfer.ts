import { binomial } from "../engine/distributions.ts";
import { blockSize, c } from "./compartments.ts";
import { groupCount } from "./geography.ts";
import { stayingPlaces } from "./network.ts";
import { firstForeignGroup, streams, type World } from "./world.ts";

const villahermosa = c.staying + stayingPlaces.indexOf("Villahermosa");
const tapachula = c.staying + stayingPlaces.indexOf("Tapachula");
const hub = c.staying + stayingPlaces.indexOf("Mexico City hub");

/**
 * Stage 8. People moved south arrive at Villahermosa or Tapachula; some give up and stay in Mexico or go home, the rest set out again.
 * People who live in Mexico may set out again or leave.
 */
export function transferSouth(w: World): void {
  const { p } = w;
  for (let g = firstForeignGroup; g < groupCount; g++) {
    const base = g * blockSize;
    w.rng.seek(streams.transfer, w.day, g);
    const arriving = binomial(w.rng, w.state[base + c.transferringSouth], 1 / p.transferDays);
    if (arriving > 0) {
      const givingUp = binomial(w.rng, arriving, p.transferGiveUp);
      const home = binomial(w.rng, givingUp, 0.5);
      const west = binomial(w.rng, arriving - givingUp, p.transferToTapachula);
      w.state[base + c.transferringSouth] -= arriving;
      w.state[base + c.gaveUp] += home;
      w.state[base + c.livingInMexico] += givingUp - home;
      w.state[base + tapachula] += west;
      w.state[base + villahermosa] += arriving - givingUp - west;
    }
    const settled = w.state[base + c.livingInMexico];
    if (settled === 0) continue;
    const settingOut = binomial(w.rng, settled, 1 / p.livingRestartDays);
    const leaving = binomial(w.rng, settled - settingOut, 1 / p.livingLeaveDays);
    w.state[base + c.livingInMexico] -= settingOut + leaving;
    w.state[base + hub] += settingOut;
    w.state[base + c.returnedToOrigin] += leaving;
  }
}
