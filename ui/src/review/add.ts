/** Adds a candidate to the draft on the desk, by way of the server. */
import { addedName, type Added } from "./adding";
import type { Desk } from "./desk.svelte";
import * as service from "./service";
import { told } from "./words";

/** The candidate is open to be filled in; what it gives is why not, where that cannot be. */
export async function add(desk: Desk, one: Added): Promise<string> {
  const id = addedName(desk.draft.name, one);
  try {
    await desk.save();
    if (desk.saving !== "saved") return told("unsaved", { why: desk.why });
    await service.decide(desk.draft.name, desk.tag, { added: { [id]: one } });
    const { draft, tag } = await service.draft(desk.draft.name);
    desk.renew(draft, tag);
  } catch (error) {
    if (error instanceof service.Refused && error.status === 412) desk.saving = "conflict";
    return (error as Error).message;
  }
  desk.filter = "all";
  desk.go(id);
  desk.editing = true;
  desk.say(told("added", { words: desk.at()?.verbatim || (desk.at()?.label.zh ?? "") }));
  return "";
}
