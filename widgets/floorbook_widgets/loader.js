/** The only script of an exported page that is not packed: it starts the others. */
import { run } from "./packed.js";

run("floorbook-script");
