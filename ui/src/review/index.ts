/** The review of drafts as an island: what the server drew makes room for it. */
import { mount as live } from "svelte";
import type { Mount } from "../islands";
import Review from "./Review.svelte";

export const mount: Mount = (host, data) => {
  const { page = "" } = (data ?? {}) as { page?: string };
  host.replaceChildren();
  live(Review, { target: host, props: { page } });
};
