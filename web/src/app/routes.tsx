import { createBrowserRouter } from "react-router";
import { ChatPage } from "../chat/ChatPage";
import { Loading, Lost, NotFound } from "./Lost";
import { Shell } from "./Shell";

/** Asking is there at once; what is only read is fetched when it is opened. */
export const router = createBrowserRouter([
  {
    element: <Shell />,
    errorElement: <Lost />,
    hydrateFallbackElement: <Loading />,
    children: [
      { path: "/", element: <ChatPage /> },
      { path: "/c/:key", element: <ChatPage /> },
      { path: "/documents", lazy: () => import("../documents/DocumentsPage") },
      { path: "/documents/:id", lazy: () => import("../reader/ReaderPage") },
      { path: "/eligibility", lazy: () => import("../eligibility/EligibilityPage") },
      { path: "/eligibility/:programme", lazy: () => import("../eligibility/ChecklistPage") },
      { path: "/timeline", lazy: () => import("../documents/TimelinePage") },
      { path: "*", element: <NotFound /> },
    ],
  },
]);
