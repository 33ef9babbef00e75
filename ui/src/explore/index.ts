/** The graph view as an island: what the server drew stays until the picture is known, then makes room for it. */
import { flushSync, mount as live } from "svelte";
import type { Mount } from "../islands";
import Explore from "./Explore.svelte";
import { Explorer } from "./explorer.svelte";
import "./explore.css";
import "./panel.css";
import "./picture.css";
import { open } from "./steps";

export const mount: Mount = async (host, data) => {
  const { page = "", picture = "" } = (data ?? {}) as { page?: string; picture?: string };
  const explorer = new Explorer();
  await open(explorer, picture);
  const held = host.contains(document.activeElement);
  host.replaceChildren();
  live(Explore, { target: host, props: { page, picture, explorer } });
  flushSync();
  if (held) host.querySelector("input")?.focus();
};
