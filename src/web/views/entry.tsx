import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { wanted, wasShown } from "../state/evidence.ts";

interface EntryProps {
  readonly id: string;
  readonly open: boolean;
  readonly toggle: () => void;
  /** What is always seen, in a button that opens the rest. */
  readonly head: ComponentChildren;
  readonly children: ComponentChildren;
}

/** One entry of a long list, of which one at a time stands open. */
export function Entry({ id, open, toggle, head, children }: EntryProps) {
  const own = useRef<HTMLLIElement>(null);
  const isWanted = wanted.value === id;
  useEffect(() => {
    if (!isWanted) return;
    own.current?.scrollIntoView({ behavior: "instant", block: "start" });
    own.current?.querySelector("button")?.focus({ preventScroll: true });
    wasShown();
  }, [isWanted]);
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
