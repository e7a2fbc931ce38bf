/** Processor time of this process that `work` takes, in milliseconds: less at the mercy of other programs than the clock. */
function cpuTime(work) {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

export function median(values) {
  const sorted = Float64Array.from(values).sort();
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** Times of several works, taken in turn so that a busy spell of the machine meets all of them; `times[i]` is of `works[i]`. */
export function interleavedTimes(works, rounds, warmUps = 3) {
  const times = works.map(() => []);
  for (let round = -warmUps; round < rounds; round++) {
    works.forEach((work, i) => {
      const time = cpuTime(work);
      if (round >= 0) times[i].push(time);
    });
  }
  return times;
}

/** Hands a result to the process that asked for it. */
export function report(result) {
  process.stdout.write(`${JSON.stringify(result)}\n`);
}
