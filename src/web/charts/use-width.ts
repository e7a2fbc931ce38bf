import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";

/** Width in CSS pixels before the page has been laid out. */
const usualWidth = 640;

/** Charts are drawn in CSS pixels of the place they have, so that letters keep their size. */
export function useWidth(first = usualWidth) {
  const width = useSignal(first);
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const observer = new ResizeObserver(([{ contentRect }]) => {
      if (contentRect.width > 0) width.value = Math.round(contentRect.width);
    });
    if (place.current) observer.observe(place.current);
    return () => observer.disconnect();
  }, []);
  return { width: width.value, place };
}
