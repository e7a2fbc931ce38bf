import type { ComponentChildren } from "preact";

interface ScrolledProps {
  readonly label: string;
  readonly children: ComponentChildren;
}

/** A wide table that scrolls in its own place, so that the page does not. */
export function Scrolled({ label, children }: ScrolledProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <section class="scroll" tabIndex={0} aria-label={label}>
      {children}
    </section>
  );
}
