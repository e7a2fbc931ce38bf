import { word } from "../words.ts";
import { keyOf } from "./names.ts";

/** Name of an independent origin of documents, such as `The New York Times`. */
export const originName = (id: string): string => word(`evidence_origin_${keyOf(id)}`);
