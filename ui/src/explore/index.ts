/** The graph view as an island: what the server drew makes room for it. */
import { mount as live } from "svelte";
import type { Mount } from "../islands";
import Explore from "./Explore.svelte";
import "./explore.css";

export const mount: Mount = (host, data) => {
  const { page = "" } = (data ?? {}) as { page?: string };
  host.replaceChildren();
  live(Explore, { target: host, props: { page } });
};
