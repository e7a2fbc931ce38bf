import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";

interface EntryProps {
  readonly id: string;
  readonly open: boolean;
  /** Whether it stood open when the page was reached, and is to be shown. */
  readonly arrived: boolean;
  readonly toggle: () => void;
  /** What is always seen, in a button that opens the rest. */
  readonly head: ComponentChildren;
  readonly children: ComponentChildren;
}

/** One entry of a long list, of which one at a time stands open. */
export function Entry({ id, open, arrived, toggle, head, children }: EntryProps) {
  const own = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (!arrived) return;
    own.current?.scrollIntoView({ behavior: "instant", block: "start" });
    own.current?.querySelector("button")?.focus({ preventScroll: true });
  }, [arrived]);
  return (
    <li ref={own} class={open ? "entry open" : "entry"} id={`entry-${id}`}>
      <h2>
        <button type="button" aria-expanded={open} onClick={toggle}>
          {head}
        </button>
      </h2>
      {open && <div class="body">{children}</div>}
    </li>
  );
}
