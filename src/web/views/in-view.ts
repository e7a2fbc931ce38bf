import { type ReadonlySignal, type Signal, useSignal, useSignalEffect } from "@preact/signals";
import type { RefObject } from "preact";
import { useEffect } from "preact/hooks";

/** Milliseconds after the last change in which what is out of view follows. */
const calm = 250;

/** Whether an element is in view or about to be; always so when the page is printed. */
export function useInView(place: RefObject<HTMLElement | null>): Signal<boolean> {
  const inView = useSignal(true);
  useEffect(() => {
    const observer = new IntersectionObserver(
      ([{ isIntersecting }]) => {
        inView.value = isIntersecting;
      },
      { rootMargin: "25% 0px" },
    );
    if (place.current) observer.observe(place.current);
    const print = (): void => {
      inView.value = true;
    };
    addEventListener("beforeprint", print);
    return () => {
      observer.disconnect();
      removeEventListener("beforeprint", print);
    };
  }, []);
  return inView;
}

/**
 * The newest value at once in view, and out of view when nothing has changed for a moment: a slider moves what is looked at, and everything
 * else, each in a task of its own, when it rests.
 * @param cause what `fresh` is made of; unlike `fresh` it costs nothing to read.
 */
export function useCalmly<T>(
  fresh: ReadonlySignal<T>,
  cause: ReadonlySignal<unknown>,
  inView: ReadonlySignal<boolean>,
): ReadonlySignal<T> {
  const shown = useSignal(fresh.peek());
  useSignalEffect(() => {
    if (inView.value) {
      shown.value = fresh.value;
      return;
    }
    void cause.value;
    const timer = setTimeout(() => {
      shown.value = fresh.peek();
    }, calm);
    return () => clearTimeout(timer);
  });
  return shown;
}
