import { createBrowserRouter, Navigate } from "react-router";
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
  {
    path: "/desk",
    lazy: () => import("../desk/frame/DeskFrame"),
    errorElement: <Lost />,
    hydrateFallbackElement: <Loading />,
    children: [
      { index: true, element: <Navigate to="/desk/tickets" replace /> },
      { path: "join", lazy: () => import("../desk/frame/JoinPage") },
      { path: "password", lazy: () => import("../desk/frame/PasswordPage") },
      { path: "tickets", lazy: () => import("../desk/queue/QueuePage") },
      { path: "tickets/:number", lazy: () => import("../desk/ticket/TicketPage") },
      { path: "review", lazy: () => import("../desk/review/ReviewPage") },
      { path: "approved", lazy: () => import("../desk/approved/ApprovedPage") },
      { path: "approved/:id", lazy: () => import("../desk/approved/ApprovedEditor") },
      { path: "insights", lazy: () => import("../desk/insights/InsightsPage") },
      { path: "staff", lazy: () => import("../desk/staff/StaffPage") },
      { path: "audit", lazy: () => import("../desk/staff/AuditPage") },
      { path: "*", element: <NotFound /> },
    ],
  },
]);
