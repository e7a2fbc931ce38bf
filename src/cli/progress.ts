import type { Progress } from "../analysis/runner.ts";

/** Where progress goes: the parts of stderr that are used. */
export interface ProgressStream {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

export interface ProgressLine {
  /** Reports how far the work is. */
  update(progress: Progress): void;
  /** Takes the line away. */
  end(): void;
}

const silent: ProgressLine = { update: () => {}, end: () => {} };
const clearLine = "\r\u001b[2K";

function remaining(seconds: number, { done, total }: Progress): string {
  const left = Math.ceil((seconds / done) * (total - done));
  return left >= 90 ? `about ${Math.round(left / 60)} min left` : `about ${left} s left`;
}

/**
 * Progress on stderr: a line that rewrites itself on a terminal, else one JSON object per line, at most one per second and one at the end.
 * @param now milliseconds.
 * @param rateOf what is counted, to say how many there are per second; not said when left out.
 */
export function startProgress(
  label: string,
  quiet: boolean,
  stream: ProgressStream = process.stderr,
  now: () => number = () => performance.now(),
  rateOf?: string,
): ProgressLine {
  if (quiet) return silent;
  const start = now();
  let last = Number.NEGATIVE_INFINITY;
  return {
    update(progress) {
      const { done, total } = progress;
      const time = now();
      const pause = stream.isTTY ? 100 : 1000;
      if (time - last < pause && done < total) return;
      last = time;
      const seconds = (time - start) / 1000;
      if (stream.isTTY) {
        const share = Math.floor((100 * done) / total);
        const speed = rateOf === undefined ? "" : `${(done / seconds).toPrecision(3)} ${rateOf}/s, `;
        stream.write(`${clearLine}${label}: ${done} of ${total}, ${share}%, ${speed}${remaining(seconds, progress)}`);
      } else {
        const speed = rateOf === undefined ? {} : { perSecond: Number((done / seconds).toPrecision(3)) };
        const event = { event: "progress", label, done, total, seconds: Number(seconds.toFixed(1)), ...speed };
        stream.write(`${JSON.stringify(event)}\n`);
      }
    },
    end() {
      if (stream.isTTY && last > Number.NEGATIVE_INFINITY) stream.write(clearLine);
    },
  };
}
