/** The only script of an exported page that is not packed: it starts the others once there is text to read. */
import { run } from "./packed.js";

const start = () => run("floorbook-script");

if (document.hidden) start();
else requestAnimationFrame(() => setTimeout(start));
