import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

export default defineConfig({
  plugins: [react()],
  build: {
    outDir: "../assistant/static",
    emptyOutDir: true,
    // WeChat's built-in browsers on older phones.
    target: "es2019",
    modulePreload: { polyfill: false },
  },
  server: { proxy: { "/api": "http://127.0.0.1:8000", "/source": "http://127.0.0.1:8000" } },
  // How long a component takes says more about the machine than about the code.
  test: { environment: "jsdom", testTimeout: 60_000 },
});
