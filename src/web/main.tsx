import { render } from "preact";
import { follow } from "./state/results.ts";
import "./style.css";
import { Frame } from "./views/frame.tsx";
import { SimulatorPage } from "./views/simulator.tsx";
import { locale } from "./words.ts";

function App() {
  return (
    <Frame key={locale.value}>
      <SimulatorPage />
    </Frame>
  );
}

document.documentElement.lang = locale.value;
render(<App />, document.getElementById("app")!);
follow();
