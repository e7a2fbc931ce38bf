import type { Parameters } from "../../src/model/parameters.ts";

/*
 * A slow and obvious second version of a small corridor, written from the equations of `docs/model.md`: single adults of two nationalities
 * on the way to two cities of one sector, one plain object per person, one person at a time. It shares nothing with the simulator but the
 * values of the parameters. Legs, days and checkpoints are stated again here on purpose: a change of one of them has to be made twice.
 *
 * Where the simulator draws one binomial for a cell, the twin tosses a coin for each person, so that means, spreads and shapes of all
 * counts must be the same.
 */

/** Policies of the small corridor, constant from the first day. Arrays are by nationality of the twin. */
export interface Policies {
  readonly effort: number;
  /** Officers in the south, centre and north. */
  readonly officers: readonly [number, number, number];
  /** Officers who raid hotels, by city. */
  readonly raids: readonly [number, number];
  readonly supervision: number;
  readonly transitPermits: number;
  readonly custodyLimitHours: number;
  readonly noticeHours: readonly number[];
  readonly returnSeats: readonly number[];
  readonly claimsPerDay: number;
  readonly transferSeats: number;
  readonly agents: number;
  readonly custodyPlaces: number;
  readonly acceptance: readonly number[];
  readonly removalSeats: readonly number[];
}

/** A nationality: its place in the arrays of the parameters, and how many set out a day. */
export interface People {
  /** The first day, counted from 1, on which they think over what they do once a week. */
  readonly thinksFirstOn: number;
  readonly index: number;
  readonly departuresPerDay: number;
  readonly throughDarien: boolean;
}

export interface TwinSetup {
  readonly parameters: Parameters;
  readonly policies: Policies;
  readonly people: readonly People[];
  /** Index of the sector, of its two cities and of the household type in the arrays of the parameters. */
  readonly sector: number;
  readonly railCity: number;
  readonly household: number;
  /** 0 = January, for the heat of the desert. */
  readonly month: number;
}

/** Whole numbers of 31 bits (Park and Miller 1988, multiplier 48271), as uniforms in (0, 1). */
export class Dice {
  private seed: number;
  constructor(seed: number) {
    this.seed = seed;
  }
  next(): number {
    this.seed = (this.seed * 48271) % 2147483647;
    return this.seed / 2147483647;
  }
  happens(chance: number): boolean {
    return this.next() < chance;
  }
  /** Knuth's product of uniforms. */
  poisson(mean: number): number {
    const limit = Math.exp(-mean);
    let count = -1;
    for (let product = 1; product > limit; count++) product *= this.next();
    return count;
  }
  /** Index drawn in proportion to weights. */
  pick(weights: readonly number[]): number {
    let left = this.next() * weights.reduce((sum, weight) => sum + weight, 0);
    for (let i = 0; i < weights.length; i++) {
      left -= weights[i];
      if (left < 0) return i;
    }
    return weights.length - 1;
  }
}

type Region = 0 | 1 | 2;
const south = 0;
const centre = 1;
const north = 2;

interface Road {
  readonly days: number;
  readonly to: Place;
  readonly region?: Region;
  readonly checkpoints?: number;
  /** Northern city where the leg ends. */
  readonly city?: number;
}

type Leg =
  | "to the Darién"
  | "the Darién"
  | "Central America"
  | "Tapachula by road"
  | "Tapachula on foot"
  | "Tenosique"
  | "Villahermosa"
  | "Oaxaca by road"
  | "Oaxaca by train"
  | "to Acuña by road"
  | "to Piedras Negras by road"
  | "to Piedras Negras by train";
type Stay = "in Tapachula" | "in Tenosique" | "in Villahermosa" | "in Oaxaca" | "at the hub";
type End = "in the United States" | "gave up" | "back home" | "removed" | "got away" | "dead";
/** Where a person can be. */
export type Place =
  | Leg
  | Stay
  | "in Mexican custody"
  | "moved south"
  | "living in Mexico"
  | "staging"
  | "surrendering"
  | "evading"
  | "in U.S. custody"
  | "returned to Mexico"
  | "detained"
  | End;

const roads: Readonly<Record<Leg, Road>> = {
  "to the Darién": { days: 6, to: "the Darién" },
  "the Darién": { days: 6, to: "Central America" },
  "Central America": { days: 7, to: "in Tapachula" },
  "Tapachula by road": { days: 2, to: "in Oaxaca", region: south, checkpoints: 1 },
  "Tapachula on foot": { days: 8, to: "in Oaxaca", region: south, checkpoints: 1.3 },
  Tenosique: { days: 2, to: "in Villahermosa", region: south, checkpoints: 0.7 },
  Villahermosa: { days: 2, to: "in Oaxaca", region: south, checkpoints: 0.7 },
  "Oaxaca by road": { days: 2, to: "at the hub", region: south, checkpoints: 0.7 },
  "Oaxaca by train": { days: 3, to: "at the hub", region: south, checkpoints: 0.7 },
  "to Acuña by road": { days: 3, to: "staging", region: centre, checkpoints: 1, city: 0 },
  "to Piedras Negras by road": { days: 3, to: "staging", region: centre, checkpoints: 1, city: 1 },
  "to Piedras Negras by train": { days: 7, to: "staging", region: centre, checkpoints: 1, city: 1 },
};
const daysOfStay: Readonly<Record<Stay, number>> = {
  "in Tapachula": 4,
  "in Tenosique": 2,
  "in Villahermosa": 4,
  "in Oaxaca": 1,
  "at the hub": 2.5,
};
const planningDays = 14;
const flowDays = 7;

interface Person {
  readonly nationality: number;
  place: Place;
  city: number;
  triedBefore: boolean;
  /** Whole days in Mexican custody, and where. */
  daysHeld: number;
  region: Region;
}

/** Events since the first day. */
export type Event =
  | "interceptions"
  | "bribes"
  | "returnsFromMexico"
  | "asylumClaimsInMexico"
  | "transfersSouth"
  | "exitPapers"
  | "darien"
  | "reachedNorth"
  | "usbp"
  | "usbpRepeat"
  | "surrenders"
  | "evadingAttempts"
  | "turnBacks"
  | "gotaways"
  | "expulsions"
  | "removals"
  | "releases"
  | "fieldReleases"
  | "deaths";

/** What of a demand a capacity serves. */
function served(capacity: number, demand: number): number {
  if (capacity === 0) return 0;
  return demand <= capacity ? 1 : capacity / demand;
}

const isLeg = (place: Place): place is Leg => place in roads;
const isStay = (place: Place): place is Stay => place in daysOfStay;

/** One run of the small corridor. */
export class Twin {
  private readonly setup: TwinSetup;
  private readonly dice: Dice;
  /** 1 on the first day. */
  private day = 0;
  private people: Person[] = [];
  private readonly ended: Person[] = [];
  readonly events = new Map<Event, number[]>();

  // what the day's decisions look back on
  private effort = 0;
  private funded = false;
  private readonly passing = [0, 0, 0];
  private readonly passingToday = [0, 0, 0];
  private readonly staging = [0, 0];
  private readonly custodyNews = { arrived: 0, turnedOut: 0 };
  private readonly returnDemand: number[];
  private readonly removalDemand: number[];
  private claimDemand = 0;
  private transferDemand = 0;

  // chances that hold for a day
  private searchChance = [0, 0, 0];
  private caught = 0;

  constructor(setup: TwinSetup, dice: Dice) {
    this.setup = setup;
    this.dice = dice;
    this.returnDemand = setup.people.map(() => 0);
    this.removalDemand = setup.people.map(() => 0);
  }

  /** How many people of a nationality are in one of the places. */
  count(nationality: number, places: readonly Place[], where: (city: number) => boolean = () => true): number {
    let count = 0;
    for (const group of [this.people, this.ended]) {
      for (const person of group) {
        if (person.nationality === nationality && places.includes(person.place) && where(person.city)) count++;
      }
    }
    return count;
  }

  total(event: Event, nationality: number): number {
    return this.events.get(event)?.[nationality] ?? 0;
  }

  private record(event: Event, person: Person): void {
    const counts = this.events.get(event) ?? this.setup.people.map(() => 0);
    counts[person.nationality]++;
    this.events.set(event, counts);
  }

  private indexOf(person: Person): number {
    return this.setup.people[person.nationality].index;
  }

  /** One day, stage by stage. */
  step(): void {
    this.day++;
    this.setOut();
    this.search();
    for (const person of this.people) this.travel(person);
    this.mexicanCustody();
    for (const person of this.people) this.inTheSouth(person);
    this.cross();
    this.atTheBorder();
    for (let r = 0; r < 3; r++) this.passing[r] += (this.passingToday[r] - this.passing[r]) / flowDays;
    this.consequences();
    for (const person of this.people) this.afterReturn(person);
    this.effort = this.setup.policies.effort;
    this.funded = true;
    this.retire();
  }

  private retire(): void {
    const over = new Set<Place>(["in the United States", "gave up", "back home", "removed", "got away", "dead"]);
    for (const person of this.people) if (over.has(person.place)) this.ended.push(person);
    this.people = this.people.filter(({ place }) => !over.has(place));
  }

  private setOut(): void {
    this.setup.people.forEach(({ departuresPerDay, throughDarien }, nationality) => {
      for (let k = this.dice.poisson(departuresPerDay); k > 0; k--) {
        const place = throughDarien ? "to the Darién" : "Central America";
        this.people.push({ nationality, place, city: 0, triedBefore: false, daysHeld: 0, region: south });
      }
    });
  }

  /** I = aEN / (1 + ahN): the chance per checkpoint falls as more people pass. */
  private search(): void {
    const { searchRate, handlingDays, officerElasticity } = this.setup.parameters;
    this.searchChance = this.setup.policies.officers.map((officers, r) => {
      const effective = (officers / 1000) ** officerElasticity * this.work();
      return (searchRate * effective) / (1 + searchRate * handlingDays * this.passing[r]);
    });
    this.passingToday.fill(0);
  }

  /** Officers who have nowhere to take people work less. */
  private work(): number {
    const { arrived, turnedOut } = this.custodyNews;
    if (arrived === 0) return this.effort;
    const { noRoomWork } = this.setup.parameters;
    return this.effort * (noRoomWork + (1 - noRoomWork) * (1 - turnedOut / arrived));
  }

  private exposure(person: Person): number {
    const { parameters: p, policies, household } = this.setup;
    return (
      p.exposure[this.indexOf(person)] *
      p.householdExposure[household] *
      (1 - p.permitProtection * policies.transitPermits)
    );
  }

  /** Stopped: pays and goes on (false), or is held (true). */
  private isHeld(person: Person, region: Region): boolean {
    if (this.dice.happens(this.bribeChance(person))) {
      this.pay(person);
      return false;
    }
    this.record("interceptions", person);
    this.hold(person, region);
    return true;
  }

  private bribeChance(person: Person): number {
    const { parameters: p, policies } = this.setup;
    return Math.min(p.bribeShare * (1 + p.smugglerPresence[this.indexOf(person)]) * (1 - policies.supervision), 1);
  }

  private pay(person: Person): void {
    this.record("interceptions", person);
    this.record("bribes", person);
  }

  private hold(person: Person, region: Region): void {
    person.place = "in Mexican custody";
    person.region = region;
    person.daysHeld = 0;
  }

  /** Those who travel north of the hub do so before anyone leaves the hub; further south people may leave and arrive on one day. */
  private travel(person: Person): void {
    if (isStay(person.place)) {
      const fromHub = person.place === "at the hub";
      const { stayExposure } = this.setup.parameters;
      const region = fromHub ? centre : south;
      this.passingToday[region] += stayExposure;
      const stopped = 1 - Math.exp(-this.searchChance[region] * stayExposure * this.exposure(person));
      if (this.dice.happens(stopped) && this.isHeld(person, region)) return;
      if (!this.dice.happens(1 / daysOfStay[person.place])) return;
      person.place = this.onward(person, person.place);
      if (fromHub) return;
    }
    if (!isLeg(person.place)) return;
    const leg = person.place;
    const { days, to, region, checkpoints = 0, city } = roads[leg];
    if (!this.dice.happens(1 / days)) return;
    if (region !== undefined) {
      this.passingToday[region] += checkpoints;
      const stopped = 1 - Math.exp(-this.searchChance[region] * checkpoints * this.exposure(person));
      if (this.dice.happens(stopped) && this.isHeld(person, region)) return;
    }
    person.place = to;
    if (leg === "the Darién") this.record("darien", person);
    if (leg === "Central America" && !this.dice.happens(this.setup.parameters.tapachulaShare))
      person.place = "in Tenosique";
    if (city !== undefined) this.reach(person, city);
  }

  private reach(person: Person, city: number): void {
    person.city = city;
    person.triedBefore = false;
    this.record("reachedNorth", person);
  }

  private onward(person: Person, stay: Stay): Leg {
    const { parameters: p } = this.setup;
    const byTrain = p.trainAffinity[this.indexOf(person)];
    if (stay === "in Tapachula") return this.dice.happens(p.onFootShare) ? "Tapachula on foot" : "Tapachula by road";
    if (stay === "in Tenosique") return "Tenosique";
    if (stay === "in Villahermosa") return "Villahermosa";
    if (stay === "in Oaxaca") return this.dice.happens(byTrain / (1 + byTrain)) ? "Oaxaca by train" : "Oaxaca by road";
    const legs = ["to Acuña by road", "to Piedras Negras by road", "to Piedras Negras by train"] as const;
    return legs[this.dice.pick(this.northernWeights(person))];
  }

  /** Half of the sector's pull by road for each of its cities, and the railhead's. */
  private northernWeights(person: Person): [number, number, number] {
    const { parameters: p, railCity } = this.setup;
    return [0.5, 0.5, p.trainAffinity[this.indexOf(person)] * p.railPull[railCity]];
  }

  private chanceOfCity(person: Person, city: number): number {
    const [acuña, road, rail] = this.northernWeights(person);
    return (city === 0 ? acuña : road + rail) / (acuña + road + rail);
  }

  private drawCity(person: Person): number {
    return this.dice.happens(this.chanceOfCity(person, 0)) ? 0 : 1;
  }

  private mexicanCustody(): void {
    const { policies } = this.setup;
    const seats = policies.returnSeats.map((n, i) => served(this.funded ? n : 0, this.returnDemand[i]));
    const transfers = policies.transferSeats * this.effort ** this.setup.parameters.transferEffortElasticity;
    const transfer = served(this.funded ? transfers : 0, this.transferDemand);
    const claim = served(policies.claimsPerDay, this.claimDemand);
    for (let i = 0; i < this.returnDemand.length; i++) this.returnDemand[i] *= 1 - 1 / planningDays;
    const asked = { claims: 0, transfers: 0 };
    const news = { arrived: 0, turnedOut: 0 };
    for (const person of this.people) {
      if (person.place === "in Mexican custody") this.decideCustody(person, seats, transfer, claim, asked, news);
    }
    this.claimDemand += (asked.claims - this.claimDemand) / planningDays;
    this.transferDemand += (asked.transfers - this.transferDemand) / planningDays;
    this.custodyNews.arrived += (news.arrived - this.custodyNews.arrived) / flowDays;
    this.custodyNews.turnedOut += (news.turnedOut - this.custodyNews.turnedOut) / flowDays;
  }

  private decideCustody(
    person: Person,
    seats: readonly number[],
    transfer: number,
    claim: number,
    asked: { claims: number; transfers: number },
    news: { arrived: number; turnedOut: number },
  ): void {
    const { parameters: p, policies, household } = this.setup;
    const n = person.nationality;
    const notice = policies.noticeHours[n];
    if (person.daysHeld === 0) news.arrived++;
    if (notice <= policies.custodyLimitHours) {
      if (24 * person.daysHeld + 12 < notice) {
        person.daysHeld++;
        return;
      }
      const agreed = p.consularAcceptance[this.indexOf(person)] * p.returnableHousehold[household];
      this.returnDemand[n] += agreed / planningDays;
      if (this.dice.happens(agreed * seats[n])) {
        person.place = "back home";
        this.record("returnsFromMexico", person);
        return;
      }
    }
    if (this.leaveCustody(person, transfer, claim, asked) && notice > policies.custodyLimitHours) news.turnedOut++;
  }

  /** True if the person is let go on the spot. */
  private leaveCustody(
    person: Person,
    transfer: number,
    claim: number,
    asked: { claims: number; transfers: number },
  ): boolean {
    const share = this.setup.parameters.comarShare[this.indexOf(person)];
    asked.claims += share;
    if (this.dice.happens(share * claim)) {
      person.place = "living in Mexico";
      this.record("asylumClaimsInMexico", person);
      return false;
    }
    asked.transfers++;
    if (this.dice.happens(transfer)) {
      person.place = "moved south";
      this.record("transfersSouth", person);
      return false;
    }
    this.record("exitPapers", person);
    person.triedBefore = false;
    if (person.region === south) person.place = "in Oaxaca";
    else if (person.region === centre) person.place = "at the hub";
    else {
      person.place = "staging";
      person.city = this.drawCity(person);
    }
    return true;
  }

  /** People who were moved south arrive there; people who live in Mexico set out again or leave. */
  private inTheSouth(person: Person): void {
    const { parameters: p } = this.setup;
    if (person.place === "moved south") {
      if (!this.dice.happens(1 / p.transferDays)) return;
      if (!this.dice.happens(p.transferGiveUp)) {
        person.place = this.dice.happens(p.transferToTapachula) ? "in Tapachula" : "in Villahermosa";
      } else person.place = this.dice.happens(0.5) ? "gave up" : "living in Mexico";
    }
    if (person.place !== "living in Mexico") return;
    if (this.dice.happens(1 / p.livingRestartDays)) person.place = "at the hub";
    else if (this.dice.happens(1 / p.livingLeaveDays)) person.place = "back home";
  }

  private heldByTheUnitedStates(): number {
    return this.people.filter(({ place }) => place === "in U.S. custody").length;
  }

  /** Attempts of yesterday. Agents who process those in custody are missing on the line. */
  private cross(): void {
    const { parameters: p, policies, sector } = this.setup;
    const processing = Math.min(this.heldByTheUnitedStates() / p.agentsPerCustody, p.processingMost * policies.agents);
    const onTheLine = (policies.agents - processing) / p.agentReference[sector];
    this.caught = 1 - Math.exp(-p.apprehensionRate * onTheLine ** p.agentElasticity);
    for (const person of this.people) {
      if (person.place === "surrendering") {
        this.record("surrenders", person);
        this.encounter(person);
      } else if (person.place === "evading") this.evade(person);
    }
  }

  private encounter(person: Person): void {
    person.place = "in U.S. custody";
    this.record("usbp", person);
    if (person.triedBefore) this.record("usbpRepeat", person);
  }

  private evade(person: Person): void {
    const { parameters: p, sector, month } = this.setup;
    this.record("evadingAttempts", person);
    const deadly =
      p.attemptDeathHazard[sector] * (1 + p.heatDeath * p.heat[month]) * (1 + p.remotenessDeath * this.caught);
    if (this.dice.happens(deadly)) {
      person.place = "dead";
      this.record("deaths", person);
    } else if (this.dice.happens(this.caught)) this.encounter(person);
    else if (this.dice.happens(p.turnBackShare)) {
      person.place = "staging";
      person.city = 1;
      this.record("turnBacks", person);
    } else {
      person.place = "got away";
      if (this.dice.happens(p.knownGotawayShare)) this.record("gotaways", person);
    }
  }

  private evadeShare(person: Person): number {
    const { parameters: p, household } = this.setup;
    const odds = Math.exp(p.evadeIntercept[household] + p.evadeNationality[this.indexOf(person)]);
    return odds / (1 + odds);
  }

  /** One thing at most happens to a person in a day: rates compete. */
  private atTheBorder(): void {
    const { parameters: p, policies } = this.setup;
    const hazard = policies.raids.map(
      (raids, k) =>
        this.searchChance[north] * p.cityInterceptionRate + (p.raidRate * raids * this.work()) / (1 + this.staging[k]),
    );
    const here = [0, 0];
    for (const person of this.people) {
      if (person.place === "staging") this.thinkAgain(person);
      if (person.place !== "staging") continue;
      here[person.city]++;
      const evading = p.attemptRate * this.evadeShare(person);
      const stopped = hazard[person.city] * this.exposure(person);
      const bribe = this.bribeChance(person);
      const rates = [p.attemptRate - evading, evading, stopped * (1 - bribe)];
      const any = rates.reduce((sum, rate) => sum + rate, 0);
      if (this.dice.happens(1 - Math.exp(-any))) this.leaveStaging(person, this.dice.pick(rates));
      else if (this.dice.happens(1 - Math.exp(-stopped * bribe))) this.pay(person);
    }
    here.forEach((count, k) => {
      this.staging[k] += (count - this.staging[k]) / flowDays;
    });
  }

  private leaveStaging(person: Person, choice: number): void {
    if (choice === 0) person.place = "surrendering";
    else if (choice === 1) person.place = "evading";
    else {
      this.record("interceptions", person);
      this.hold(person, north);
    }
  }

  /** Once a week people may give up or try another city. */
  private thinkAgain(person: Person): void {
    const { parameters: p, people } = this.setup;
    if ((this.day - people[person.nationality].thinksFirstOn) % 7 !== 0) return;
    const moving = p.relocateRate * (1 - this.chanceOfCity(person, person.city));
    if (!this.dice.happens(1 - Math.exp(-7 * (moving + p.borderGiveUp)))) return;
    if (this.dice.pick([moving, p.borderGiveUp]) === 1) person.place = "living in Mexico";
    else person.place = this.drawCity(person) === 0 ? "to Acuña by road" : "to Piedras Negras by road";
  }

  /** A full sector processes faster, releases more, and detains fewer. */
  private consequences(): void {
    const { parameters: p, policies } = this.setup;
    const overfull = Math.min(Math.max(this.heldByTheUnitedStates() / policies.custodyPlaces - 1, 0), 1);
    const leaving = Math.min((1 + overfull) / p.custodyStayDays, 1);
    const seats = policies.removalSeats.map((n, i) => served(n, this.removalDemand[i]));
    for (let i = 0; i < seats.length; i++) this.removalDemand[i] *= 1 - 1 / planningDays;
    for (const person of this.people) {
      if (person.place === "in U.S. custody" && this.dice.happens(leaving))
        this.decideConsequence(person, overfull, seats);
    }
    for (const person of this.people) if (person.place === "detained") this.leaveDetention(person);
  }

  /** Tried one after the other: expulsion to Mexico, expulsion by air, removal, detention, release. */
  private decideConsequence(person: Person, overfull: number, seats: readonly number[]): void {
    const { parameters: p, policies, household } = this.setup;
    const n = person.nationality;
    const toMexico = policies.acceptance[n] * p.expulsionHousehold[household];
    const byAir = p.expulsionAir * p.expulsionHousehold[household];
    const claims = p.fearClaimShare[this.indexOf(person)];
    const removable = 1 - claims * p.fearPassRate;
    this.removalDemand[n] += ((1 - toMexico) * (1 - byAir) * removable) / planningDays;
    if (this.dice.happens(toMexico)) {
      person.place = "returned to Mexico";
      person.city = this.dice.happens(0.5) ? 0 : 1;
      this.record("expulsions", person);
    } else if (this.dice.happens(byAir)) {
      person.place = "removed";
      this.record("expulsions", person);
    } else if (this.dice.happens(removable * seats[n])) {
      person.place = "removed";
      this.record("removals", person);
    } else if (this.dice.happens(p.detentionShare[household] * (1 - overfull))) person.place = "detained";
    else {
      person.place = "in the United States";
      this.record("releases", person);
      if (this.dice.happens(overfull / (1 + overfull))) this.record("fieldReleases", person);
    }
  }

  private leaveDetention(person: Person): void {
    const { parameters: p } = this.setup;
    if (!this.dice.happens(1 / p.detentionStayDays)) return;
    if (this.dice.happens(p.detentionRemovedShare)) {
      person.place = "removed";
      this.record("removals", person);
    } else person.place = "in the United States";
  }

  private afterReturn(person: Person): void {
    const { parameters: p } = this.setup;
    if (person.place !== "returned to Mexico" || !this.dice.happens(1 / p.returnedStayDays)) return;
    if (this.dice.happens(p.retryExpelled)) {
      person.place = "staging";
      person.triedBefore = true;
    } else person.place = this.dice.happens(p.returnedHomeShare) ? "back home" : "living in Mexico";
  }
}
