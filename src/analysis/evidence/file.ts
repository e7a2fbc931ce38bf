import { EvidenceFault, elsewhere } from "../../data/evidence/fault.ts";
import { type Additions, type EvidenceLedger, evidenceLedger } from "../../data/evidence/ledger.ts";
import type { Operand } from "../../data/evidence/query.ts";
import type { StatedClaim } from "../../data/evidence/stated.ts";
import { claims } from "../../data/ledgers.ts";
import { pathLabel, ScenarioError, show } from "../../scenario/error.ts";
import { firstFault } from "../../scenario/fault.ts";
import { type FileKind, readYaml } from "../../scenario/read-yaml.ts";
import { didYouMean } from "../../scenario/suggest.ts";
import { type EvidenceFile, evidenceFile, keysAt } from "./schema.ts";

const kind: FileKind = {
  file: "a file of evidence",
  onePerFile: "one file of evidence",
  flat: "a flat list of documents and claims",
};
const whole = "evidence";

type FileClaim = NonNullable<EvidenceFile["claims"]>[number];
type FilePart = NonNullable<FileClaim["parts"]>[number];

function operandOf({ source, of, when, reduce }: NonNullable<FilePart["figures"]>): Operand {
  return { source, of: of ?? null, when: when ?? null, reduce };
}

function claimOf({ parts, limits, levers, parameters, facts, ...rest }: FileClaim): StatedClaim {
  return {
    ...rest,
    levers: levers ?? [],
    parameters: parameters ?? [],
    facts: facts ?? [],
    parts: (parts ?? []).map(({ states, figures, over, comparison, figure, tolerance }) => ({
      states,
      query:
        figures === undefined || comparison === undefined || figure === undefined
          ? null
          : {
              figures: operandOf(figures),
              over: over === undefined ? null : operandOf(over),
              comparison,
              figure,
              tolerance: tolerance ?? null,
            },
    })),
    limits: limits ?? "",
  };
}

/** What a file adds. Throws EvidenceFault on a claim of the project that does not exist. */
function additionsOf({ documents = [], claims: added = [] }: EvidenceFile): Additions {
  const own = claims().map(({ id }) => id);
  const sayings = documents.flatMap(({ id, says = [] }, at) =>
    says.map((claim, index) => {
      if (!own.includes(claim))
        throw new EvidenceFault(["documents", at, "says", index], claim, "the id of a claim of the project", own);
      return { document: id, claim };
    }),
  );
  return {
    documents: documents.map(({ id, title, relation, of, origin }) => ({
      id,
      title,
      relation,
      of: of ?? null,
      origin: origin ?? null,
    })),
    claims: added.map(claimOf),
    sayings,
  };
}

/**
 * The ledger with the documents and claims of a file (YAML or JSON), all verdicts judged now.
 * @param file its name, for messages.
 * @throws ScenarioError with the first fault of the file: not of the schema, a circle of documents or a missing original, an unknown mechanism,
 * lever, parameter, fact or series, a period without figures.
 */
export function ledgerWith(text: string, file: string): EvidenceLedger {
  const yaml = readYaml(text, file, kind);
  const parsed = evidenceFile.safeParse(yaml.value ?? undefined);
  if (!parsed.success) throw firstFault(parsed.error, yaml.value ?? undefined, file, yaml, keysAt, whole);
  return elsewhere(
    () => evidenceLedger(additionsOf(parsed.data)),
    ({ path, given, expected, candidates }) => {
      const sentence = `${show(given ?? undefined)} was given; expected ${expected}${didYouMean(given, candidates)}`;
      return new ScenarioError(file, yaml.locate(path), pathLabel(path, whole), sentence);
    },
  );
}
