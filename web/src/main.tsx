import "./parts/older";
import "./styles/base.css";
import "./styles/parts.css";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { StrictMode, useEffect } from "react";
import { createRoot } from "react-dom/client";
import { RouterProvider } from "react-router";
import { usePreferences } from "./app/preferences";
import { router } from "./app/routes";
import { speak } from "./i18n";
import { showTitle } from "./parts/title";
import { usePrefersDark } from "./parts/media";
import { Toasts } from "./parts/toasts";

const queries = new QueryClient({ defaultOptions: { queries: { staleTime: 60_000, refetchOnWindowFocus: false } } });

function App() {
  const { language, theme, size } = usePreferences();
  const prefersDark = usePrefersDark();
  const isDark = theme === "auto" ? prefersDark : theme === "dark";
  useEffect(() => {
    // Without its texts the page goes on in the language that it has.
    speak(language).then(showTitle, () => undefined);
  }, [language]);
  useEffect(() => {
    document.documentElement.dataset.theme = isDark ? "dark" : "light";
    document.documentElement.dataset.size = size;
  }, [isDark, size]);
  return (
    <QueryClientProvider client={queries}>
      <RouterProvider router={router} />
      <Toasts />
    </QueryClientProvider>
  );
}

createRoot(document.getElementById("root") as HTMLElement).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
