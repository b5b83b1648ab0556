/** The only script of an exported page that is not packed: it starts the others once there is text to read. */
import { run } from "./packed.js";

/** Text on screen; where a browser does not tell of it, a moment after it was due. */
const text = new Promise((go) => {
  new PerformanceObserver(go).observe({ type: "paint", buffered: true });
  requestAnimationFrame(() => setTimeout(go, 200));
});
const start = () => run("floorbook-script");

if (document.hidden) start();
else text.then(start);
