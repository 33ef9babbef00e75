import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vite";

// One small entry (main.js) for all pages; each island is a chunk of its own that loads where a page has it.
export default defineConfig({
  base: "/static/ui/",
  plugins: [svelte()],
  build: {
    outDir: process.env.QKG_UI_OUT ?? "../src/qkg/web/static/ui",
    emptyOutDir: true,
    target: "es2022",
    license: { fileName: "third-party-notices.md" },
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: "src/main.ts",
      output: {
        entryFileNames: "main.js",
        chunkFileNames: "[name]-[hash].js",
        assetFileNames: "[name]-[hash][extname]",
      },
    },
  },
});
