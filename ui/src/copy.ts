/** A button that copies the code of its host, and says so. */
import type { Mount } from "./islands";
import { words } from "./words";

const SHOWN_MS = 1500;

export const mount: Mount = (host) => {
  const told = words();
  const button = document.createElement("button");
  button.type = "button";
  button.className = "copy";
  button.textContent = told.copy;
  button.addEventListener("click", () => void copy(host, button));
  host.append(button);
};

async function copy(host: HTMLElement, button: HTMLButtonElement): Promise<void> {
  const told = words();
  await navigator.clipboard.writeText(host.querySelector("code")?.textContent ?? "");
  button.textContent = told.copied;
  setTimeout(() => (button.textContent = told.copy), SHOWN_MS);
}
