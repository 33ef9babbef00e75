import { start } from "./islands";

void start(document);
