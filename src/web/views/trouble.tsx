import { failure, trouble } from "../state/engines.ts";
import { startAgain } from "../state/results.ts";
import { word } from "../words.ts";

/** That the engine has died, and what has become of it; and what went wrong with what was asked. */
export function Trouble() {
  const stopped = trouble.value === "stopped";
  const close = (): void => {
    trouble.value = "none";
  };
  return (
    <>
      {trouble.value !== "none" && (
        <p class="problem" role="alert">
          {word(stopped ? "error_worker" : "trouble_replaced")}{" "}
          <button type="button" onClick={stopped ? startAgain : close}>
            {word(stopped ? "trouble_start_again" : "trouble_close")}
          </button>
        </p>
      )}
      {failure.value !== "" && (
        <p class="problem" role="alert">
          {failure.value}
        </p>
      )}
    </>
  );
}
