/** The query page made live. */
import { mount as render } from "svelte";
import type { Mount } from "../islands";
import Workbench from "./Workbench.svelte";

export const mount: Mount = (host, data) => {
  const given = data as { query: string; lead: string } | null;
  const asked = new URLSearchParams(location.hash.slice(1)).get("query");
  const query = given?.query || asked || "";
  host.replaceChildren();
  render(Workbench, { target: host, props: { query, asked: query !== "", lead: given?.lead ?? "" } });
};
