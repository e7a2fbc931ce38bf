import type { Command } from "commander";
import { bargainNames } from "../../analysis/bargain/load.ts";
import { sweepNames } from "../../analysis/sweep/bundled.ts";
import { files } from "../../data/embedded.ts";
import { levers } from "../../model/levers.ts";
import { scenarioNames } from "../../scenario/load.ts";
import { UsageError } from "../errors.ts";
import { shellQuoted } from "../shell.ts";
import { evidenceKinds } from "./evidence.ts";
import { schemaKinds } from "./schema.ts";

interface Entry {
  readonly name: string;
  readonly summary: string;
  readonly options: readonly { readonly flag: string; readonly description: string }[];
  /** Words that can stand where an argument is expected, beside files. */
  readonly words: readonly string[];
  /** Commands within it, such as `lineage` of `evidence`. */
  readonly within: readonly Entry[];
}

const shells = ["bash", "zsh", "fish"];

const wordsOf: Readonly<Record<string, () => readonly string[]>> = {
  run: scenarioNames,
  compare: scenarioNames,
  sensitivity: scenarioNames,
  bargain: bargainNames,
  sweep: () => sweepNames,
  check: scenarioNames,
  levers: () => levers.map(({ id }) => id),
  evidence: () => evidenceKinds,
  data: () => Object.keys(files).map((file) => file.replace(/\.csv$/, "")),
  schema: () => schemaKinds,
  completion: () => shells,
};

function entriesOf(program: Command): Entry[] {
  return program.commands.map((command) => ({
    name: command.name(),
    summary: command.summary(),
    options: command.options.map(({ long, description }) => ({ flag: long ?? "", description })),
    words: [...(wordsOf[command.name()]?.() ?? []), ...command.commands.map((inner) => inner.name())],
    within: entriesOf(command as Command),
  }));
}

const flagsOf = ({ options }: Entry): string[] => options.map(({ flag }) => flag);

function bashCase(entry: Entry): string {
  const { name, words, within } = entry;
  const own = `    ${name}) words="${[...words, ...flagsOf(entry)].join(" ")}"`;
  if (within.length === 0) return `${own} ;;`;
  const inner = within.map((one) => `        ${one.name}) words="${flagsOf(one).join(" ")}" ;;`);
  return `${own}
      [ "$COMP_CWORD" -gt 2 ] && case "\${COMP_WORDS[2]}" in
${inner.join("\n")}
      esac
      ;;`;
}

function bash(entries: readonly Entry[]): string {
  return `_corridor() {
  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}" words=""
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W "${entries.map(({ name }) => name).join(" ")} help" -- "$current"))
    return
  fi
  if [ "\${COMP_WORDS[1]} $previous" = "new --from" ]; then
    COMPREPLY=($(compgen -W "${scenarioNames().join(" ")}" -- "$current"))
    return
  fi
  case "\${COMP_WORDS[1]}" in
${entries.map(bashCase).join("\n")}
    help) words="${entries.map(({ name }) => name).join(" ")}" ;;
  esac
  COMPREPLY=($(compgen -W "$words" -- "$current") $(compgen -f -- "$current"))
}
complete -o filenames -F _corridor corridor
`;
}

/** Flags with their descriptions, as `_describe` takes them. */
function zshFlags({ options }: Entry): string {
  const flags = options.map(({ flag, description }) => shellQuoted(`${flag}:${description.replaceAll(":", ",")}`));
  return `local -a flags=(${flags.join(" ")}); _describe option flags`;
}

function zshCase(entry: Entry): string {
  const { name, words, within } = entry;
  const inner = within.map((one) => `        ${one.name}) ${zshFlags(one)}; _files; return ;;`);
  const nested =
    within.length === 0 ? "" : `      (( CURRENT > 3 )) && case "$words[3]" in\n${inner.join("\n")}\n      esac\n`;
  return `    ${name})
${nested}      compadd -- ${words.join(" ")}
      ${zshFlags(entry)}
      _files
      ;;`;
}

function zsh(entries: readonly Entry[]): string {
  const commands = entries.map(({ name, summary }) => `    ${shellQuoted(`${name}:${summary}`)}`);
  return `#compdef corridor
_corridor() {
  local -a commands=(
${commands.join("\n")}
  )
  if (( CURRENT == 2 )); then
    _describe command commands
    return
  fi
  case "$words[2]" in
${entries.map(zshCase).join("\n")}
  esac
}
compdef _corridor corridor
`;
}

function fishFlags({ options }: Entry, inside: string): string[] {
  return options.map(
    ({ flag, description }) =>
      `complete -c corridor ${inside} -l ${flag.replace(/^--/, "")} -d ${shellQuoted(description)}`,
  );
}

function fish(entries: readonly Entry[]): string {
  const lines = entries.flatMap((entry) => {
    const { name, summary, words, within } = entry;
    const seen = `__fish_seen_subcommand_from ${name}`;
    const inside = `-n '${seen}'`;
    return [
      `complete -c corridor -n __fish_use_subcommand -a ${name} -d ${shellQuoted(summary)}`,
      ...(words.length === 0 ? [] : [`complete -c corridor ${inside} -a ${shellQuoted(words.join(" "))}`]),
      ...fishFlags(entry, inside),
      ...within.flatMap((one) => fishFlags(one, `-n '${seen}; and __fish_seen_subcommand_from ${one.name}'`)),
    ];
  });
  return `${lines.join("\n")}\n`;
}

/** `corridor completion`: a script for a shell. Throws UsageError on a shell that is not known. */
export function completion(shell: string, program: Command): void {
  const entries = entriesOf(program);
  if (shell === "bash") process.stdout.write(bash(entries));
  else if (shell === "zsh") process.stdout.write(zsh(entries));
  else if (shell === "fish") process.stdout.write(fish(entries));
  else {
    throw new UsageError(`${JSON.stringify(shell)} was given; expected bash, zsh or fish`);
  }
}
