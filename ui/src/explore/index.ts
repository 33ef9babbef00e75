/** The graph view as an island: what the server drew stays until the picture is known, then makes room for it. */
import { flushSync, mount as live } from "svelte";
import type { Mount } from "../islands";
import Explore from "./Explore.svelte";
import { Explorer } from "./explorer.svelte";
import "./explore.css";

export const mount: Mount = async (host, data) => {
  const { page = "" } = (data ?? {}) as { page?: string };
  const explorer = new Explorer();
  await explorer.open();
  const held = host.contains(document.activeElement);
  host.replaceChildren();
  live(Explore, { target: host, props: { page, explorer } });
  flushSync();
  if (held) host.querySelector("input")?.focus();
};
