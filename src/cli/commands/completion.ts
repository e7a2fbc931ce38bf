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
    words: wordsOf[command.name()]?.() ?? [],
  }));
}

function bash(entries: readonly Entry[]): string {
  const cases = entries.map(({ name, options, words }) => {
    return `    ${name}) words="${[...words, ...options.map(({ flag }) => flag)].join(" ")}" ;;`;
  });
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
${cases.join("\n")}
    help) words="${entries.map(({ name }) => name).join(" ")}" ;;
  esac
  COMPREPLY=($(compgen -W "$words" -- "$current") $(compgen -f -- "$current"))
}
complete -o filenames -F _corridor corridor
`;
}

function zsh(entries: readonly Entry[]): string {
  const commands = entries.map(({ name, summary }) => `    ${shellQuoted(`${name}:${summary}`)}`);
  const cases = entries.map(({ name, options, words }) => {
    const flags = options.map(({ flag, description }) => shellQuoted(`${flag}:${description.replaceAll(":", ",")}`));
    return `    ${name})
      compadd -- ${words.join(" ")}
      local -a flags=(${flags.join(" ")})
      _describe option flags
      _files
      ;;`;
  });
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
${cases.join("\n")}
  esac
}
compdef _corridor corridor
`;
}

function fish(entries: readonly Entry[]): string {
  const lines = entries.flatMap(({ name, summary, options, words }) => {
    const inside = `-n '__fish_seen_subcommand_from ${name}'`;
    return [
      `complete -c corridor -n __fish_use_subcommand -a ${name} -d ${shellQuoted(summary)}`,
      ...(words.length === 0 ? [] : [`complete -c corridor ${inside} -a ${shellQuoted(words.join(" "))}`]),
      ...options.map(
        ({ flag, description }) =>
          `complete -c corridor ${inside} -l ${flag.replace(/^--/, "")} -d ${shellQuoted(description)}`,
      ),
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
