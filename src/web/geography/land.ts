import type { City, Nationality, Sector } from "../../model/geography.ts";
import type { Point } from "../view-model/map-layout.ts";
import json from "./land.json";

interface Panel {
  readonly width: number;
  readonly height: number;
  readonly land: string;
  readonly borders: string;
}

/** What `tools/geography.ts` wrote: paths and points of two panels, in units of their own. */
interface Land {
  readonly corridor: Panel & {
    readonly mexico: string;
    readonly sectors: Readonly<Record<Sector, string>>;
    readonly crossings: Readonly<Record<Sector, Point>>;
    readonly cities: Readonly<Record<City, Point>>;
    readonly ways: Readonly<Record<"Mexico City" | "Tapachula" | "Villahermosa", Point>>;
  };
  readonly origins: Panel & {
    readonly countries: Readonly<Record<Nationality, Point>>;
    readonly darien: Readonly<Record<"before" | "behind", Point>>;
  };
}

export const land = json as unknown as Land;
