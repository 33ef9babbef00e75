import { mergeConfig } from "vitest/config";
import build from "./vite.config";

export default mergeConfig(build, {
  resolve: { conditions: ["browser"] },
  test: { environment: "happy-dom", include: ["tests/**/*.test.ts"] },
});
