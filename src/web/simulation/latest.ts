/**
 * One job in flight, the newest next: while one runs, only the last input that came in the meantime is kept, and whatever lies between is
 * never begun.
 */
export function latest<Input>(run: (input: Input, current: () => boolean) => Promise<void>): (input: Input) => void {
  let waiting: { readonly input: Input } | undefined;
  let running = false;
  let newest = 0;
  const next = async (): Promise<void> => {
    running = true;
    while (waiting) {
      const { input } = waiting;
      waiting = undefined;
      const own = newest;
      await run(input, () => own === newest);
    }
    running = false;
  };
  return (input) => {
    newest++;
    waiting = { input };
    if (!running) void next();
  };
}
