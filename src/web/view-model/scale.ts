/** Round values between two numbers, about as many as asked for, and two at least, so that a size can be read off. */
export function ticks(low: number, high: number, count: number): number[] {
  const raw = (high - low || 1) / count;
  const power = 10 ** Math.floor(Math.log10(raw));
  const steps = [0.2, 0.5, 1, 2, 5, 10].map((x) => x * power);
  const within = (step: number): number[] => {
    const first = Math.ceil(low / step);
    const last = Math.floor(high / step + 1e-9);
    return Array.from({ length: last - first + 1 }, (_, i) => (first + i) * step);
  };
  const wanted = steps.findIndex((step) => step >= raw);
  const found = within(steps[wanted]);
  return found.length > 1 ? found : within(steps[wanted - 1]);
}
