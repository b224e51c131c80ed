import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

const HTTP_SIDE = "http://127.0.0.1:3001";

export default defineConfig({
  // Relative, so that the page also works below a path of a company's own site.
  base: "./",
  plugins: [react()],
  build: {
    target: "es2022",
    chunkSizeWarningLimit: 900,
    rolldownOptions: { input: ["index.html", "desk/index.html"] },
  },
  server: {
    proxy: {
      "/token": HTTP_SIDE,
      "/page.json": HTTP_SIDE,
      "^/desk/(waiting$|.+/(take|decline)$)": HTTP_SIDE,
    },
  },
});
