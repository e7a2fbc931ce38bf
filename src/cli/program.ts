import { Command } from "commander";
import { verdicts } from "../data/evidence/schemas.ts";
import { grades } from "../model/levers.ts";
import { withBargainOptions } from "./bargain-options.ts";
import type { BargainOptions } from "./commands/bargain.ts";
import type { CalibrateOptions } from "./commands/calibrate.ts";
import type { DiagnoseOptions } from "./commands/diagnose.ts";
import type { EvidenceOptions } from "./commands/evidence.ts";
import type { LineageOptions } from "./commands/evidence-lineage.ts";
import type { FitOptions } from "./commands/fit.ts";
import type { ForecastOptions } from "./commands/forecast.ts";
import type { ScoreOptions } from "./commands/score.ts";
import type { SensitivityOptions } from "./commands/sensitivity.ts";
import type { ServeOptions } from "./commands/serve.ts";
import type { ValidateOptions } from "./commands/validate.ts";
import {
  choice,
  type ResultOptions,
  type SimulationOptions,
  wholeNumber,
  withCalibrateOptions,
  withDiagnoseOptions,
  withFitOptions,
  withForecastOptions,
  withResultOptions,
  withScoreOptions,
  withSimulationOptions,
} from "./options.ts";
import { type QueryOptions, withQueryOptions } from "./query-options.ts";
import {
  type CancelOptions,
  type CollectOptions,
  type StatusOptions,
  type WorkerOptions,
  withStatusOptions,
  withWorkerOptions,
} from "./queue-options.ts";
import { withSensitivityOptions } from "./sensitivity-options.ts";
import { type MergeOptions, type SweepOptions, withSweepOptions } from "./sweep-options.ts";
import { version } from "./version.ts";

function examples(lines: readonly (readonly [command: string, what: string])[]): string {
  const width = Math.max(...lines.map(([command]) => command.length));
  const single = width + 4 > 44;
  const shown = lines.map(([command, what]) =>
    single ? `  ${command}\n      ${what}` : `  ${command.padEnd(width)}  ${what}`,
  );
  return `\nExamples:\n${shown.join("\n")}`;
}

function addSimulating(program: Command): void {
  withResultOptions(
    withSimulationOptions(
      program.command("run").argument("<scenario>", "name of a bundled scenario, a file, or a link of the page"),
    ),
  )
    .summary("simulate a scenario")
    .description("Simulate a scenario and print flows, harm and money beside what was observed.")
    .addHelpText(
      "after",
      examples([
        ["corridor run history --mode mean", "the recorded history, in seconds"],
        ["corridor run no-december-deal --monthly", "with a table of months"],
        ["corridor run my.yaml --json > result.json", "every series as JSON"],
        ["corridor run my.yaml --runs 200 --out results", "JSON, CSV and Parquet"],
      ]),
    )
    .action(async (scenario: string, options: ResultOptions) => {
      const { run } = await import("./commands/run.ts");
      await run(scenario, options);
    });
  withResultOptions(
    withSimulationOptions(
      program
        .command("compare")
        .argument("<base>", "what to compare with; or the scenario, if it stands alone")
        .argument("[scenario]", "the scenario; its own base is the base when only one is given"),
    ),
  )
    .summary("the difference that a scenario makes")
    .description(
      "Simulate a base and a scenario under the same random numbers and print the difference with its interval.",
    )
    .addHelpText(
      "after",
      examples([
        ["corridor compare no-december-deal", "against its own base, the history"],
        ["corridor compare no-december-deal crackdown-in-tijuana-only", "one scenario against another"],
        ["corridor compare my.yaml --runs 100 --parquet difference.parquet", "every series with its difference"],
      ]),
    )
    .action(async (base: string, scenario: string | undefined, options: ResultOptions) => {
      const { compare } = await import("./commands/compare.ts");
      await compare(base, scenario, options);
    });
  withSimulationOptions(program.command("tour"))
    .summary("the history, and one what-if")
    .description("Simulate the recorded history and the scenario no-december-deal, and say what to try next.")
    .addHelpText("after", examples([["corridor tour", "what npm start does"]]))
    .action(async (options: SimulationOptions) => {
      const { tour } = await import("./commands/tour.ts");
      await tour(options);
    });
}

function addFit(program: Command): void {
  withFitOptions(program.command("fit"))
    .summary("estimate the model from the published figures")
    .description(
      "Draw parameters from their priors, let the published figures move them together with the latent paths, and write a posterior.",
    )
    .addHelpText(
      "after",
      examples([
        ["corridor fit --out posterior.json", "about ten minutes on two cores; goes on where it was stopped"],
        ["corridor fit --out early.json --until 2021-12", "as if nothing later were known"],
        ["corridor run history --posterior posterior.json", "bands over its members"],
      ]),
    )
    .action(async (options: FitOptions) => {
      const { fitHistory } = await import("./commands/fit.ts");
      await fitHistory(options);
    });
}

function addChecks(program: Command): void {
  withDiagnoseOptions(program.command("diagnose"))
    .summary("what a posterior knows, and what it does not")
    .description(
      "Compare prior and posterior of every parameter, say which ones the figures do not identify, and check what the posterior predicts against the published figures.",
    )
    .addHelpText(
      "after",
      examples([
        ["corridor diagnose", "the posterior that ships; a minute"],
        ["corridor diagnose --out diagnosis", "a report in Markdown with pictures, and everything as JSON"],
        ["corridor diagnose --posterior posterior.json --json", "one of your own, for programs"],
      ]),
    )
    .action(async (options: DiagnoseOptions) => {
      const { diagnose } = await import("./commands/diagnose.ts");
      await diagnose(options);
    });
  withCalibrateOptions(program.command("calibrate"))
    .summary("whether the fit finds truths that are known")
    .description(
      "Make histories with the model from parameters and paths drawn from their priors, fit them, and count how often the intervals hold the truth.",
    )
    .addHelpText(
      "after",
      examples([
        ["corridor calibrate --out calibration.json", "goes on where it was stopped"],
        ["corridor calibrate --out quick.json --sets 5", "a first look"],
      ]),
    )
    .action(async (options: CalibrateOptions) => {
      const { calibrate } = await import("./commands/calibrate.ts");
      await calibrate(options);
    });
}

function addForecasts(program: Command): void {
  withForecastOptions(program.command("forecast"))
    .summary("what comes next, as far as could be said at some month")
    .description(
      "Forecast encounters, interceptions and who waits in each city, from what was known at the end of a month, under the policies announced by then and under those that came.",
    )
    .addHelpText(
      "after",
      examples([
        ["corridor forecast --origin 2023-09", "six months, beside what came; a minute on two cores"],
        ["corridor forecast --origin 2024-09 --months 12 --policies announced", "beyond the record"],
        ["corridor forecast --origin 2022-11 --csv forecast.csv", "23 quantiles of every series and month"],
      ]),
    )
    .action(async (options: ForecastOptions) => {
      const { forecast } = await import("./commands/forecast.ts");
      await forecast(options);
    });
  withScoreOptions(program.command("score"))
    .summary("how good forecasts were, against plain time series models")
    .description(
      "Score the forecasts from 48 origins, September 2020 to August 2024, against five baselines: by horizon and sector, with coverage, a paired test and the worst origins.",
    )
    .addHelpText(
      "after",
      examples([
        ["corridor score", "the scoreboard that ships"],
        ["corridor score --json", "the same for programs"],
        ["corridor score --recompute --out scoreboard", "four fits and 63 origins anew; goes on where it was stopped"],
      ]),
    )
    .action(async (options: ScoreOptions) => {
      const { score } = await import("./commands/score.ts");
      await score(options);
    });
}

function addSensitivity(program: Command): void {
  withSensitivityOptions(
    program
      .command("sensitivity")
      .argument("[scenario]", "name of a bundled scenario, a file, or a link of the page", "history"),
  )
    .summary("which parameters move which outputs")
    .description(
      "Screen the uncertain parameters (Morris) and share out the variance of outputs among those that matter (Sobol'), in mean field.",
    )
    .addHelpText(
      "after",
      examples([
        ["corridor sensitivity", "the last year of the history; minutes"],
        ["corridor sensitivity --top 0 --trajectories 4", "a screening alone, in a fraction of the time"],
        [
          "corridor sensitivity no-december-deal --output transfersSouth --out results",
          "one output; CSV and a picture",
        ],
        ["corridor sensitivity --parameter searchRate --parameter memoryDays", "two parameters alone"],
      ]),
    )
    .action(async (scenario: string, options: SensitivityOptions) => {
      const { sensitivity } = await import("./commands/sensitivity.ts");
      await sensitivity(scenario, options);
    });
}

function addLineage(evidence: Command): void {
  evidence
    .command("lineage")
    .argument("<folder>", "folder of texts in files ending in .txt or .md")
    .summary("which texts come from one story")
    .description(
      "Compare every pair of texts and propose copy, rewording, abridgement, independent report of the same event, or unrelated, with the evidence; then group them into lineages and count independent origins. A text may begin with title, publisher and date between lines of three dashes. Nothing is written unless asked.",
    )
    .option("--all", "every pair with its evidence, not only places in lineages and close calls")
    .option("--json", "everything as JSON on stdout")
    .option("--out <file>", "write the texts as documents for the ledger, in YAML")
    .option("--force", "replace the file if it exists")
    .addHelpText(
      "after",
      examples([
        ["corridor evidence lineage articles", "the texts in the folder articles"],
        ["corridor evidence lineage articles --out documents.yaml", "a proposal to check, change and keep"],
      ]),
    )
    .action(async (folder: string, _: LineageOptions, command: Command) => {
      const { evidenceLineage } = await import("./commands/evidence-lineage.ts");
      // An option that the command above has too is taken by it, wherever it stands.
      evidenceLineage(folder, command.optsWithGlobals<LineageOptions>());
    });
}

function addBargain(program: Command): void {
  withBargainOptions(
    program.command("bargain").argument("[bargain]", "name of a bundled bargain, or a file", "december-2023"),
  )
    .summary("which packages both governments would prefer to no deal")
    .description(
      "Search all packages of a bargain: zone of possible agreement, frontier, solutions, what threats change, how long a deal holds, and how often weights agree. Weights are inputs, not facts.",
    )
    .addHelpText(
      "after",
      examples([
        ["corridor bargain", "December 2023; a minute on two cores"],
        ["corridor bargain may-2019 --out results", "the tariff threat; JSON and CSV of every package"],
        ["corridor bargain my.yaml --weights us-salience=-5", "a file of your own, with one weight set"],
      ]),
    )
    .action(async (name: string, options: BargainOptions) => {
      const { bargain } = await import("./commands/bargain.ts");
      await bargain(name, options);
    });
}

function addSweep(program: Command): Command {
  const sweep = withSweepOptions(program.command("sweep").argument("<file>", "bundled sweep or path of a sweep file"))
    .summary("many runs, into tables that DuckDB, R and Python read")
    .description(
      "Run a design (grid, Latin hypercube, Sobol', list) over levers, parameters, members of the posterior and chance into a folder of Parquet files: stopped and taken up again at any time, on one machine or many.",
    )
    .addHelpText(
      "after",
      examples([
        ["corridor sweep appointments-and-officers --dry-run", "how many runs, how long, how large"],
        ["corridor sweep my.yaml --out results", "all of them, on threads"],
        ["corridor sweep my.yaml --out results --resume", "what is missing"],
        ["corridor sweep my.yaml --out shard-3 --shard 3/7", "the third of seven machines"],
        ["corridor sweep merge shard-* --out results", "everything in one folder"],
        ["corridor sweep my.yaml --out results --queue", "by workers that share the database in CORRIDOR_QUEUE"],
      ]) +
        "\n\nExit codes: 0 done, 1 some runs failed, 2 bad input,\n3 could not be finished here and now and --resume goes on, 130 stopped",
    )
    .action(async (file: string, options: SweepOptions) => {
      const { sweep } = await import("./commands/sweep.ts");
      await sweep(file, options);
    });
  sweep
    .command("merge")
    .argument("<folder...>", "folders of the shards")
    .summary("the parts of several machines in one folder")
    .description("Copy the parts of shards into one folder, once they are all there, whole and of one sweep.")
    .option("--out <folder>", "a new folder")
    .option("--json", "a summary as JSON on stdout")
    .addHelpText("after", examples([["corridor sweep merge shard-* --out results", "in any order"]]))
    .action(async (folders: string[], _: MergeOptions, command: Command) => {
      const { sweepMerge } = await import("./commands/sweep-merge.ts");
      // An option that the command above has too is taken by it, wherever it stands.
      sweepMerge(folders, command.optsWithGlobals<MergeOptions>());
    });
  return sweep;
}

function addQueue(program: Command, sweep: Command): void {
  withStatusOptions(sweep.command("status").argument("[id]", "one sweep, or the beginning of its id"))
    .summary("how far the sweeps of a queue are")
    .description("List the sweeps that a queue holds, or show one: chunks done, under way and waiting, speed, workers.")
    .addHelpText("after", examples([["corridor sweep status 4f1c", "one of them"]]))
    .action(async (id: string | undefined, _: StatusOptions, command: Command) => {
      const { sweepStatus } = await import("./commands/sweep-queue.ts");
      await sweepStatus(id, command.optsWithGlobals<StatusOptions>());
    });
  withStatusOptions(sweep.command("collect").argument("<id>", "the sweep, or the beginning of its id"))
    .summary("the results of a queue in a folder")
    .description(
      "Copy the parts of a sweep that are done from the queue into a folder; they stay in the queue as well.",
    )
    .option("--out <folder>", "where results are written (the id with -results)")
    .option("--resume", "go on with what is in the folder")
    .addHelpText("after", examples([["corridor sweep collect 4f1c --out results", "what is done so far"]]))
    .action(async (id: string, _: CollectOptions, command: Command) => {
      const { sweepCollect } = await import("./commands/sweep-queue.ts");
      await sweepCollect(id, command.optsWithGlobals<CollectOptions>());
    });
  withStatusOptions(sweep.command("cancel").argument("<id>", "the sweep, or the beginning of its id"))
    .summary("let nobody do more of a sweep")
    .description("Take the chunks that wait out of the queue. What is done stays there and can be collected.")
    .option("--delete", "delete what is done as well")
    .addHelpText("after", examples([["corridor sweep cancel 4f1c --delete", "nothing of it remains"]]))
    .action(async (id: string, _: CancelOptions, command: Command) => {
      const { sweepCancel } = await import("./commands/sweep-queue.ts");
      await sweepCancel(id, command.optsWithGlobals<CancelOptions>());
    });
  withWorkerOptions(program.command("worker"))
    .summary("do runs of sweeps that a queue holds")
    .description(
      "Take chunks of sweeps from a queue in PostgreSQL, do them on threads and put the results there, on any number of machines at once. Ctrl-C ends what is under way and gives the rest back; a second ends at once.",
    )
    .addHelpText(
      "after",
      examples([
        ["corridor worker", "the queue that CORRIDOR_QUEUE or PGHOST, PGUSER, … say"],
        ["corridor worker --threads 8 --until-empty", "as a job that ends"],
      ]),
    )
    .action(async (options: WorkerOptions) => {
      const { worker } = await import("./commands/worker.ts");
      await worker(options);
    });
}

function addQuery(program: Command): void {
  withQueryOptions(
    program
      .command("query")
      .argument("<folder>", "folder that corridor sweep wrote")
      .argument("[sql]", "a query in the SQL of DuckDB, over runs and the other views"),
  )
    .summary("SQL and ready-made views over a sweep's results")
    .description(
      "Ask the results of a sweep: SQL, what each level does to each outcome, trade-offs between policies, and the ranges of what is not known in which a policy fails. Results are only read; nothing else is. Without SQL and --view it says what there is.",
    )
    .addHelpText(
      "after",
      examples([
        ["corridor query results", "what is there, and what can be asked"],
        ["corridor query results --view effects", "what each level does to each outcome, with intervals"],
        ["corridor query results --less usbp deathsBySector --more ports", "policies that no other one beats"],
        ["corridor query results --fails 'change.usbp >= 0'", "where a policy fails to bring encounters down"],
        ["corridor query results 'SELECT member, avg(usbp) FROM runs GROUP BY ALL'", "a question of your own"],
        ["corridor query results --view changes --out changes.parquet", "for R, Python or a spreadsheet (.csv)"],
      ]),
    )
    .action(async (folder: string, sql: string | undefined, options: QueryOptions) => {
      const { query } = await import("./commands/query.ts");
      await query(folder, sql, options);
    });
}

function addServe(program: Command): void {
  program
    .command("serve")
    .summary("the simulator as a page, on this machine alone")
    .description(
      "Serve the simulator's page on the loopback address and print it; Ctrl-C ends it. Nothing leaves the machine.",
    )
    .option("--port <n>", "port to listen on; 0 takes any that is free", wholeNumber("--port", 0, 65_535), 8017)
    .addHelpText("after", examples([["corridor serve", "open the address that it prints"]]))
    .action(async (options: ServeOptions) => {
      const { serve } = await import("./commands/serve.ts");
      await serve(options);
    });
}

function addReference(program: Command): void {
  program
    .command("validate")
    .summary("facts observed and simulated")
    .description("Simulate every fact that the model must reproduce: observed, simulated, accepted range, verdict.")
    .option("--json", "rows as JSON on stdout")
    .option("--posterior <file>", "the central set of parameters of your own, from corridor fit")
    .option("--quiet", "no progress on stderr")
    .addHelpText(
      "after",
      examples([
        ["corridor validate", "the table"],
        ["corridor validate --json", "the same for programs"],
      ]),
    )
    .action(async (options: ValidateOptions) => {
      const { validate } = await import("./commands/validate.ts");
      validate(options);
    });
  program
    .command("levers")
    .argument("[id]", "one lever, with its evidence")
    .summary("what a scenario can change")
    .description("List the levers with unit and range, or show one with its source, grade and recorded steps.")
    .option("--json", "as JSON on stdout")
    .addHelpText(
      "after",
      examples([
        ["corridor levers", "all of them"],
        ["corridor levers appointments", "one with its evidence"],
      ]),
    )
    .action(async (id: string | undefined, options: { json?: boolean }) => {
      const { showLevers } = await import("./commands/levers.ts");
      showLevers(id, options);
    });
  program
    .command("data")
    .argument("[table]", "one table")
    .summary("the tables of figures")
    .description("List the tables of published figures, or print or export one.")
    .option("--rows <n>", "rows to print", wholeNumber("--rows", 1, 1_000_000), 20)
    .option("--json", "all rows as JSON on stdout")
    .option("--csv <file>", "write the table as CSV")
    .option("--parquet <file>", "write the table as Parquet")
    .option("--force", "replace files that exist")
    .addHelpText(
      "after",
      examples([
        ["corridor data", "the list"],
        ["corridor data timeline --rows 5", "the first rows"],
        ["corridor data darien_month --csv d.csv", "a copy"],
      ]),
    )
    .action(
      async (
        name: string | undefined,
        options: { rows: number; json?: boolean; csv?: string; parquet?: string; force?: boolean },
      ) => {
        const { data } = await import("./commands/data.ts");
        data(name, options);
      },
    );
}

function addEvidence(program: Command): void {
  const evidence = program
    .command("evidence")
    .argument("[kind]", "claim, parameter, lever, document, fact, mechanism, or check")
    .argument("[id]", "one of them, in full")
    .summary("who says what, and whether it is so")
    .description(
      "List claims with their independent origins and verdicts, and what parameters, levers and facts rest on; check judges every claim again.",
    )
    .addOption(choice("--verdict <verdict>", "claims with this verdict", verdicts))
    .addOption(choice("--grade <grade>", "parameters or levers of this grade", grades))
    .option("--mechanism <id>", "claims, parameters or levers of this mechanism")
    .option("--with <file>", "also documents and claims of your own")
    .option("--json", "as JSON on stdout")
    .addHelpText(
      "after",
      examples([
        ["corridor evidence", "how many claims hold"],
        ["corridor evidence claim C38", "one, with the figures that decide it"],
        ["corridor evidence claim --verdict partly", "a list"],
        ["corridor evidence parameter --grade guess", "what is not known"],
        ["corridor evidence check --json", "all verdicts, judged now"],
        ["corridor evidence claim --with my.yaml", "with claims of your own"],
        ["corridor evidence lineage articles", "which texts of a folder come from one story"],
      ]),
    )
    .action(async (kind: string | undefined, id: string | undefined, options: EvidenceOptions) => {
      const { evidence } = await import("./commands/evidence.ts");
      evidence(kind, id, options);
    });
  addLineage(evidence);
}

function addFiles(program: Command): void {
  program
    .command("new")
    .argument("<file>", "file to write, ending in .yaml")
    .summary("start a scenario from an example")
    .description("Copy a bundled scenario into a file, to change it.")
    .option("--from <example>", "which one", "no-december-deal")
    .option("--force", "replace the file if it exists")
    .addHelpText("after", examples([["corridor new my.yaml --from aid-20bn", "a copy of aid-20bn"]]))
    .action(async (file: string, options: { from: string; force?: boolean }) => {
      const { newScenario } = await import("./commands/new.ts");
      newScenario(file, options);
    });
  program
    .command("check")
    .argument("<file...>", "scenario files, or names of bundled scenarios")
    .summary("say what is wrong with scenario files")
    .description("Check scenario files: one line each, exit code 2 if one is not sound.")
    .addHelpText(
      "after",
      examples([
        ["corridor check my.yaml", "one file"],
        ["corridor check scenarios/*.yaml", "many"],
      ]),
    )
    .action(async (files: string[]) => {
      const { check } = await import("./commands/check.ts");
      check(files);
    });
  program
    .command("schema")
    .argument("[kind]", "scenario, bargain, evidence or sweep", "scenario")
    .summary("JSON Schema of scenario, bargain, evidence and sweep files")
    .description(
      "Print the JSON Schema of scenario, bargain, evidence or sweep files, with which editors complete and check them.",
    )
    .addHelpText(
      "after",
      examples([
        ["corridor schema > corridor.schema.json", "for your editor"],
        ["corridor schema evidence > evidence.schema.json", "of files for corridor evidence --with"],
      ]),
    )
    .action(async (kind: string) => {
      const { schema } = await import("./commands/schema.ts");
      schema(kind);
    });
  program
    .command("completion")
    .argument("<shell>", "bash, zsh or fish")
    .summary("completion for a shell")
    .description("Print a script that completes commands, options, scenarios, levers and tables.")
    .addHelpText(
      "after",
      examples([
        ["source <(corridor completion bash)", "in ~/.bashrc"],
        ["source <(corridor completion zsh)", "in ~/.zshrc, after compinit"],
        ["corridor completion fish | source", "in config.fish"],
      ]),
    )
    .action(async (shell: string) => {
      const { completion } = await import("./commands/completion.ts");
      completion(shell, program);
    });
}

/** The command line. Errors are thrown, not printed. */
export function createProgram(): Command {
  const program = new Command("corridor")
    .description(
      "An open simulator of migration and enforcement between Mexico's southern border and the U.S. Southwest border. Scenarios, not predictions; encounters are events, not people.",
    )
    .version(version, "-v, --version")
    .configureOutput({ outputError: () => {}, writeErr: () => {} })
    .exitOverride()
    .addHelpText(
      "after",
      examples([
        ["corridor tour", "a first look"],
        ["corridor compare no-december-deal", "what a change makes"],
        ["corridor help run", "all about one command"],
      ]),
    );
  addSimulating(program);
  addFit(program);
  addChecks(program);
  addForecasts(program);
  addSensitivity(program);
  addBargain(program);
  addQueue(program, addSweep(program));
  addQuery(program);
  addServe(program);
  addReference(program);
  addEvidence(program);
  addFiles(program);
  return program;
}
